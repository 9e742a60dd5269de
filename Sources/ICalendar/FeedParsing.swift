import CLibical
import Foundation

/// A calendar read back as a value.
public struct ParsedFeed: Hashable, Sendable {
  /// What was understood. Its entries are in the order of ``render(_:)``.
  public let feed: Feed
  /// What was wrong, and what a feed has no place for: recurrences, journals, times outside 1900…2199.
  public let problems: [Problem]
}

extension Feed {
  /// Reads a calendar. What ``render(_:)`` wrote comes back equal, apart from text that was cleaned.
  ///
  /// - Parameter bytes: an iCalendar file; where it holds several calendars, the entries of all with the name of the first.
  /// - Returns: nil where there is no calendar in it; ``CalendarCheck/check(_:)`` says why.
  public static func parse(_ bytes: [UInt8]) -> ParsedFeed? {
    Libical.use {
      let reader = CalendarReader(bytes)
      guard let first = reader.calendars.first else { return nil }
      var log = reader.log
      var feed = heading(of: first)
      var years = Zones.yearLimit
      for calendar in reader.calendars {
        let zones = Zones(calendar, years: &years)
        for child in calendar.children {
          guard let entry = Entry(child, zones, &log) else { continue }
          feed.entries.append(entry)
          if let organizer = Organizer(child) { feed.organizer = organizer }
        }
      }
      feed.entries.sort {
        SortKey(start: $0.start, uid: $0.uid, isToDo: $0.isToDo) < SortKey(start: $1.start, uid: $1.uid, isToDo: $1.isToDo)
      }
      return ParsedFeed(feed: feed, problems: log.report)
    }
  }

  /// The properties of the calendar itself.
  private static func heading(of calendar: CalendarTree) -> Feed {
    let extensions = calendar.extensions
    var feed = Feed(name: calendar.text(ICAL_NAME_PROPERTY) ?? extensions["X-WR-CALNAME"] ?? "")
    feed.description = calendar.text(ICAL_DESCRIPTION_PROPERTY) ?? extensions["X-WR-CALDESC"] ?? ""
    feed.uid = calendar.text(ICAL_UID_PROPERTY) ?? ""
    feed.url = calendar.url
    feed.color = calendar.text(ICAL_COLOR_PROPERTY).flatMap(CalendarColor.init(rawValue:))
    feed.lastModified = calendar.instant(ICAL_LASTMODIFIED_PROPERTY)
    feed.omitted = extensions["X-JIAOLI-OMITTED"].flatMap { Int($0) } ?? 0
    if let seconds = calendar.property(ICAL_REFRESHINTERVAL_PROPERTY).flatMap(PropertyValue.seconds) {
      feed.settings.refreshMinutes = seconds / 60
    }
    return feed
  }
}

extension Organizer {
  /// The organizer of an entry.
  fileprivate init?(_ entry: CalendarTree) {
    guard let property = entry.property(ICAL_ORGANIZER_PROPERTY) else { return nil }
    let name = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER).map { Libical.copy(icalparameter_get_cn($0)) }
    self.init(name: name ?? "", address: PropertyValue.text(property) ?? "")
  }
}

extension CalendarTree {
  /// The X- properties, the first of each name.
  fileprivate var extensions: [String: String] {
    let pairs = properties(ICAL_X_PROPERTY).compactMap { property in
      PropertyValue.text(property).map { (Libical.copy(icalproperty_get_x_name(property)).uppercased(), $0) }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// URL.
  var url: URL? { text(ICAL_URL_PROPERTY).flatMap { URL(string: $0) } }

  /// A UTC instant such as DTSTAMP.
  func instant(_ kind: icalproperty_kind) -> Date? {
    time(kind).flatMap(WireTime.seconds).map { Date(timeIntervalSince1970: Double($0)) }
  }
}
