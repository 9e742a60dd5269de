import CLibical

/// Renders a feed as an iCalendar object (RFC 5545) with METHOD:PUBLISH (RFC 5546 section 3.2.1).
///
/// The entries that touch the window are sorted by start, then by identifier. If the rendering is larger than the settings allow, the
/// oldest entries are left out until it fits, and COMMENT and X-JIAOLI-OMITTED say how many. Text is cleaned of control characters.
///
/// - Parameter feed: what to render; its `omitted` is not read.
/// - Returns: UTF-8 with CRLF and lines of at most 75 octets, the same for every feed that is equal.
/// - Throws: ``FeedError`` where an entry cannot stand in a calendar.
public func render(_ feed: Feed) throws(FeedError) -> [UInt8] {
  let entries = try FeedRendering.selected(feed)
  return try Libical.use { () throws(FeedError) in
    let whole = try FeedRendering.print(feed, entries, omitted: 0)
    guard whole.count > feed.settings.sizeLimit else { return whole }
    let kept = try FeedRendering.newest(feed, entries)
    let rendering = try FeedRendering.print(feed, Array(kept), omitted: entries.count - kept.count)
    guard rendering.count <= feed.settings.sizeLimit else { throw .limitTooSmall(feed.settings.sizeLimit) }
    return rendering
  }
}

/// The steps of ``render(_:)``.
enum FeedRendering {
  /// Who made the calendar (RFC 5545 section 3.7.3).
  static let product = "-//Jiaoli//Jiaoli//ZH"

  /// The entries of a feed that are rendered, in order, each checked for what no calendar can do without.
  static func selected(_ feed: Feed) throws(FeedError) -> [Entry] {
    var seen: Set<String> = []
    var selected: [(key: SortKey, entry: Entry)] = []
    for entry in feed.entries {
      let uid = PlainText.line(entry.uid)
      guard !PlainText.isBlank(uid) else { throw .missingIdentifier(title: entry.title) }
      guard !PlainText.isBlank(PlainText.line(entry.title)) else { throw .missingTitle(uid: uid) }
      guard seen.insert(entry.isToDo ? "T" + uid : "E" + uid).inserted else { throw .duplicateIdentifier(uid) }
      if let window = feed.settings.window, !entry.days.overlaps(window) { continue }
      selected.append((SortKey(start: entry.start, uid: uid, isToDo: entry.isToDo), entry))
    }
    return selected.sorted { $0.key < $1.key }.map(\.entry)
  }

  /// The newest entries that fit into the size limit beside the frame.
  static func newest(_ feed: Feed, _ entries: [Entry]) throws(FeedError) -> ArraySlice<Entry> {
    // COMMENT:, its words and two folds take less than this.
    let comment = 32 + omission(entries.count).utf8.count
    var room = feed.settings.sizeLimit - (try print(feed, [], omitted: entries.count)).count - comment
    var first = entries.endIndex
    while first > entries.startIndex {
      var printed: [UInt8] = []
      try entries[first - 1].component(organizer: feed.organizer).print(into: &printed)
      room -= printed.count
      guard room >= 0 else { break }
      first -= 1
    }
    return entries[first...]
  }

  /// Prints a feed with exactly these entries. Each is printed and freed by itself, so that the library neither holds nor copies them all.
  static func print(_ feed: Feed, _ entries: [Entry], omitted: Int) throws(FeedError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(1024 + entries.count * 768)
    try frame(feed, omitted: omitted).print(into: &output)
    output.removeLast(end.count)
    for (index, entry) in entries.enumerated() {
      let component = try entry.component(organizer: feed.organizer)
      if index == 0, omitted > 0 { try component.add(icalproperty_new_comment(omission(omitted))) }
      try component.print(into: &output)
    }
    output += end
    return output
  }

  private static let end = Array("END:VCALENDAR\r\n".utf8)

  /// The VCALENDAR of a feed without its entries.
  private static func frame(_ feed: Feed, omitted: Int) throws(FeedError) -> Component {
    let calendar = try Component(ICAL_VCALENDAR_COMPONENT)
    try calendar.add(icalproperty_new_version("2.0"))
    try calendar.add(icalproperty_new_prodid(product))
    try calendar.add(icalproperty_new_calscale("GREGORIAN"))
    try calendar.add(icalproperty_new_method(ICAL_METHOD_PUBLISH))
    try addHeading(feed, to: calendar)
    try addService(feed, omitted: omitted, to: calendar)
    calendar.add(try Component.officeZone())
    return calendar
  }

  /// What people see of a calendar: RFC 7986 sections 5.1 to 5.9, each beside the older property that clients read instead.
  private static func addHeading(_ feed: Feed, to calendar: borrowing Component) throws(FeedError) {
    let (uid, name, text) = (PlainText.line(feed.uid), PlainText.line(feed.name), PlainText.lines(feed.description))
    if !uid.isEmpty { try calendar.add(icalproperty_new_uid(uid)) }
    if !name.isEmpty {
      try calendar.add(icalproperty_new_name(name))
      try calendar.addExtension("X-WR-CALNAME", name)
    }
    if !text.isEmpty {
      try calendar.add(icalproperty_new_description(text))
      try calendar.addExtension("X-WR-CALDESC", text)
    }
    try calendar.addExtension("X-WR-TIMEZONE", OfficeTime.identifier)
    if let color = feed.color {
      try calendar.add(icalproperty_new_color(color.rawValue))
      try calendar.addExtension("X-APPLE-CALENDAR-COLOR", color.hexadecimal)
    }
  }

  /// How a calendar is served: RFC 7986 sections 5.4, 5.5, 5.7, and what was left out.
  private static func addService(_ feed: Feed, omitted: Int, to calendar: borrowing Component) throws(FeedError) {
    let minutes = feed.settings.refreshMinutes
    guard (1...527_040).contains(minutes) else { throw .numberOutOfRange(uid: feed.name, property: "REFRESH-INTERVAL") }
    if let instant = feed.lastModified { try calendar.add(icalproperty_new_lastmodified(calendar.utc(instant, of: feed.name))) }
    try calendar.addAddress(feed.url)
    let interval = icaldurationtype_from_int(Int32(minutes * 60))
    try calendar.add(icalproperty_new_refreshinterval(interval))
    guard let text = icaldurationtype_as_ical_string_r(interval) else { throw .library(Libical.lastError) }
    try calendar.addExtension("X-PUBLISHED-TTL", Libical.consume(text) { String(decoding: $0, as: UTF8.self) })
    if omitted > 0 { try calendar.addExtension("X-JIAOLI-OMITTED", String(omitted)) }
  }

  /// What COMMENT says of what was left out. It may not stand in a VCALENDAR (RFC 5545 section 3.8.1.4), so it stands in the oldest entry that
  /// is kept: there begins what is missing.
  private static func omission(_ count: Int) -> String { "为使文件不超过大小上限，最早的 \(count) 项未列入。" }
}
