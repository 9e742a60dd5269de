import CalDAV
import Foundation
import Office

/// A teacher's calendar program, as far as it writes.
struct Phone {
  private let server: DAVServer
  private let person: String

  /// The name of the calendar that a teacher keeps.
  static let calendar = "own"

  /// - Parameter office: acting as the teacher.
  init(_ office: Office) {
    server = DAVServer(home: TeacherHome(office, address: "https://crash.test"), root: "/dav/")
    person = office.actor.id
  }

  /// Makes the teacher's own calendar.
  func makeCalendar() throws { _ = try send("MKCALENDAR", Self.calendar + "/") }

  /// Keeps an event in the teacher's own calendar.
  /// - Parameters:
  ///   - slot: the name of the resource and the identifier of the event, which stays.
  ///   - marker: the title.
  ///   - length: how long it is in octets, or a little more.
  func put(_ slot: String, marker: String, length: Int) throws {
    _ = try send("PUT", "\(Self.calendar)/\(slot).ics", Self.event(slot, marker: marker, length: length))
  }

  /// Takes an event out of the teacher's own calendar.
  func remove(_ slot: String) throws { _ = try send("DELETE", "\(Self.calendar)/\(slot).ics") }

  /// Ticks a task off.
  func tick(_ task: Int64) throws {
    try change(task) { $0.filter { !$0.hasPrefix("STATUS") && !$0.hasPrefix("PERCENT") } + ["STATUS:COMPLETED"] }
  }

  /// Opens a task again that was ticked off.
  func untick(_ task: Int64) throws {
    try change(task) {
      $0.filter { !$0.hasPrefix("STATUS") && !$0.hasPrefix("PERCENT") && !$0.hasPrefix("COMPLETED") } + ["STATUS:NEEDS-ACTION"]
    }
  }

  /// The names and tags of what the office shows.
  func shown() throws -> [String] {
    let body = "<propfind xmlns='DAV:'><prop><getetag/></prop></propfind>"
    return try ["events/", "tasks/"].map { path in
      let request = DAVRequest(method: "PROPFIND", path: address(path), headers: [("Depth", "1")], body: Array(body.utf8))
      return String(decoding: try server.respond(to: request).body, as: UTF8.self)
    }
  }

  private func change(_ task: Int64, _ edit: ([Substring]) -> [Substring]) throws {
    let path = "tasks/task-\(task).ics"
    let lines = String(decoding: try send("GET", path).body, as: UTF8.self).split(separator: "\r\n")
    let end = lines.lastIndex(of: "END:VTODO") ?? lines.endIndex
    let edited = edit(Array(lines[..<end])) + lines[end...]
    _ = try send("PUT", path, edited.joined(separator: "\r\n") + "\r\n")
  }

  private func address(_ path: String) -> String { "/dav/calendars/\(person)/\(path)" }

  private func send(_ method: String, _ path: String, _ body: String = "") throws -> DAVResponse {
    let answer = try server.respond(to: DAVRequest(method: method, path: address(path), body: Array(body.utf8)))
    guard answer.status < 400 else { throw OfficeError(.no, "\(method) \(path): \(answer.status)") }
    return answer
  }

  private static func event(_ slot: String, marker: String, length: Int) -> String {
    let padding = (0...length / 64).map { "X-PAGE:\($0) \(marker)" }.joined(separator: "\r\n")
    return """
      BEGIN:VCALENDAR\r
      VERSION:2.0\r
      PRODID:-//crash.test//EN\r
      BEGIN:VEVENT\r
      UID:\(slot)@crash.test\r
      DTSTAMP:20260901T000000Z\r
      DTSTART:20260907T000000Z\r
      DTEND:20260907T010000Z\r
      SUMMARY:\(marker)\r
      \(padding)\r
      END:VEVENT\r
      END:VCALENDAR\r

      """
  }
}
