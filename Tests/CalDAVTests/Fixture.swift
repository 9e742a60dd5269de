import Foundation
import ICalendar

@testable import CalDAV

/// A server over a home in memory, as a client sees it.
struct Client {
  let home: MemoryHome
  let server: DAVServer
  static let calendar = "/dav/calendars/T1/own/"

  init(_ home: MemoryHome = MemoryHome()) {
    (self.home, server) = (home, DAVServer(home: home, root: "/dav/"))
  }

  /// A client whose own calendar has been made.
  static func withCalendar() throws -> Client {
    let client = Client()
    _ = try client.send("MKCALENDAR", calendar)
    return client
  }

  @discardableResult
  func send(_ method: String, _ path: String, _ headers: [String: String] = [:], _ body: String = "") throws -> DAVResponse {
    try server.respond(
      to: DAVRequest(method: method, path: path, headers: headers.map { ($0.key, $0.value) }, body: Array(body.utf8)))
  }

  @discardableResult
  func put(_ name: String, _ lines: String, _ headers: [String: String] = [:], uid: String? = nil) throws -> DAVResponse {
    try send("PUT", Self.calendar + name, ["Content-Type": "text/calendar"].merging(headers) { $1 }, Self.event(lines, uid: uid ?? name))
  }

  static func event(_ lines: String, uid: String) -> String {
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:\(uid)\r\nDTSTAMP:20260101T000000Z\r\n\(lines)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
  }

  /// The names of the resources that a report lists, with their statuses.
  func report(_ body: String, at path: String = Client.calendar, _ headers: [String: String] = ["Depth": "1"]) throws -> [String: String] {
    let response = try send("REPORT", path, headers, body)
    let root = try XMLReading.read(response.body)
    return Dictionary(
      root.children(.dav("response")).map { entry in
        let href = entry.child(.dav("href"))?.text ?? ""
        let status = entry.child(.dav("status"))?.text ?? entry.child(.dav("propstat"))?.child(.dav("status"))?.text ?? ""
        return (String(href.split(separator: "/").last ?? ""), String(status.split(separator: " ")[1]))
      }, uniquingKeysWith: { $1 })
  }
}

extension DAVResponse {
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The precondition that an error names.
  var condition: QualifiedName? { (try? XMLReading.read(body))?.children.first?.name }
}
