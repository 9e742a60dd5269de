/// Why a calendar object may not be stored, by the precondition of RFC 4791 section 5.3.2.1 that it breaks.
public enum ObjectFault: Error, Hashable, Sendable {
  /// CALDAV:valid-calendar-data: no iCalendar, or values that are none.
  case invalidData(String)
  /// CALDAV:valid-calendar-object-resource: iCalendar, but not one object (section 4.1).
  case invalidObject(String)
  /// CALDAV:min-date-time.
  case tooEarly
  /// CALDAV:max-date-time.
  case tooLate
  /// CALDAV:max-instances.
  case tooManyInstances
  /// CALDAV:max-attendees-per-instance.
  case tooManyAttendees
}

/// What a calendar may hold (RFC 4791 sections 5.2.5 to 5.2.9).
public enum ObjectLimits {
  /// Octets of one object.
  public static let size = 10 << 20
  /// Instances that a rule with COUNT, or dates, may list; a rule without an end is expanded as far as somebody asks.
  public static let instances = 10_000
  /// Attendees of one instance.
  public static let attendees = 100
  /// The earliest time.
  public static let earliest = "19000101T000000Z"
  /// The latest time.
  public static let latest = "21991231T235959Z"
}

extension CalendarObject {
  /// Checks that the object may be stored.
  /// - Throws: what it breaks.
  public func validate() throws(ObjectFault) {
    try validateFrame()
    var ids: Set<String> = []
    var hasMaster = false
    for entry in entries {
      guard let identifier = entry.first("UID")?.text, !identifier.isEmpty else { throw .invalidObject("no UID") }
      guard identifier == uid else { throw .invalidObject("more than one UID") }
      if let id = entry.first("RECURRENCE-ID") {
        guard ids.insert(id.value).inserted else { throw .invalidObject("RECURRENCE-ID twice") }
      } else {
        guard !hasMaster else { throw .invalidObject("UID twice") }
        hasMaster = true
      }
      try EntryValidation(entry).check()
    }
  }

  private func validateFrame() throws(ObjectFault) {
    guard calendar.all("VERSION").map(\.value) == ["2.0"] else { throw .invalidData("VERSION must be 2.0") }
    if let scale = calendar.first("CALSCALE")?.value, scale.uppercased() != "GREGORIAN" { throw .invalidData("CALSCALE") }
    guard calendar.first("METHOD") == nil else { throw .invalidObject("METHOD") }
    guard let first = entries.first else { throw .invalidObject("no component") }
    guard ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VPOLL"].contains(first.name) || first.name.hasPrefix("X-") else {
      throw .invalidData("component \(first.name.prefix(40))")
    }
    guard entries.allSatisfy({ $0.name == first.name }) else { throw .invalidObject("more than one kind of component") }
    for zone in calendar.children where zone.name == "VTIMEZONE" && zone.first("TZID") == nil {
      throw .invalidData("VTIMEZONE without TZID")
    }
  }
}

/// Checks one component.
private struct EntryValidation {
  let entry: ObjectComponent

  init(_ entry: ObjectComponent) { self.entry = entry }

  func check() throws(ObjectFault) {
    try checkCounts()
    try checkTimes()
    try checkRules()
    if entry.all("ATTENDEE").count > ObjectLimits.attendees { throw .tooManyAttendees }
    for alarm in entry.children where alarm.name == "VALARM" {
      if alarm.first("ACTION") == nil { throw .invalidData("VALARM without ACTION") }
      guard let trigger = alarm.first("TRIGGER") else { throw .invalidData("VALARM without TRIGGER") }
      if WallTime(trigger) == nil, WallTime.duration(trigger.value) == nil { throw .invalidData("TRIGGER") }
    }
  }

  /// Section 3.6: what may stand only once.
  private func checkCounts() throws(ObjectFault) {
    for name in ["UID", "DTSTAMP", "DTSTART", "DTEND", "DUE", "DURATION", "RECURRENCE-ID", "STATUS", "SUMMARY", "COMPLETED", "SEQUENCE"]
    where entry.all(name).count > 1 { throw .invalidData("\(name) twice") }
    if entry.name == "VEVENT", entry.first("DTSTART") == nil { throw .invalidData("no DTSTART") }
    if entry.first("DURATION") != nil, entry.first("DTEND") ?? entry.first("DUE") != nil { throw .invalidData("an end and a DURATION") }
  }

  private func checkTimes() throws(ObjectFault) {
    for name in ["DTSTART", "DTEND", "DUE", "DTSTAMP", "COMPLETED", "CREATED", "LAST-MODIFIED", "RECURRENCE-ID"] {
      guard let line = entry.first(name) else { continue }
      guard let time = WallTime(line) else { throw .invalidData(name) }
      try checkBounds(time)
    }
    for name in ["EXDATE", "RDATE"] {
      var count = 0
      for line in entry.all(name) {
        for value in line.value.split(separator: ",") {
          guard let time = WallTime(line, value: String(value)) else { throw .invalidData(name) }
          try checkBounds(time)
          count += 1
        }
      }
      if name == "RDATE", count > ObjectLimits.instances { throw .tooManyInstances }
    }
    if let duration = entry.first("DURATION"), WallTime.duration(duration.value) == nil { throw .invalidData("DURATION") }
    guard let start = entry.first("DTSTART").flatMap({ WallTime($0) }),
      let end = (entry.first("DTEND") ?? entry.first("DUE")).flatMap({ WallTime($0) })
    else { return }
    // A time and a day (section 3.8.2.2 wants the same kind) are what programs write all the same, and it is clear what they mean.
    if start.isDate == end.isDate, start.zone == end.zone, end.seconds < start.seconds { throw .invalidData("the end is before DTSTART") }
  }

  private func checkBounds(_ time: WallTime) throws(ObjectFault) {
    if time.seconds < WallTime.earliest { throw .tooEarly }
    if time.seconds > WallTime.latest { throw .tooLate }
  }

  private func checkRules() throws(ObjectFault) {
    // Section 3.8.5.3: it should not stand more than once.
    guard entry.all("RRULE").count <= 4 else { throw .tooManyInstances }
    for line in entry.all("RRULE") + entry.all("EXRULE") {
      guard let rule = RecurrenceRule(line.value) else { throw .invalidData(line.name) }
      guard rule.isAffordable, rule.count <= ObjectLimits.instances else { throw .tooManyInstances }
    }
    // A to-do without any day may say that it comes again: programs number them by hand.
    if entry.name != "VTODO", entry.first("RRULE") != nil, entry.first("DTSTART") == nil { throw .invalidData("RRULE without DTSTART") }
  }
}
