public import AcademicCalendar
public import Foundation

/// A calendar that people subscribe to: RFC 5545 section 3.4 with the calendar properties of RFC 7986 section 5.
///
/// A feed is a value, and what ``render(_:)`` makes of it is a function of that value: same feed, same bytes.
public struct Feed: Hashable, Sendable {
  /// What clients show as the calendar's name.
  public var name: String
  /// What the calendar is for; empty for none.
  public var description: String
  /// An identifier of the calendar that never changes (RFC 7986 section 5.3); empty for none.
  public var uid: String
  /// The page that explains this calendar (RFC 7986 section 5.5).
  public var url: URL?
  /// The colour that clients may use for it.
  public var color: CalendarColor?
  /// Who publishes; every entry names it, since RFC 5546 section 3.2.1 requires an organizer.
  public var organizer: Organizer
  /// When a record behind this feed last changed (RFC 7986 section 5.4). Whole seconds.
  public var lastModified: Date?
  /// How it is served: refresh interval, size limit, window.
  public var settings: FeedSettings
  /// What is in it. Rendering sorts it by start, then by identifier.
  public var entries: [Entry]

  /// A feed; only a name is needed.
  public init(
    name: String, description: String = "", uid: String = "", url: URL? = nil, color: CalendarColor? = nil, organizer: Organizer = .office,
    lastModified: Date? = nil, settings: FeedSettings = FeedSettings(), entries: [Entry] = []
  ) {
    (self.name, self.description, self.uid, self.url, self.color) = (name, description, uid, url, color)
    (self.organizer, self.lastModified, self.settings, self.entries) = (organizer, lastModified, settings, entries)
  }
}

/// How a feed is served.
public struct FeedSettings: Hashable, Sendable {
  /// How often clients are asked to fetch the feed again, in minutes (REFRESH-INTERVAL, X-PUBLISHED-TTL); 1 or more.
  public var refreshMinutes: Int
  /// The largest rendering in bytes; entries are left out to hold it, the least useful first. Some clients refuse more than 1 MB.
  public var sizeLimit: Int
  /// Only entries that touch these days are rendered; nil for all.
  public var window: ClosedRange<Day>?
  /// Where not all entries fit: events before this day are past, and go first; nil where all are. A feed that fits is the same whatever it says.
  public var today: Day?

  /// Settings; by default every four hours, 1,000,000 bytes, no window.
  public init(refreshMinutes: Int = 240, sizeLimit: Int = 1_000_000, window: ClosedRange<Day>? = nil, today: Day? = nil) {
    (self.refreshMinutes, self.sizeLimit, self.window, self.today) = (refreshMinutes, sizeLimit, window, today)
  }
}

/// Who publishes a feed: the ORGANIZER of its entries (RFC 5545 section 3.8.4.3).
public struct Organizer: Hashable, Sendable {
  /// The name that people see.
  public var name: String
  /// A calendar user address, a URI. An office's own address, never a person's.
  public var address: String

  /// A publisher.
  public init(name: String, address: String) { (self.name, self.address) = (name, address) }

  /// The office when it has no mailbox: an address that no client can write to.
  public static let office = Organizer(name: "教师发展办公室", address: "invalid:nomail")
}

/// One thing in a feed.
public enum Entry: Hashable, Sendable {
  /// Something that happens: a session, or a deadline as an all-day event.
  case event(Event)
  /// Something to be done, for clients that show such.
  case toDo(ToDo)

  /// The identifier of the event or to-do.
  public var uid: String {
    switch self {
    case .event(let event): event.uid
    case .toDo(let toDo): toDo.uid
    }
  }
}
