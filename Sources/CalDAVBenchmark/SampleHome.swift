import AcademicCalendar
import CalDAV
import Foundation
import Glibc
import Office

/// A teacher's home in a real office, with many events in one calendar, and the requests that are measured.
struct SampleHome {
  struct Failure: Error {
    var status: Int
    var text: String
  }

  private let office: StandingOffice
  private let folder: URL
  private static let calendar = "/dav/calendars/T1/own/"

  init(in folder: URL, resources: Int) throws {
    self.folder = folder
    let path = folder.appending(path: "office.db").path
    try Office.create(path: path, name: "测量", isRehearsal: false, now: Date(), uidDomain: "bench.test")
    let roster = folder.appending(path: "people.csv")
    try Data("工号,姓名,学校编号,学段,学科,岗位\nT1,张一,,,,\n".utf8).write(to: roster)
    _ = try Office(path: path, as: nil, now: Date(), rehearsalDay: nil).importRoster([roster])
    office = try StandingOffice(path: path, clock: { Date() })
    try send("MKCALENDAR", Self.calendar)
    let home = TeacherHome(try office.office(as: "T1"), address: "")
    try home.write { writing in
      guard let own = try writing.collection("own") else { return }
      for number in 0..<resources {
        let body = Array(Self.event(number, revision: 0).utf8)
        let start = Self.start(number)
        _ = try writing.put(
          NewResource(
            name: "event-\(number).ics", uid: "event-\(number)", component: "VEVENT", first: start - 86_400, last: start + 90_000,
            body: body),
          in: own)
      }
    }
  }

  /// An event an hour long, some every day from 2020 on.
  private static func start(_ number: Int) -> Int64 { 1_577_836_800 + Int64(number) * 21_600 }

  private static func event(_ number: Int, revision: Int) -> String {
    let date = Date(timeIntervalSince1970: Double(start(number))).formatted(.iso8601)
    let time = date.filter { $0 != "-" && $0 != ":" }
    return """
      BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bench//ZH\r\nBEGIN:VEVENT\r\nUID:event-\(number)\r\nDTSTAMP:20260101T000000Z\r
      DTSTART:\(time)\r\nDURATION:PT1H\r\nSEQUENCE:\(revision)\r\nSUMMARY:第\(number)次听课评课\r\nLOCATION:实验小学三年级二班\r
      DESCRIPTION:\(String(repeating: "请带上教案与听课记录。", count: 10))\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n
      """
  }

  @discardableResult
  private func send(_ method: String, _ path: String, _ headers: [(name: String, value: String)] = [], _ body: String = "") throws
    -> DAVResponse
  {
    let home = TeacherHome(try office.office(as: "T1"), address: "")
    let response = try DAVServer(home: home, root: "/dav/")
      .respond(to: DAVRequest(method: method, path: path, headers: headers, body: Array(body.utf8)))
    guard response.status < 300 else { throw Failure(status: response.status, text: String(decoding: response.body, as: UTF8.self)) }
    return response
  }

  /// The present token.
  func token() throws -> String {
    let body = "<propfind xmlns='DAV:'><prop><sync-token/></prop></propfind>"
    let text = String(decoding: try send("PROPFIND", Self.calendar, [("Depth", "0")], body).body, as: UTF8.self)
    return text.split(separator: "sync-token>").dropFirst().first.map { String($0.prefix { $0 != "<" }) } ?? ""
  }

  func sync(_ token: String) throws {
    try send(
      "REPORT", Self.calendar, [],
      "<sync-collection xmlns='DAV:'><sync-token>\(token)</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>")
  }

  func put(_ name: String, revision: Int) throws {
    let number = Int(name.filter(\.isNumber)) ?? 0
    try send("PUT", Self.calendar + name, [("Content-Type", "text/calendar")], Self.event(number, revision: revision))
  }

  func month() throws {
    try send(
      "REPORT", Self.calendar, [("Depth", "1")],
      """
      <C:calendar-query xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter>
      <C:comp-filter name='VCALENDAR'><C:comp-filter name='VEVENT'><C:time-range start='20220301T000000Z' end='20220401T000000Z'/>
      </C:comp-filter></C:comp-filter></C:filter></C:calendar-query>
      """)
  }

  func list() throws {
    try send("PROPFIND", Self.calendar, [("Depth", "1")], "<propfind xmlns='DAV:'><prop><getetag/></prop></propfind>")
  }

  /// One page written and synced, as little as a durable change can cost.
  func bareWrite() throws {
    let file = open(folder.appending(path: "page").path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    defer { close(file) }
    let page = [UInt8](repeating: 1, count: 4096)
    guard file >= 0, Glibc.write(file, page, page.count) == page.count, Glibc.fsync(file) == 0 else {
      throw Failure(status: 0, text: "write")
    }
  }

  func megabytes() throws -> Int {
    let size = try FileManager.default.attributesOfItem(atPath: folder.appending(path: "office.db").path)[.size] as? Int ?? 0
    return size >> 20
  }
}

/// The median of some runs, in seconds.
func median(of runs: Int, _ body: () throws -> Void) throws -> Double {
  let times = try (0..<runs).map { _ in
    let start = ContinuousClock.now
    try body()
    let time = (ContinuousClock.now - start).components
    return Double(time.seconds) + Double(time.attoseconds) * 1e-18
  }
  return times.sorted()[runs / 2]
}

/// A line of the result.
func report(_ what: String, _ seconds: Double, floor: String) {
  print("\(what): \(Int(seconds * 1_000_000)) µs (floor: \(floor))")
}
