import AcademicCalendar
import CLibical

/// A feed as an iCalendar object.
public struct Rendering: Hashable, Sendable {
  /// UTF-8 with CRLF and lines of at most 75 octets, the same for every feed that is equal.
  public var bytes: [UInt8]
  /// How many entries were left out to hold the size limit.
  public var omitted: Int
}

/// Renders a feed as an iCalendar object (RFC 5545) with METHOD:PUBLISH (RFC 5546 section 3.2.1).
///
/// The entries that touch the window are sorted by start, then by identifier. If the rendering is larger than the settings allow, entries are
/// left out until it fits: first events that are past, the oldest first; then what was to be done and is settled; then what is to be done;
/// then events, the farthest first. COMMENT and X-JIAOLI-OMITTED say how many. Text is cleaned of control characters.
///
/// - Parameter feed: what to render.
/// - Throws: ``FeedError`` where an entry cannot stand in a calendar.
public func rendering(of feed: Feed) throws(FeedError) -> Rendering {
  let entries = try FeedRendering.selected(feed)
  return try Libical.use { () throws(FeedError) in
    let whole = try FeedRendering.print(feed, entries, omitted: 0)
    guard whole.count > feed.settings.sizeLimit else { return Rendering(bytes: whole, omitted: 0) }
    let kept = try FeedRendering.mostUseful(feed, entries)
    let omitted = entries.count - kept.count
    let bytes = try FeedRendering.print(feed, kept, omitted: omitted)
    guard bytes.count <= feed.settings.sizeLimit else { throw .limitTooSmall(feed.settings.sizeLimit) }
    return Rendering(bytes: bytes, omitted: omitted)
  }
}

/// The octets of ``rendering(of:)``.
public func render(_ feed: Feed) throws(FeedError) -> [UInt8] { try rendering(of: feed).bytes }

/// The steps of ``rendering(of:)``.
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

  /// The most useful entries that fit into the size limit beside the frame, in order.
  static func mostUseful(_ feed: Feed, _ entries: [Entry]) throws(FeedError) -> [Entry] {
    // COMMENT:, its words and its folds take less than this.
    let comment = 32 + omission(entries.count).utf8.count
    var room = feed.settings.sizeLimit - (try print(feed, [], omitted: entries.count)).count - comment
    var kept: [Int] = []
    for index in byUse(entries, feed.settings.today ?? .latest) {
      var printed: [UInt8] = []
      try entries[index].component(organizer: feed.organizer).print(into: &printed)
      room -= printed.count
      guard room >= 0 else { break }
      kept.append(index)
    }
    return kept.sorted().map { entries[$0] }
  }

  /// Positions of entries that are sorted by start, the most useful one first.
  private static func byUse(_ entries: [Entry], _ today: Day) -> [Int] {
    let uses = entries.map { Use($0, today) }
    func positions(_ use: Use) -> [Int] { entries.indices.filter { uses[$0] == use } }
    return positions(.coming) + positions(.toDo) + positions(.settled).reversed() + positions(.past).reversed()
  }

  /// What an entry is good for.
  private enum Use {
    /// An event that is not over, the next one first.
    case coming
    /// Something to be done, the most urgent first.
    case toDo
    /// Something that is done or called off, the newest first.
    case settled
    /// An event of the past, the newest first.
    case past

    init(_ entry: Entry, _ today: Day) {
      switch entry {
      case .event(let event): self = event.time.days.upperBound < today ? .past : .coming
      case .toDo(let toDo):
        switch toDo.status {
        case .needsAction, .inProcess: self = .toDo
        case .completed, .cancelled: self = .settled
        }
      }
    }
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

  /// What COMMENT says of what was left out. It may not stand in a VCALENDAR (RFC 5545 section 3.8.1.4), so it stands in the first entry that is
  /// kept.
  private static func omission(_ count: Int) -> String { "为使文件不超过大小上限，有 \(count) 项未列入：先略去已过去的，再略去待办和较远的。" }
}
