import AcademicCalendar
import CalDAV
import Evaluation
import Foundation
import GRDB
import Store
import Testing
import Workflow

@testable import Office

/// Who saw what, what is kept on a person, and how it is erased.
@Suite struct PrivacyTests {
  /// A1 taught a demonstration lesson and handed in its evidence; nothing is left to do for A1 but planned tasks, which are waived.
  private func worked() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try fixture.done(try fixture.task("示范课", of: "A1"), as: "A1", on: "2026-09-01")
    return fixture
  }

  private func settle(_ person: String, _ fixture: Fixture) throws {
    for task in try fixture.tasks() where task.assignee == person && ![.accepted, .waived, .cancelled].contains(task.status) {
      _ = try fixture.office(on: "2026-09-02").waive(task.id, reason: "调离")
    }
  }

  private func bytes(_ fixture: Fixture) -> Data {
    ["", "-wal"].reduce(Data()) { $0 + ((try? Data(contentsOf: URL(fileURLWithPath: fixture.path + $1))) ?? Data()) }
  }

  @Test func `A look at somebody else's tasks and evidence is noted, a look at one's own is not`() throws {
    let fixture = try worked()
    let office = try fixture.office("P1", on: "2026-09-01")
    var query = Office.TaskQuery()
    query.person = "A1"
    _ = try office.tasks(query)
    _ = try office.evidence(of: try fixture.task("示范课", of: "A1"))
    _ = try fixture.office("A1").tasks(query)
    let looks = try fixture.office("A1").audit(of: "A1", by: nil, limit: 100).filter { $0.type == "look" }
    #expect(looks.map(\.actor) == ["P1", "P1"])
    #expect(Set(looks.map(\.action)) == ["tasks", "evidence"])
  }

  /// What a studio's leader, or whoever is named, may look at, with what the audit says of it.
  private static let looks: [(String, String, @Sendable (Office) throws -> Void)] = [
    ("calendar ", "日历", { _ = try $0.showFeed(FeedOrder(.person("A1"))) }),
    ("calendar studio:W01", "工作室的日历", { _ = try $0.showFeed(FeedOrder(.studio("W01"))) }),
    ("calendar ", "全部日历", { try $0.showFeeds([.person("A1"), .person("L1")], { FeedOrder($0) }) { _, _ in } }),
    (
      "evaluation studio-semester 2026-2027-1", "考核",
      { _ = try $0.showResults(.init("studio-semester", period: "2026-2027-1", subjects: ["A1"])) }
    ),
    (
      "evaluation studio-semester 2026-2027-1", "考核报表",
      { _ = try $0.evaluationReport("studio-semester", period: "2026-2027-1", subjects: []) }
    ),
    ("tasks 学期职责 2026-2027-1", "学期职责", { _ = try $0.dutyReport(semester: "2026-2027-1", subject: "W01", workflow: nil) }),
    ("tasks 阶段报告 1", "阶段报告", { _ = try $0.phaseReport(run: 1) }),
    ("tasks 逾期清单", "逾期清单", { _ = try $0.lateReport(subject: "A1", run: nil) }),
    ("person 2026 年度考核登记表", "登记表", { _ = try $0.registerReport("A1", year: 2026, scheme: nil) }),
    ("person 2026 年工作总结", "年度总结", { _ = try $0.yearReport(2026, subject: "A1") }),
    (
      "person 工作记录", "工作记录",
      { _ = try $0.records([], person: "A1", school: nil, studio: nil, from: nil, through: nil, withWithdrawn: false) }
    ),
  ]

  @Test(arguments: looks.indices)
  func `A leader's look at a member's calendar, results and reports is noted`(index: Int) throws {
    let fixture = try worked()
    let (expected, name, look) = Self.looks[index]
    try look(try fixture.office("L1", on: "2027-01-14"))
    let looks = try fixture.office().store.read { try $0.accesses(person: nil, actor: nil, limit: 1000) }
    let lines = looks.filter { $0.person == "A1" }.map { "\($0.actor) \($0.action.rawValue) \($0.what)" }
    #expect(lines == ["L1 " + expected], "\(name)")
    #expect(looks.allSatisfy { $0.actor == "L1" && $0.person != "L1" })
  }

  @Test func `What is only summed up, one's own, and what the program itself reads is nobody's look`() throws {
    let fixture = try worked()
    let own = try fixture.office("A1", on: "2026-09-01")
    _ = try own.showFeed(FeedOrder(.person("A1")))
    _ = try own.lateReport(subject: nil, run: nil)
    let leader = try fixture.office("L1")
    _ = try leader.rollUp(try leader.evaluate(.init("studio-semester", period: "2026-2027-1")), by: .studio)
    _ = try leader.yearReport(2026, subject: "W01")
    _ = try fixture.office().examine()
    #expect(try fixture.office().audit(of: nil, by: nil, limit: 1000).allSatisfy { $0.type == "change" })
  }

  @Test func `The audit names the changes too, and only the office reads other people's`() throws {
    let fixture = try worked()
    let lines = try fixture.office().audit(of: nil, by: "A1", limit: 10)
    #expect(lines.first?.title == "提交任务")
    let error = #expect(throws: OfficeError.self) { try fixture.office("A2").audit(of: "A1", by: nil, limit: 10) }
    #expect(error?.kind == .notAllowed)
  }

  @Test func `Who gave and who took a device's password stands in the audit, and nothing of the password in the journal`() throws {
    let fixture = try Fixture(installing: [])
    let (account, password) = try fixture.office("O1").addDevice(of: "A1", label: "手机")
    let kept = try #require(try fixture.office().store.read { try $0.devicePasswords().first })
    _ = try fixture.office("A1").revokeDevice(account.id)
    let lines = try fixture.office("A1").audit(of: "A1", by: nil, limit: 10).filter { $0.action.hasPrefix("device.") }
    #expect(lines.map { "\($0.actor) \($0.title) \($0.object)" } == ["A1 撤销设备密码 A1 手机", "O1 发放设备密码 A1 手机"])
    #expect(try fixture.office().audit(of: nil, by: "O1", limit: 10).map(\.action) == ["device.issued"])
    let payloads = try fixture.office().store.read { try $0.changes(person: nil, actor: nil, limit: 2).map(\.payload) }
    #expect(payloads == Array(repeating: #"{"label":"手机","number":1,"person":"A1"}"#, count: 2))
    #expect(!payloads.joined().contains(kept.tag) && !payloads.joined().contains(password))
    try fixture.office().store.rebuild()
    #expect(try fixture.office("A1").devices().map(\.id) == [account.id])
  }

  @Test func `What a change names by a number is told: whose absence, record, title or calendar`() throws {
    let fixture = try worked()
    let office = try fixture.office(on: "2026-09-02")
    let days = (Day("2026-09-07")!, Day("2026-09-08")!)
    for person in ["A2", "A1"] { try office.addAbsence(person, from: days.0, through: days.1, reason: "病假") }
    try fixture.office("L1").removeAbsence(1)
    try fixture.office("L1").removeAbsence(2)
    _ = try office.addRecord("学时", ["工号": "A1", "学时": "3", "日期": "2026-09-01"])
    try office.withdrawRecords(["hours-1"], reason: "录错")
    _ = try office.addRecord("称号", ["工号": "A1", "称号": "骨干教师", "授予日期": "2026-01-01"])
    try office.revokeTitle("title-1", on: nil, reason: "处分")
    var generator = SystemRandomNumberGenerator()
    let token = try office.issueFeedToken(FeedOrder(.person("A1")), label: "手机", token: FeedToken(using: &generator))
    _ = try office.revokeFeedToken(token.id)
    let lines = try fixture.office("A1").audit(of: "A1", by: nil, limit: 9).map { "\($0.actor) \($0.action) \($0.object)" }
    #expect(
      lines == [
        "office feed.token.revoked A1 手机", "office feed.token.issued A1 手机", "office title.revoked A1 title-1",
        "office records.entered A1 称号 1", "office records.withdrawn A1 hours-1", "office records.entered A1 学时 1",
        "L1 absence.removed A1 2026-09-07 至 2026-09-08", "office absence.added A1 2026-09-07 至 2026-09-08",
        "A1 task.submitted task \(try fixture.task("示范课", of: "A1"))",
      ])
  }

  @Test func `A note of a look can be neither changed nor taken away before its time`() throws {
    let fixture = try worked()
    _ = try fixture.office("P1", on: "2026-09-01").person("A1")
    let queue = try DatabaseQueue(path: fixture.path)
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "UPDATE access_log SET actor = 'x'") } }
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM access_log") } }
    try queue.close()
    try fixture.office(on: "2026-09-01").setAccessRetention(days: 30)
    #expect(try fixture.office("A1").audit(of: "A1", by: nil, limit: 100).contains { $0.type == "look" })
    _ = try fixture.office(on: "2026-10-02").setAccessRetention(days: 31)
    #expect(try fixture.office("A1").audit(of: "A1", by: nil, limit: 100).contains { $0.type == "look" } == false)
  }

  @Test func `A telephone is masked, and the office's look at the whole of it is noted`() throws {
    let fixture = try Fixture()
    _ = try fixture.office().importRoster([try fixture.file("人员.csv", "工号,姓名,学校编号,联系电话\nA1,甲一,S001,138 0013 8000\n")])
    #expect(try fixture.office("P1").person("A1").phone == "138****8000")
    #expect(try fixture.office("A1").person("A1", showsPhone: true).phone == "13800138000")
    #expect(throws: OfficeError.self) { try fixture.office("P1").person("A1", showsPhone: true) }
    _ = try fixture.office("O1").person("A1", showsPhone: true)
    #expect(try fixture.office("A1").audit(of: "A1", by: nil, limit: 9).first { $0.action == "phone" }?.actor == "O1")
    let bad = #expect(throws: OfficeError.self) {
      try fixture.office().importRoster([try fixture.file("人员.csv", "工号,姓名,联系电话\nA1,甲一,电话13800138000\n")])
    }
    #expect(bad?.places.joined().contains("13800138000") == false)
  }

  @Test func `An export holds everything on one person and nobody else's word`() throws {
    let fixture = try worked()
    let folder = fixture.folder.appending(path: "export")
    #expect(try fixture.office("A1").exportPerson("A1", to: folder).evidence > 0)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: "数据.json"))) as? [String: [[String: Any]]])
    #expect(json["person"]?.count == 1 && json["person"]?.first?["id"] as? String == "A1")
    #expect(
      json["task"]?.allSatisfy {
        $0["assignee"] as? String == "A1" || $0["submitter"] as? String == "A1" || $0["mentee"] as? String == "A1"
      } == true)
    #expect(json["evidence"]?.isEmpty == false && json["lesson"] != nil && json["membership"] != nil)
    #expect(json["journal"]?.contains { $0["kind"] as? String == "roster.imported" && $0["payload"] != nil } == false)
    #expect(throws: OfficeError.self) { try fixture.office("A1").exportPerson("A1", to: folder) }
    #expect(throws: OfficeError.self) { try fixture.office("A2").exportPerson("A1", to: fixture.folder.appending(path: "other")) }
  }

  @Test func `Erasing leaves no trace of who it was, and the journal replays to the same office`() throws {
    let fixture = try worked()
    let name = try #require(try fixture.office().store.read { try $0.person("A1") }).name
    let submitted = try fixture.task("示范课", of: "A1")
    _ = try fixture.office(on: "2026-09-02").accept(submitted, note: nil)
    try settle("A1", fixture)
    let before = try fixture.tasks()
    let evidence = try fixture.office().store.read { try $0.evidence(of: submitted) }
    let (pseudonym, files) = try fixture.office(on: "2026-09-02").erasePerson("A1", reason: "本人申请")
    #expect(files > 0)
    let after = try fixture.tasks()
    #expect(after.map(\.id) == before.map(\.id) && after.map(\.status) == before.map(\.status))
    #expect(after.map(\.assignee) == before.map { $0.assignee == "A1" ? pseudonym : $0.assignee })
    let office = try fixture.office()
    #expect(try office.store.tablesThatDifferFromJournal() == [])
    #expect(try office.examine().problems.isEmpty)
    #expect(try office.store.read { try $0.person("A1") } == nil)
    for piece in evidence { #expect(!FileManager.default.fileExists(atPath: office.store.evidence.url(of: piece.sha256).path)) }
    #expect(bytes(fixture).range(of: Data("\"A1\"".utf8)) == nil)
    // The name is nobody else's in this county.
    #expect(bytes(fixture).range(of: Data(name.utf8)) == nil)
  }

  /// What a teacher's calendar program gets to see of the office's events.
  private func shown(_ person: String, _ fixture: Fixture) throws -> String {
    let server = DAVServer(
      home: TeacherHome(try fixture.office(person, on: "2026-09-02"), address: "https://office.example"), root: "/dav/")
    let query = """
      <C:calendar-query xmlns:C='urn:ietf:params:xml:ns:caldav' xmlns='DAV:'><prop><C:calendar-data/></prop>
      <C:filter><C:comp-filter name='VCALENDAR'/></C:filter></C:calendar-query>
      """
    let path = "/dav/calendars/\(person)/office-events/"
    let answer = try server.respond(to: DAVRequest(method: "REPORT", path: path, headers: [("Depth", "1")], body: Array(query.utf8)))
    return String(decoding: answer.body, as: UTF8.self)
  }

  @Test func `The name goes out of other people's calendars with the person, and they are whole when they are next asked for`() throws {
    let fixture = try worked()
    let office = try fixture.office(on: "2026-09-02")
    let name = try #require(try office.store.read { try $0.person("A1") }).name
    // A1 guides X1, whose calendar names them both.
    try office.plan("2026-2027-1", studio: "W01", steps: 500)
    _ = try office.publish("2026-2027-1", studio: "W01")
    #expect(try shown("X1", fixture).contains(name))
    _ = try office.accept(try fixture.task("示范课", of: "A1"), note: nil)
    try settle("A1", fixture)
    _ = try office.erasePerson("A1", reason: "本人申请")
    #expect(bytes(fixture).range(of: Data(name.utf8)) == nil)
    let after = try shown("X1", fixture)
    #expect(!after.contains(name) && after.contains("BEGIN:VEVENT") && after.contains("已注销人员"))
    #expect(try office.examine().problems.isEmpty)
  }

  @Test func `No identity card or telephone number is recorded in what people write, or told back`() throws {
    let fixture = try worked()
    let office = try fixture.office(on: "2026-09-02")
    let task = try fixture.task("示范课", of: "A1")
    let before = try office.store.read { try $0.journalCount() }
    var generator = SystemRandomNumberGenerator()
    for refusal in [
      fixture.refusal { try office.accept(task, note: "电话13800138000") },
      fixture.refusal { try office.giveBack(task, reason: "证 11010519491231002X") },
      fixture.refusal { try office.waive(fixture.task("专题讲座", of: "A1"), reason: "13800138000") },
      fixture.refusal {
        let file = (kind: String?.none, file: try fixture.file("420101199001011234.pdf", "x"))
        return try office.submit(fixture.task("示范课", of: "A2"), files: [file, file], note: nil)
      }, fixture.refusal { try office.suspend(1, reason: "13800138000") },
      fixture.refusal { try office.issueFeedToken(FeedOrder(.person("A1")), label: "13800138000", token: FeedToken(using: &generator)) },
    ] { #expect(refusal?.kind == .badInput && refusal?.message == "文字或文件名里有身份证号或手机号") }
    #expect(try office.store.read { try $0.journalCount() } == before)
    #expect(throws: StoreError.privateNumber) {
      try Office.create(
        path: fixture.folder.appending(path: "o.db").path, name: "13800138000", isRehearsal: true, now: Date(timeIntervalSince1970: 0),
        uidDomain: "x")
    }
    #expect(PrivateNumbers.masked("没有工号「11010519491231002X」, 138-0013") == "没有工号「******************」, 138-0013")
    #expect(PrivateNumbers.masked("fax13800138000.pdf 110105491231002x") == "fax***********.pdf ***************x")
    // Numbers that cameras and programs give are nobody's.
    for name in ["IMG_202409011015301.jpg", "20261122130500123.png", "mmexport1726012345678.jpg", "111111111111111111"] {
      #expect(!PrivateNumbers.occur(in: name), "\(name)")
    }
  }

  @Test func `Nobody is erased who still has something to do, leads a studio, or gives the command`() throws {
    let fixture = try worked()
    #expect(throws: OfficeError.self) { try fixture.office().erasePerson("A1", reason: "申请") }
    #expect(throws: OfficeError.self) { try fixture.office().erasePerson("L1", reason: "申请") }
    #expect(throws: OfficeError.self) { try fixture.office("O1").erasePerson("O1", reason: "申请") }
    #expect(throws: OfficeError.self) { try fixture.office("P1").erasePerson("C1", reason: "申请") }
    #expect(throws: OfficeError.self) { try fixture.office().erasePerson("C1", reason: "") }
  }

  @Test(arguments: [("13800138000", "138****8000"), ("07162345678", "071****5678"), ("123456", "****56"), ("", "")])
  func `A number is masked`(_ phone: String, _ masked: String) { #expect(Office.masked(phone) == masked) }
}
