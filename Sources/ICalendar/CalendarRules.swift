import CLibical

/// Rules of RFC 5545 that libical's restriction check leaves open: what values must say of one another.
struct CalendarRules {
  private let calendar: CalendarTree
  private let zones: Set<String>

  /// The rules for one calendar.
  init(_ calendar: CalendarTree) {
    self.calendar = calendar
    zones = Set(
      calendar.children.filter { $0.name == "VTIMEZONE" }.compactMap { $0.text(ICAL_TZID_PROPERTY) })
  }

  /// Notes what is wrong.
  func check(_ log: inout ProblemLog) {
    checkFrame(&log)
    var seen: Set<String> = []
    for child in calendar.children where ["VEVENT", "VTODO", "VJOURNAL"].contains(child.name) {
      checkIdentity(child, &seen, &log)
      checkEnd(child, &log)
    }
    checkZones(calendar, &log)
  }

  /// Sections 3.6 and 3.7: PRODID and VERSION.
  private func checkFrame(_ log: inout ProblemLog) {
    if calendar.property(ICAL_PRODID_PROPERTY) == nil { log.add(.required, line: calendar.line, property: "VCALENDAR PRODID") }
    guard let version = calendar.text(ICAL_VERSION_PROPERTY) else {
      return log.add(.required, line: calendar.line, property: "VCALENDAR VERSION")
    }
    if version != "2.0" {
      log.add(.invalidVersion, line: calendar.line(of: "VERSION"), property: "VERSION")
    }
  }

  /// Section 3.6.1: UID and DTSTAMP; an identifier stands once, apart from changed occurrences.
  private func checkIdentity(_ entry: CalendarTree, _ seen: inout Set<String>, _ log: inout ProblemLog) {
    if entry.property(ICAL_DTSTAMP_PROPERTY) == nil { log.add(.required, line: entry.line, property: entry.name + " DTSTAMP") }
    let hasMethod = calendar.property(ICAL_METHOD_PROPERTY) != nil
    if entry.name == "VEVENT", !hasMethod, entry.property(ICAL_DTSTART_PROPERTY) == nil {
      log.add(.required, line: entry.line, property: "VEVENT DTSTART")
    }
    guard let uid = entry.text(ICAL_UID_PROPERTY) else {
      return log.add(.required, line: entry.line, property: entry.name + " UID")
    }
    guard entry.property(ICAL_RECURRENCEID_PROPERTY) == nil else { return }
    if !seen.insert(entry.name + uid).inserted {
      log.add(.duplicateIdentifier, line: entry.line(of: "UID"), property: "UID")
    }
  }

  /// Sections 3.8.2.2 and 3.8.2.3: DTEND and DUE against DTSTART.
  private func checkEnd(_ entry: CalendarTree, _ log: inout ProblemLog) {
    let name = entry.name == "VTODO" ? "DUE" : "DTEND"
    guard let end = entry.property(entry.name == "VTODO" ? ICAL_DUE_PROPERTY : ICAL_DTEND_PROPERTY) else { return }
    let line = entry.line(of: name)
    if entry.property(ICAL_DURATION_PROPERTY) != nil { log.add(.endAndDuration, line: line, property: name) }
    guard let start = entry.property(ICAL_DTSTART_PROPERTY), let first = PropertyValue.time(start), let last = PropertyValue.time(end)
    else {
      return
    }
    guard first.is_date == last.is_date else { return log.add(.differentKinds, line: line, property: name) }
    // Two zones cannot be compared without their rules; the same text of a zone can.
    let comparable = PropertyValue.zone(start) == PropertyValue.zone(end) && icaltime_is_utc(first) == icaltime_is_utc(last)
    if comparable, let from = WireTime.seconds(first), let to = WireTime.seconds(last), to <= from {
      log.add(.endBeforeStart, line: line, property: name)
    }
  }

  /// Section 3.2.19: every TZID has its VTIMEZONE. Each missing one is noted once.
  private func checkZones(_ calendar: CalendarTree, _ log: inout ProblemLog) {
    var missing: Set<String> = []
    func visit(_ tree: CalendarTree, _ log: inout ProblemLog) {
      for property in tree.properties(ICAL_ANY_PROPERTY) {
        guard let zone = PropertyValue.zone(property), !zones.contains(zone), missing.insert(zone).inserted else { continue }
        let name = Libical.copy(icalproperty_get_property_name(property))
        log.add(.unknownZone, line: tree.line(of: name), property: name)
      }
      for child in tree.children { visit(child, &log) }
    }
    visit(calendar, &log)
  }
}
