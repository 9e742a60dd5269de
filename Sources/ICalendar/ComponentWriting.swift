import AcademicCalendar
import CLibical
import Foundation

/// The properties that events and to-dos share (RFC 5545 section 3.8).
extension Component {
  /// What the title of a cancelled entry opens with.
  static let cancelledMark = "【已取消】"

  /// UID, SEQUENCE, DTSTAMP, CREATED, LAST-MODIFIED (sections 3.8.4.7, 3.8.7).
  borrowing func addIdentity(_ uid: String, _ revision: Revision) throws(FeedError) {
    try add(icalproperty_new_uid(PlainText.line(uid)))
    guard let sequence = Int32(exactly: revision.sequence), sequence >= 0 else {
      throw .numberOutOfRange(uid: uid, property: "SEQUENCE")
    }
    try add(icalproperty_new_sequence(sequence))
    try add(icalproperty_new_dtstamp(utc(revision.stamp, of: uid)))
    if let created = revision.created { try add(icalproperty_new_created(utc(created, of: uid))) }
    try add(icalproperty_new_lastmodified(utc(revision.lastModified, of: uid)))
  }

  /// SUMMARY (section 3.8.1.12).
  borrowing func addTitle(_ title: String, isCancelled: Bool) throws(FeedError) {
    let cleaned = PlainText.line(title)
    try add(icalproperty_new_summary(isCancelled && !cleaned.hasPrefix(Self.cancelledMark) ? Self.cancelledMark + cleaned : cleaned))
  }

  /// CATEGORIES in one line (section 3.8.1.2). libical prints its commas raw, so a comma inside a category becomes a wide one.
  borrowing func addCategories(_ categories: [String]) throws(FeedError) {
    let cleaned = categories.map(PlainText.unescaped).filter { !$0.isEmpty }
    if !cleaned.isEmpty { try add(icalproperty_new_categories(cleaned.joined(separator: ","))) }
  }

  /// URL (section 3.8.4.6).
  borrowing func addAddress(_ url: URL?) throws(FeedError) {
    guard let text = url?.absoluteString else { return }
    guard PlainText.isAddress(text) else { throw .invalidAddress(text) }
    try add(icalproperty_new_url(text))
  }

  /// ORGANIZER (section 3.8.4.3).
  borrowing func addOrganizer(_ organizer: Organizer) throws(FeedError) {
    guard PlainText.isAddress(organizer.address) else { throw .invalidAddress(organizer.address) }
    let property = icalproperty_new_organizer(organizer.address)
    try add(property)
    let name = PlainText.line(organizer.name)
    if let property, !name.isEmpty { icalproperty_add_parameter(property, icalparameter_new_cn(name)) }
  }

  /// A property that libical does not know, with a TEXT value (section 3.8.8.2).
  borrowing func addExtension(_ name: String, _ text: String) throws(FeedError) {
    let property = icalproperty_new_x(PlainText.unescaped(text))
    try add(property)
    if let property { icalproperty_set_x_name(property, name) }
  }

  /// A property with TZID=Asia/Shanghai (section 3.2.19).
  borrowing func addZoned(_ property: OpaquePointer?) throws(FeedError) {
    try add(property)
    if let property { icalproperty_add_parameter(property, icalparameter_new_tzid(OfficeTime.identifier)) }
  }

  /// An instant as UTC, or the error that names the entry.
  borrowing func utc(_ instant: Date, of uid: String) throws(FeedError) -> icaltimetype {
    guard let time = WireTime.utc(instant) else { throw .timeOutOfRange(uid: uid) }
    return time
  }
}

extension Component {
  /// The VTIMEZONE of every feed (section 3.6.5): one STANDARD, +0800 since ever, written by hand so that it never depends on a machine.
  static func officeZone() throws(FeedError) -> Component {
    let standard = try Component(ICAL_XSTANDARD_COMPONENT)
    var start = icaltimetype()
    (start.year, start.month, start.day) = (1970, 1, 1)
    try standard.add(icalproperty_new_dtstart(start))
    try standard.add(icalproperty_new_tzoffsetfrom(Int32(OfficeTime.offset)))
    try standard.add(icalproperty_new_tzoffsetto(Int32(OfficeTime.offset)))
    try standard.add(icalproperty_new_tzname("CST"))
    let zone = try Component(ICAL_VTIMEZONE_COMPONENT)
    try zone.add(icalproperty_new_tzid(OfficeTime.identifier))
    zone.add(standard)
    return zone
  }
}
