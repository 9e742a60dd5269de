import AcademicCalendar
import CLibical
import Foundation

extension Entry {
  /// The entry that a component describes, or nil for one that is none or cannot be one.
  init?(_ tree: CalendarTree, _ zones: Zones, _ log: inout ProblemLog) {
    guard tree.name == "VEVENT" || tree.name == "VTODO" else { return nil }
    if tree.property(ICAL_RRULE_PROPERTY) != nil || tree.property(ICAL_RDATE_PROPERTY) != nil {
      log.add(.recurrenceDropped, line: tree.line(of: "RRULE"), property: tree.name)
    }
    guard let uid = tree.text(ICAL_UID_PROPERTY), !uid.isEmpty else {
      log.add(.required, line: tree.line, property: tree.name + " UID")
      return nil
    }
    if tree.name == "VTODO" {
      self = .toDo(ToDo(tree, uid))
    } else if let time = EventTime(tree, zones) {
      self = .event(Event(tree, uid, time, zones))
    } else {
      log.add(.timeNotRepresentable, line: tree.line(of: "DTSTART"), property: "DTSTART")
      return nil
    }
  }
}

extension Event {
  fileprivate init(_ tree: CalendarTree, _ uid: String, _ time: EventTime, _ zones: Zones) {
    let status = EventStatus(PropertyValue.status(tree.property(ICAL_STATUS_PROPERTY)))
    self.init(uid: uid, revision: Revision(tree), title: tree.title(isCancelled: status == .cancelled), time: time, status: status)
    location = tree.text(ICAL_LOCATION_PROPERTY) ?? ""
    (change, description) = Self.split(tree.text(ICAL_DESCRIPTION_PROPERTY) ?? "")
    (categories, url) = (tree.categories, tree.url)
    isBusy = !PropertyValue.isTransparent(tree.property(ICAL_TRANSP_PROPERTY))
    alarms = tree.children.compactMap { Alarm($0, time, zones) }
  }

  /// What changed, and the description after it.
  private static func split(_ text: String) -> (change: String, description: String) {
    guard text.hasPrefix(changeMark) else { return ("", text) }
    let rest = text.dropFirst(changeMark.count)
    guard let end = rest.unicodeScalars.firstIndex(of: "\n") else { return (String(rest), "") }
    return (String(rest[..<end]), String(rest.unicodeScalars[rest.unicodeScalars.index(after: end)...]))
  }
}

extension ToDo {
  fileprivate init(_ tree: CalendarTree, _ uid: String) {
    let status = ToDoStatus(tree)
    let revision = Revision(tree)
    let start = tree.time(ICAL_DTSTART_PROPERTY).flatMap { Day($0) } ?? OfficeTime.day(of: revision.created ?? revision.stamp)
    self.init(
      uid: uid, revision: revision, title: tree.title(isCancelled: status == .cancelled), start: start,
      due: tree.time(ICAL_DUE_PROPERTY).flatMap { Day($0) }, status: status)
    description = tree.text(ICAL_DESCRIPTION_PROPERTY) ?? ""
    (categories, url, percent) = (tree.categories, tree.url, tree.property(ICAL_PERCENTCOMPLETE_PROPERTY).flatMap(PropertyValue.number))
  }
}

extension Revision {
  /// Without DTSTAMP and LAST-MODIFIED, which others leave out, a record that never changed.
  fileprivate init(_ tree: CalendarTree) {
    let stamp = tree.instant(ICAL_DTSTAMP_PROPERTY)
    let modified = tree.instant(ICAL_LASTMODIFIED_PROPERTY) ?? stamp ?? Date(timeIntervalSince1970: 0)
    self.init(
      sequence: max(0, tree.property(ICAL_SEQUENCE_PROPERTY).flatMap(PropertyValue.number) ?? 0),
      created: tree.instant(ICAL_CREATED_PROPERTY), lastModified: modified,
      stamp: stamp ?? modified)
  }
}

extension EventTime {
  fileprivate init?(_ tree: CalendarTree, _ zones: Zones) {
    guard let property = tree.property(ICAL_DTSTART_PROPERTY), let start = PropertyValue.time(property) else { return nil }
    guard let first = zones.instant(of: property), let length = zones.length(of: tree) else { return nil }
    if let day = Day(start), start.is_date != 0 {
      self = .allDay(day...max(day, day + Int(length / 86_400) - 1))
    } else {
      self = .timed(first..<first.addingTimeInterval(length))
    }
  }
}

extension Alarm {
  fileprivate init?(_ tree: CalendarTree, _ time: EventTime, _ zones: Zones) {
    guard tree.name == "VALARM", let property = tree.property(ICAL_TRIGGER_PROPERTY) else { return nil }
    if let seconds = PropertyValue.seconds(property) {
      self.init(minutesBefore: -seconds / 60)
    } else if let instant = zones.instant(of: property) {
      self.init(minutesBefore: Int(time.start.timeIntervalSince(instant) / 60))
    } else {
      return nil
    }
  }
}

extension EventStatus {
  fileprivate init(_ wire: icalproperty_status) {
    switch wire {
    case ICAL_STATUS_TENTATIVE: self = .tentative
    case ICAL_STATUS_CANCELLED: self = .cancelled
    default: self = .confirmed
    }
  }
}

extension ToDoStatus {
  fileprivate init(_ tree: CalendarTree) {
    let completed = tree.instant(ICAL_COMPLETED_PROPERTY)
    switch PropertyValue.status(tree.property(ICAL_STATUS_PROPERTY)) {
    case ICAL_STATUS_COMPLETED: self = .completed(completed)
    case ICAL_STATUS_INPROCESS: self = .inProcess
    case ICAL_STATUS_CANCELLED: self = .cancelled
    default: self = completed == nil ? .needsAction : .completed(completed)
    }
  }
}

extension Day {
  /// The day of a date or of the wall time.
  fileprivate init?(_ time: icaltimetype) { self.init(Int(time.year), Int(time.month), Int(time.day)) }
}

extension CalendarTree {
  /// The title without the mark of a cancelled entry.
  fileprivate func title(isCancelled: Bool) -> String {
    let title = text(ICAL_SUMMARY_PROPERTY) ?? ""
    return isCancelled && title.hasPrefix(Component.cancelledMark) ? String(title.dropFirst(Component.cancelledMark.count)) : title
  }

  /// CATEGORIES, of which there may be several and each may list several.
  fileprivate var categories: [String] {
    properties(ICAL_CATEGORIES_PROPERTY).flatMap { property in
      (PropertyValue.text(property) ?? "").split(separator: ",").map(String.init)
    }
  }
}
