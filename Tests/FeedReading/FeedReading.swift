public import ICalendar

import AcademicCalendar
import Foundation

/// Feeds read back by tests, from the lines that stand in them: by hand, and not by the library that wrote them.
extension Feed {
  /// Reads a feed of ours. What ``render(_:)`` wrote comes back equal, apart from text that was cleaned; its entries are in the order in which
  /// they stand.
  /// - Throws: what no feed of ours has in it.
  public init(reading bytes: [UInt8]) throws {
    let calendar = try CalendarObject(bytes).calendar
    self.init(name: calendar.text("NAME"))
    (description, uid) = (calendar.text("DESCRIPTION"), calendar.text("UID"))
    (url, color) = (calendar.address, calendar.first("COLOR").flatMap { CalendarColor(rawValue: $0.text) })
    lastModified = try calendar.instant("LAST-MODIFIED")
    settings.refreshMinutes = try Wire.minutes(calendar.text("REFRESH-INTERVAL"))
    for component in calendar.children where component.name != "VTIMEZONE" {
      switch component.name {
      case "VEVENT": entries.append(.event(try Event(component)))
      case "VTODO": entries.append(.toDo(try ToDo(component)))
      default: throw Unreadable(component.name)
      }
      guard let line = component.first("ORGANIZER") else { throw Unreadable("no ORGANIZER") }
      organizer = Organizer(name: line.parameter("CN") ?? "", address: line.value)
    }
  }
}

/// What stands in a feed and should not.
struct Unreadable: Error {
  let what: String
  init(_ what: String) { self.what = what }
}

extension Event {
  fileprivate init(_ component: ObjectComponent) throws {
    let status = try Wire.one(EventStatus(rawValue: component.text("STATUS").lowercased()), "STATUS")
    self.init(
      uid: component.text("UID"), revision: try Revision(component), title: try component.title(isCancelled: status == .cancelled),
      time: try EventTime(component), status: status)
    location = component.text("LOCATION")
    var lines = component.text("DESCRIPTION").split(separator: "\n", omittingEmptySubsequences: false)[...]
    if let first = lines.first, first.hasPrefix("【有变更】") {
      change = String(first.dropFirst("【有变更】".count))
      lines.removeFirst()
    }
    description = lines.joined(separator: "\n")
    (categories, url) = (component.categories, component.address)
    isBusy = try Wire.one(["OPAQUE": true, "TRANSPARENT": false][component.text("TRANSP")], "TRANSP")
    alarms = try component.children.map { alarm in
      guard alarm.name == "VALARM", alarm.text("ACTION") == "DISPLAY", alarm.text("DESCRIPTION") == title else {
        throw Unreadable("VALARM")
      }
      return Alarm(minutesBefore: -(try Wire.minutes(alarm.text("TRIGGER"))))
    }
  }
}

extension ToDo {
  fileprivate init(_ component: ObjectComponent) throws {
    let completed = try component.instant("COMPLETED")
    let status: ToDoStatus
    switch component.text("STATUS") {
    case "NEEDS-ACTION": status = .needsAction
    case "IN-PROCESS": status = .inProcess
    case "COMPLETED": status = .completed(completed)
    case "CANCELLED": status = .cancelled
    case let other: throw Unreadable("STATUS:\(other)")
    }
    self.init(
      uid: component.text("UID"), revision: try Revision(component), title: try component.title(isCancelled: status == .cancelled),
      start: try Wire.one(component.first("DTSTART").flatMap(Wire.day), "DTSTART"), due: component.first("DUE").flatMap(Wire.day),
      description: component.text("DESCRIPTION"), categories: component.categories, url: component.address, status: status,
      percent: component.first("PERCENT-COMPLETE").flatMap { Int($0.value) })
  }
}

extension Revision {
  fileprivate init(_ component: ObjectComponent) throws {
    self.init(
      sequence: try Wire.one(Int(component.text("SEQUENCE")), "SEQUENCE"), created: try component.instant("CREATED"),
      lastModified: try Wire.one(try component.instant("LAST-MODIFIED"), "LAST-MODIFIED"),
      stamp: try Wire.one(try component.instant("DTSTAMP"), "DTSTAMP"))
  }
}

extension EventTime {
  fileprivate init(_ component: ObjectComponent) throws {
    let start = try Wire.one(component.first("DTSTART"), "DTSTART")
    if let first = Wire.day(start) {
      let end = try Wire.one(component.first("DTEND").flatMap(Wire.day), "DTEND")
      self = .allDay(first...(end - 1))
    } else {
      let first = try Wire.officeTime(start)
      self = .timed(first..<(try component.first("DTEND").map(Wire.officeTime) ?? first))
    }
  }
}

extension ObjectComponent {
  fileprivate func text(_ name: String) -> String { first(name)?.text ?? "" }

  fileprivate var address: URL? { first("URL").flatMap { URL(string: $0.value) } }

  fileprivate func instant(_ name: String) throws -> Date? { try first(name).map { try Wire.instant($0.value) } }

  /// A category has no comma: rendering makes it wide.
  fileprivate var categories: [String] { all("CATEGORIES").flatMap { $0.text.split(separator: ",").map(String.init) } }

  /// The title without the mark that a cancelled entry has.
  fileprivate func title(isCancelled: Bool) throws -> String {
    let (title, mark) = (text("SUMMARY"), "【已取消】")
    guard isCancelled else { return title }
    guard title.hasPrefix(mark) else { throw Unreadable(title) }
    return String(title.dropFirst(mark.count))
  }
}

/// Values as a feed of ours writes them.
private enum Wire {
  static func one<T>(_ value: T?, _ what: String) throws -> T {
    guard let value else { throw Unreadable(what) }
    return value
  }

  /// A DATE.
  static func day(_ line: ObjectLine) -> Day? {
    guard line.parameter("VALUE") == "DATE", line.value.count == 8, let number = Int(line.value) else { return nil }
    return Day(number / 10_000, number / 100 % 100, number % 100)
  }

  /// A UTC time.
  static func instant(_ text: String) throws -> Date {
    guard text.hasSuffix("Z") else { throw Unreadable(text) }
    return Date(timeIntervalSince1970: Double(try seconds(text.dropLast())))
  }

  /// A time under the office's TZID.
  static func officeTime(_ line: ObjectLine) throws -> Date {
    guard line.parameter("TZID") == "Asia/Shanghai" else { throw Unreadable(line.value) }
    return Date(timeIntervalSince1970: Double(try seconds(line.value[...]) - 8 * 3600))
  }

  private static func seconds(_ text: Substring) throws -> Int {
    guard let match = text.wholeMatch(of: /(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})/), let year = Int(match.1), let month = Int(match.2),
      let dayOfMonth = Int(match.3), let day = Day(year, month, dayOfMonth), let hour = Int(match.4), let minute = Int(match.5),
      let second = Int(match.6)
    else { throw Unreadable(String(text)) }
    return Int(day.rawValue) * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// A DURATION of whole minutes.
  static func minutes(_ text: String) throws -> Int {
    guard let match = text.wholeMatch(of: /(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:0S)?)?/) else { throw Unreadable(text) }
    func number(_ text: Substring?) -> Int { text.flatMap { Int($0) } ?? 0 }
    let minutes = ((number(match.2) * 7 + number(match.3)) * 24 + number(match.4)) * 60 + number(match.5)
    return match.1.isEmpty ? minutes : -minutes
  }
}
