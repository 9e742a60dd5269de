import Workflow
import Planner
import AcademicCalendar
import CalDAV
import Foundation
import ICalendar
import Store
import Testing

@testable import Office

/// Calendar homes: devices, tasks that are ticked off, and busy times that the planner respects.
@Suite struct HomeTests {
  private static let work = """
    workflow: work
    version: 1
    title: 一项工作
    subject: person
    roles: { self: 本人 }
    evidence: { photo: 照片 }
    states:
      only:
        window: { from: 2026-09-01, through: 2026-09-30 }
        tasks:
          plain: { title: 读书, for: "[subject]", role: self }
          proven: { title: 听课, for: "[subject]", role: self, evidence: [photo] }
        on: { done: closed }
      closed: { type: final }
    """

  private func fixture() throws -> Fixture {
    let fixture = try Fixture(installing: [], on: "2026-09-01")
    try fixture.install(Self.work)
    _ = try fixture.office(on: "2026-09-01").start("work", subjects: ["A1"], semester: nil, parameters: [:])
    return fixture
  }

  private func client(_ fixture: Fixture, _ person: String = "A1") throws -> DAVServer {
    DAVServer(home: TeacherHome(try fixture.office(person), address: "https://office.example"), root: "/dav/")
  }

  private func send(_ server: DAVServer, _ method: String, _ path: String, _ body: String = "") throws -> DAVResponse {
    try server.respond(to: DAVRequest(method: method, path: "/dav/calendars/A1/" + path, body: Array(body.utf8)))
  }

  /// Ticks a task off as programs do.
  private func tick(_ fixture: Fixture, _ task: Int64, _ line: String) throws -> DAVResponse {
    let server = try client(fixture)
    let shown = String(decoding: try send(server, "GET", "office-tasks/task-\(task).ics").body, as: UTF8.self)
    let open =
      shown.split(separator: "\r\n").filter { !$0.hasPrefix("STATUS") && !$0.hasPrefix("PERCENT") }.joined(separator: "\r\n") + "\r\n"
    return try send(server, "PUT", "office-tasks/task-\(task).ics", open.replacing("END:VTODO", with: line + "\r\nEND:VTODO"))
  }

  @Test(arguments: ["STATUS:COMPLETED", "COMPLETED:20260902T010000Z", "PERCENT-COMPLETE:100"])
  func `Ticking a task off hands it in, whichever way a program says it`(line: String) throws {
    let fixture = try fixture()
    let task = try fixture.task("读书")
    let answer = try tick(fixture, task, line)
    #expect(answer.status == 204)
    #expect(try fixture.tasks().first { $0.id == task }?.submitter == "A1")
    let shown = String(decoding: try send(client(fixture), "GET", "office-tasks/task-\(task).ics").body, as: UTF8.self)
    #expect(shown.contains("STATUS:COMPLETED") && shown.contains("已提交"))
  }

  @Test func `A task without its evidence stays in process, and the next sync says what is missing and where to bring it`() throws {
    let fixture = try fixture()
    let task = try fixture.task("听课")
    let server = try client(fixture)
    func sync(_ token: String) throws -> String {
      let body =
        "<sync-collection xmlns='DAV:'><sync-token>\(token)</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"
      return String(decoding: try send(server, "REPORT", "office-tasks/", body).body, as: UTF8.self)
    }
    let first = try sync("")
    let token = String(try #require(first.split(separator: "sync-token>").dropFirst().first).dropLast(4))
    #expect(try !sync(token).contains("task-"))
    #expect(try tick(fixture, task, "STATUS:COMPLETED").status == 204)
    #expect(try sync(token).contains("task-\(task).ics"))
    let shown = try CalendarObject(try send(server, "GET", "office-tasks/task-\(task).ics").body).entries[0]
    #expect(shown.first("STATUS")?.value == "IN-PROCESS")
    let text = shown.first("DESCRIPTION")?.text ?? ""
    #expect(text.contains("照片") && text.contains("https://office.example/tasks/\(task)"))
    // Every further attempt changes it again, so that the program learns that it was in vain.
    let tag = try send(server, "GET", "office-tasks/task-\(task).ics").header("ETag")
    _ = try tick(fixture, task, "STATUS:COMPLETED")
    #expect(try send(server, "GET", "office-tasks/task-\(task).ics").header("ETag") != tag)
    // Once it is handed in, what was missing is past.
    try fixture.done(task, as: "A1")
    #expect(
      try CalendarObject(try send(client(fixture), "GET", "office-tasks/task-\(task).ics").body).entries[0].first("STATUS")?.value
        == "COMPLETED")
  }

  @Test func `A tick in vain is told though the program ended before it had made the calendar anew`() throws {
    let fixture = try fixture()
    let task = try fixture.task("听课")
    func shown() throws -> String {
      String(decoding: try send(client(fixture), "GET", "office-tasks/task-\(task).ics").body, as: UTF8.self).replacing("\r\n ", with: "")
    }
    #expect(try !shown().contains("还缺: 照片"))
    // All that is left of the attempt.
    let office = try fixture.office("A1")
    try office.store.write(at: office.at, actor: "A1") { try $0.setHomeTick(of: task, "还缺: 照片") }
    #expect(try shown().contains("【未能提交】还缺: 照片"))
    try office.store.write(at: office.at, actor: "A1") { try $0.setHomeTick(of: task, nil) }
    #expect(try !shown().contains("还缺: 照片"))
  }

  @Test func `Opening a ticked task again takes it back`() throws {
    let fixture = try fixture()
    let task = try fixture.task("读书")
    _ = try tick(fixture, task, "STATUS:COMPLETED")
    let shown = String(decoding: try send(client(fixture), "GET", "office-tasks/task-\(task).ics").body, as: UTF8.self)
    let lines =
      shown.split(separator: "\r\n").filter { !$0.hasPrefix("COMPLETED") && !$0.hasPrefix("PERCENT") }.joined(separator: "\r\n") + "\r\n"
    let open = lines.replacing("STATUS:COMPLETED", with: "STATUS:NEEDS-ACTION")
    #expect(try send(client(fixture), "PUT", "office-tasks/task-\(task).ics", open).status == 204)
    #expect(try fixture.tasks().first { $0.id == task }?.status.isPending == true)
  }

  @Test(arguments: [("SUMMARY:读书", "SUMMARY:睡觉"), ("DUE;VALUE=DATE:20260930", "DUE;VALUE=DATE:20271001")])
  func `What the office decides cannot be changed on a phone`(old: String, new: String) throws {
    let fixture = try fixture()
    let task = try fixture.task("读书")
    let shown = String(decoding: try send(client(fixture), "GET", "office-tasks/task-\(task).ics").body, as: UTF8.self)
    #expect(try send(client(fixture), "PUT", "office-tasks/task-\(task).ics", shown.replacing(old, with: new)).status == 403)
  }

  @Test func `Change numbers come from the journal and the home's own counter, so nothing changes by looking`() throws {
    let fixture = try fixture()
    func tags() throws -> [String] {
      let body = "<propfind xmlns='DAV:'><prop><sync-token/></prop></propfind>"
      let text = String(decoding: try send(client(fixture), "PROPFIND", "", body).body, as: UTF8.self)
      return text.split(separator: "<").filter { $0.hasPrefix("D:sync-token>") }.map(String.init)
    }
    let before = try tags()
    #expect(try tags() == before)
    try fixture.done(try fixture.task("读书"), as: "A1")
    #expect(try tags() != before)
    #expect(try fixture.office().store.tablesThatDifferFromJournal().isEmpty)
  }

  @Test func `A token of the time that a restore lost is refused, however the numbers meet`() throws {
    let fixture = try fixture()
    func client(_ path: String) throws -> DAVServer {
      let office = try Office(path: path, as: "A1", now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
      return DAVServer(home: TeacherHome(office, address: "https://office.example"), root: "/dav/")
    }
    func put(_ names: String..., at server: DAVServer) throws {
      for name in names {
        let event = "BEGIN:VEVENT\r\nUID:\(name)\r\nDTSTART:20260907T000000Z\r\nEND:VEVENT"
        let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\(event)\r\nEND:VCALENDAR\r\n"
        #expect(try send(server, "PUT", "own/\(name).ics", text).status == 201)
      }
    }
    func state(_ server: DAVServer, _ path: String) throws -> (token: String, tag: String) {
      let body = "<propfind xmlns='DAV:'><prop><sync-token/><getctag xmlns='http://calendarserver.org/ns/'/></prop></propfind>"
      let parts = String(decoding: try send(server, "PROPFIND", path, body).body, as: UTF8.self).split(separator: "<")
      func text(_ name: String) -> String { parts.first { $0.hasPrefix(name + ">") }.map { String($0.dropFirst(name.count + 1)) } ?? "" }
      return (text("D:sync-token"), text("CS:getctag"))
    }
    func sync(_ server: DAVServer, _ path: String, _ token: String) throws -> DAVResponse {
      let body =
        "<sync-collection xmlns='DAV:'><sync-token>\(token)</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"
      return try send(server, "REPORT", path, body)
    }
    let server = try client(fixture.path)
    _ = try send(server, "MKCALENDAR", "own/")
    try put("a", at: server)
    let folder = fixture.folder.appending(path: "backup")
    _ = try fixture.office().backUp(to: folder)
    try put("b", "c", at: server)
    try fixture.done(try fixture.task("读书"), as: "A1")
    let calendars = ["", "own/", "office-tasks/", "office-events/"]
    let lost = try calendars.map { try state(server, $0) }
    #expect(lost[1].token.hasSuffix(":3"), "An office that was never restored keeps its tokens.")

    let path = fixture.folder.appending(path: "restored.db").path
    _ = try Office.restore(from: folder, to: path)
    let restored = try client(path)
    try put("d", "e", at: restored)
    let teacher = try Office(path: path, as: "A1", now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
    _ = try teacher.submit(try fixture.task("读书"), files: [], note: nil)
    for (calendar, old) in zip(calendars, lost) {
      let answer = try sync(restored, calendar, old.token)
      #expect(answer.status == 403 && String(decoding: answer.body, as: UTF8.self).contains("valid-sync-token"))
      let now = try state(restored, calendar)
      #expect(now.tag != old.tag)
      #expect(try sync(restored, calendar, now.token).status == 207)
    }
    // The same backup once more is another life.
    let again = fixture.folder.appending(path: "again.db").path
    _ = try Office.restore(from: folder, to: again)
    #expect(try sync(try client(again), "own/", try state(restored, "own/").token).status == 403)
    let office = try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
    #expect(try office.examine().problems.isEmpty)
    let before = try state(restored, "own/")
    try office.repair()
    #expect(try state(restored, "own/") == before)
  }

  @Test func `One teacher's home is nobody else's`() throws {
    let fixture = try fixture()
    _ = try send(client(fixture), "MKCALENDAR", "own/")
    for path in ["", "own/", "office-tasks/"] { #expect(try send(client(fixture, "A2"), "PROPFIND", path).status == 404) }
    #expect(fixture.refusal { try fixture.office("A2").addDevice(of: "A1", label: "手机") }?.kind == .notAllowed)
    #expect(try fixture.office("A2").devices().isEmpty)
  }

  @Test func `A device's password is kept as a hash, works until it is ended, and notes its use`() throws {
    let fixture = try fixture()
    let (account, password) = try fixture.office("A1").addDevice(of: "A1", label: "手机")
    let login = DeviceLogin(try StandingOffice(path: fixture.path, clock: { Date(timeIntervalSince1970: 0) }))
    #expect(try login.remembered(user: "A1", password: password) == nil)
    #expect(try login.person(user: "A1", password: password) == "A1")
    #expect(try login.remembered(user: "A1", password: password) == "A1")
    #expect(try login.person(user: "A2", password: password) == nil)
    #expect(try login.person(user: "A1", password: String(password.dropLast()) + "0") == nil)
    #expect(try fixture.office("A1").devices().map(\.used) == ["2026-09-01"])
    let record = try #require(try fixture.office().store.read { try $0.devicePasswords().first })
    #expect(record.hash.count == 32 && !String(decoding: record.hash, as: UTF8.self).contains(password))
    _ = try fixture.office("A1").revokeDevice(account.id)
    #expect(try login.remembered(user: "A1", password: password) == nil)
    #expect(try login.person(user: "A1", password: password) == nil)
  }

  @Test func `The planner knows when people are busy by their own calendars, to the period`() throws {
    let fixture = try fixture()
    let server = try client(fixture)
    _ = try send(server, "MKCALENDAR", "own/")
    func put(_ name: String, _ lines: String) throws {
      let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:\(name)\r\n\(lines)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
      #expect(try send(server, "PUT", "own/\(name).ics", text).status == 201)
    }
    // The first period is 08:00 to 08:40, the second begins at 08:50.
    try put("a", "DTSTART;TZID=Asia/Shanghai:20260907T083900\r\nDTEND;TZID=Asia/Shanghai:20260907T085000\r\nRRULE:FREQ=WEEKLY;COUNT=2")
    try put("b", "DTSTART;VALUE=DATE:20260908\r\nTRANSP:TRANSPARENT")
    try put("c", "DTSTART;VALUE=DATE:20260909\r\nSTATUS:CANCELLED")
    let busy = try fixture.office().store.read {
      try OwnBusyTimes(reader: $0, schedule: .usual).absences(from: Day("2026-09-01")!, through: Day("2026-09-30")!)
    }
    #expect(busy["A1"]?.map { "\($0.from) \($0.periods)" } == ["2026-09-07 [1]", "2026-09-14 [1]"])
  }

  private static let lesson = """
    workflow: lesson
    version: 1
    title: 一节课
    subject: person
    roles: { self: 本人 }
    states:
      only:
        window: { from: 2026-09-11, through: 2026-09-11 }
        duties:
          lesson: { title: 公开课, per: semester, count: 1, for: "[subject]", role: self, activity: { kind: open-lesson, periods: 1, place: assignee } }
        on: { done: end }
      end: { type: final }
    """

  @Test func `A plan keeps clear of what a teacher put into their own calendar`() throws {
    let fixture = try Fixture(installing: [], on: "2026-08-31")
    try fixture.office(on: "2026-08-31").add(Semester(schoolYear: 2026, term: 1, firstDay: Day("2026-09-01")!, weeks: 20)!)
    try fixture.install(Self.lesson)
    _ = try fixture.office().start("lesson", subjects: ["A1"], semester: "2026-2027-1", parameters: [:])
    let server = try client(fixture)
    _ = try send(server, "MKCALENDAR", "own/")
    // Of the seven periods only the third is left.
    for (name, start, end) in [("a", "080000", "094000"), ("b", "104000", "170000")] {
      let time = "DTSTART;TZID=Asia/Shanghai:20260911T\(start)\r\nDTEND;TZID=Asia/Shanghai:20260911T\(end)"
      let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:\(name)\r\n\(time)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
      #expect(try send(server, "PUT", "own/\(name).ics", text).status == 201)
    }
    _ = try fixture.office().plan("2026-2027-1", studio: nil, steps: 500)
    let draft = try fixture.office().store.read { try $0.draft(of: "2026-2027-1") }
    #expect(draft.map { "\($0.day) \($0.period)" } == ["2026-09-11 3"])
  }
}
