public import AcademicCalendar
public import Foundation

/// A VEVENT (RFC 5545 section 3.6.1): concrete, with no recurrence.
public struct Event: Hashable, Sendable {
  /// The identifier, which never changes while the event lives; not empty.
  public var uid: String
  /// The history of the record behind it.
  public var revision: Revision
  /// The title. A cancelled event's title is rendered with 【已取消】 before it, so it does not stand here.
  public var title: String
  /// When it takes place.
  public var time: EventTime
  /// Where; empty for none.
  public var location: String
  /// What people should know; empty for none. Lines are separated by `\n`.
  public var description: String
  /// What changed and when, in one line, for people; empty for an event that did not change. It opens the rendered DESCRIPTION.
  public var change: String
  /// Categories, in the order given.
  public var categories: [String]
  /// The page of this event.
  public var url: URL?
  /// Whether it takes place.
  public var status: EventStatus
  /// Whether it takes up people's time (TRANSP); deadlines do not.
  public var isBusy: Bool
  /// Reminders, by the subscriber's choice.
  public var alarms: [Alarm]

  /// An event; identifier, revision, title and time are needed.
  public init(
    uid: String, revision: Revision, title: String, time: EventTime, location: String = "", description: String = "", change: String = "",
    categories: [String] = [], url: URL? = nil, status: EventStatus = .confirmed, isBusy: Bool = true, alarms: [Alarm] = []
  ) {
    (self.uid, self.revision, self.title, self.time, self.location) = (uid, revision, title, time, location)
    (self.description, self.change, self.categories, self.url) = (description, change, categories, url)
    (self.status, self.isBusy, self.alarms) = (status, isBusy, alarms)
  }
}

/// The history of a record as a calendar tells it. All instants are of the record, never of the request, and whole seconds.
public struct Revision: Hashable, Sendable {
  /// SEQUENCE (RFC 5545 section 3.8.7.4): how often it was rescheduled or cancelled, 0 or more.
  public var sequence: Int
  /// CREATED: when the record was made.
  public var created: Date?
  /// LAST-MODIFIED: when the record last changed.
  public var lastModified: Date
  /// DTSTAMP (RFC 5545 section 3.8.7.2).
  public var stamp: Date

  /// A revision; the stamp is the last change unless given.
  public init(sequence: Int = 0, created: Date? = nil, lastModified: Date, stamp: Date? = nil) {
    (self.sequence, self.created, self.lastModified, self.stamp) = (sequence, created, lastModified, stamp ?? lastModified)
  }
}

/// When an event takes place.
public enum EventTime: Hashable, Sendable {
  /// Whole days, both inclusive. The wire's DTEND is the day after the last (RFC 5545 section 3.6.1).
  case allDay(ClosedRange<Day>)
  /// From one instant until another, written as wall time at the office (TZID=Asia/Shanghai). Whole seconds.
  case timed(Range<Date>)

  /// One whole day.
  public static func allDay(_ day: Day) -> EventTime { .allDay(day...day) }

  /// Part of a day at the office.
  ///
  /// - Parameters:
  ///   - start: minutes after midnight.
  ///   - end: minutes after midnight of the same day; not before `start`.
  public static func timed(_ day: Day, from start: Int, to end: Int) -> EventTime {
    let first = OfficeTime.instant(day, minutes: start)
    return .timed(first..<max(first, OfficeTime.instant(day, minutes: end)))
  }
}

extension EventTime {
  /// The first instant.
  public var start: Date {
    switch self {
    case .allDay(let days): OfficeTime.instant(days.lowerBound)
    case .timed(let range): range.lowerBound
    }
  }

  /// The days at the office that it touches, both inclusive.
  public var days: ClosedRange<Day> {
    switch self {
    case .allDay(let days): return days
    case .timed(let range):
      let first = OfficeTime.day(of: range.lowerBound)
      // An event that ends at midnight does not touch the day that begins there.
      let last = range.isEmpty ? first : OfficeTime.day(of: range.upperBound.addingTimeInterval(-1))
      return first...max(first, last)
    }
  }
}

/// STATUS of an event (RFC 5545 section 3.8.1.11).
public enum EventStatus: String, CaseIterable, Codable, Hashable, Sendable {
  case confirmed, tentative, cancelled
}

/// A reminder (RFC 5545 section 3.6.6, ACTION:DISPLAY); it shows the event's title.
public struct Alarm: Hashable, Sendable {
  /// Minutes before the start; negative after it. An all-day event starts at midnight, so 09:00 on the day itself is -540.
  public var minutesBefore: Int

  /// A reminder that many minutes before the start.
  public init(minutesBefore: Int) { self.minutesBefore = minutesBefore }
}
