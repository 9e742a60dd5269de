import AcademicCalendar
import Foundation
import Store
import Testing

@testable import Office

/// Records of people's work: entered with their headings, corrected and withdrawn as facts.
@Suite struct RecordTests {
  private func lines(_ office: Office, _ kinds: String..., person: String? = nil, all: Bool = false) throws -> [Office.RecordLine] {
    try office.records(kinds, person: person, school: nil, studio: nil, from: nil, through: nil, withWithdrawn: all)
  }

  private static let good: [(String, String, RecordKind)] = [
    ("学时", "工号,学时,日期,方式,专题\nA1,6,2026-09-01,网络,班主任\nA1,1.5,2026/9/2,线下,", .hours),
    ("成果", "工号,成果类别,成果名称,日期,层级,等次\nA1,论文,论教,2026-03-01,国家级,\n,教材,校本教材,2026-05-01,,", .outcome),
    ("称号", "工号,团队,称号,授予日期,到期日期\nA1,,骨干教师,2026-01-01,2030-12-31\n,语文团队,名课程团队,2026-01-01,", .title),
    ("经费", "学校编号,经费类别,金额,日期,付款方\nS001,培训支出,1200.5,2026-04-01,S001\n,专项资金,-0.05,2026-04-01,", .money),
    ("问卷", "工作室编号,问卷,题目,人数,平均分,日期\nW01,满意度,总体,120,4.6,2026-06-30", .survey),
    ("本人情况", "工号,出生日期,入职日期,学历\nA1,1990-05-01,2012-09-01,本科", .profile),
    ("活动", "活动编号,活动名称,类别,日期,层级,学时,学校编号\nHD1,开学讲座,讲座,2026-08-30,全市,2,S001", .activity),
  ]

  @Test(arguments: good)
  func `A file is told apart by its headings, in UTF-8 and in GB18030`(name: String, text: String, kind: RecordKind) throws {
    let fixture = try Fixture(installing: [])
    let office = try fixture.office(on: "2026-09-10")
    let rows = text.split(separator: "\n").count - 1
    #expect(try office.importRecords([fixture.file("\(name).csv", text)]).counts == [kind: rows])
    let gb = try #require(Self.gb18030(text))
    // What is no ledger takes the place of what was there.
    let isLedger = kind != .profile && kind != .activity
    let again = try office.importRecords([fixture.file("gb.csv", gb)])
    #expect(again.counts == (isLedger ? [:] : [kind: rows]) && again.known == (isLedger ? [kind: rows] : [:]))
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A file to which rows were added is imported again: what is known counts once, what was withdrawn counts anew`() throws {
    let fixture = try Fixture(installing: [])
    let office = try fixture.office(on: "2026-09-10")
    let head = "工号,学时,日期,说明\n"
    func imported(_ rows: String) throws -> Office.RecordSummary { try office.importRecords([fixture.file("h.csv", head + rows)]) }
    #expect(try imported("A1,2,2026-09-01,\nA1,2,2026-09-01,\n").counts == [.hours: 2])
    let second = try imported("A1,2,2026-09-01,\nA1,2,2026-09-01,\nA1,2,2026-09-01,\nA1,3,2026-09-02,\n")
    #expect(second.counts == [.hours: 2] && second.known == [.hours: 2])
    // Nothing new is no entry at all.
    let before = try office.store.read { try $0.journalCount() }
    #expect(try imported("A1,3,2026-09-02,\n").countsInWords == "")
    #expect(try office.store.read { try $0.journalCount() } == before)
    // What a person enters is meant.
    #expect(try office.addRecord("学时", ["工号": "A1", "学时": "3", "日期": "2026-09-02"]).counts == [.hours: 1])
    _ = try office.withdrawRecords(["hours-4", "hours-5"], reason: "重复")
    #expect(try imported("A1,3,2026-09-02,\n").counts == [.hours: 1])
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  /// The same text as a Chinese spreadsheet saves it.
  private static func gb18030(_ text: String) -> Data? {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
    process.arguments = ["-f", "UTF-8", "-t", "GB18030"]
    (process.standardInput, process.standardOutput) = (input, output)
    guard (try? process.run()) != nil else { return nil }
    input.fileHandleForWriting.write(Data(text.utf8))
    try? input.fileHandleForWriting.close()
    return output.fileHandleForReading.readDataToEndOfFile()
  }

  private static let bad: [(String, String)] = [
    ("工号,学时,日期\nA1,2,2026-09-01\nA9X,2,2026-09-01", "r.csv:3: 没有工号「A9X」"),
    ("工号,学时,日期\nA1,两,2026-09-01", "r.csv:2: 学时「两」写得不对"), ("工号,学时,日期\nA1,-2,2026-09-01", "r.csv:2: 学时「-2」写得不对"),
    ("工号,学时,日期\nA1,2,2026-02-30", "r.csv:2: 日期「2026-02-30」写得不对"), ("工号,学时,日期\nA1,2,2026-09-11", "r.csv:2: 日期 2026-09-11 还没有到"),
    ("工号,学时,日期,说明\nA1,2,2026-09-01,电话13800138000", "r.csv:2: 说明里有身份证号或手机号, 请去掉"),
    ("工号,称号,授予日期\n,骨干,2026-01-01", "r.csv:2: 缺少工号 (或学校编号、工作室编号、团队)"),
    ("工号,学校编号,称号,授予日期\nA1,S001,骨干,2026-01-01", "r.csv:2: 工号、学校编号只能填一个"),
    ("工号,称号,授予日期,到期日期\nA1,骨干,2026-01-01,2025-12-31", "r.csv:2: 到期日期 2025-12-31 早于授予日期 2026-01-01"),
    ("经费类别,金额,日期\n津贴,1.234,2026-01-01", "r.csv:2: 金额「1.234」写得不对"),
    ("活动编号,工号,签到\nHD9,A1,出席", "r.csv:2: 没有活动编号「HD9」"), ("任务编号,工号,签到\n99,A1,出席", "r.csv:2: 没有任务「99」"),
    ("活动编号,活动名称,类别,日期\n1,讲,讲座,2026-01-01", "r.csv:2: 活动编号「1」应以字母开头, 由字母、数字或连字符组成, 至多 32 位"),
    ("考核办法,考核期,评分项目,评分栏,分数\nx,2026,师德,自评,9", "r.csv:2: 没有考核办法「x」"),
    ("工号,学时,日期\nA1,2,2026-09-01,多,余", "r.csv:2: 比表头多出几格: 含逗号的内容请加引号"),
  ]

  @Test(arguments: bad)
  func `One bad row is named with its line, and nothing is entered`(text: String, expected: String) throws {
    let fixture = try Fixture(installing: [])
    let office = try fixture.office(on: "2026-09-10")
    _ = try office.importRecords([fixture.file("first.csv", "工号,学时,日期\nA2,1,2026-09-01\n")])
    let before = try office.store.read { try $0.journalCount() }
    let error = try #require(fixture.refusal { try office.importRecords([fixture.file("r.csv", text)]) })
    #expect(error.kind == .badInput)
    #expect(error.places.first?.hasPrefix(expected) == true, "\(error.places)")
    #expect(try office.store.read { try $0.journalCount() } == before)
  }

  @Test func `Signing in again corrects; late and leave are told apart; a session of the plan is signed in by its task`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let lesson = try fixture.task("示范课", of: "A1")
    let office = try fixture.office(on: "2026-10-12")
    _ = try office.signIn("\(lesson)", ["A2", "A3"], "present")
    _ = try office.signIn("\(lesson)", ["A3"], "late")
    _ = try office.signIn("\(lesson)", ["X1"], "leave")
    #expect(
      try lines(office, "签到").map { "\($0.subject) \($0.details)" } == [
        "安二(A2) demonstration-lesson 出席", "安三(A3) demonstration-lesson 迟到", "徐一(X1) demonstration-lesson 请假",
      ])
    #expect(try lines(office, "attendance", all: true).count == 4)
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Nobody is signed in for a session whose day has not come`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try fixture.office().plan("2026-2027-1", studio: nil, steps: 500)
    _ = try fixture.office().publish("2026-2027-1")
    let session = try #require(
      try fixture.office().store.read { try $0.published(of: "2026-2027-1") }.map(\.session).max { $0.day < $1.day })
    let (number, person) = ("\(session.task)", session.people[0])
    let error = try #require(fixture.refusal { try fixture.office(on: "\(session.day - 1)").signIn(number, [person], "present") })
    #expect(error.kind == .badInput && error.places[0].contains("任务 \(number) 的活动在 \(session.day), 还没有举行"))
    #expect(fixture.refusal { try fixture.office(on: "\(session.day)").signIn(number, [person], "present") } == nil)
  }

  @Test func `A record that was wrong is corrected or withdrawn, and the journal keeps both`() throws {
    let fixture = try Fixture(installing: [])
    let office = try fixture.office(on: "2026-09-10")
    _ = try office.addRecord("学时", ["工号": "A1", "学时": "6", "日期": "2026-09-01"])
    _ = try office.addRecord("学时", ["工号": "A1", "学时": "5", "日期": "2026-09-01"], correcting: "hours-1")
    #expect(try lines(office, "学时").map(\.amount) == ["5"])
    try office.withdrawRecords(["hours-2"], reason: "不是本人")
    #expect(try lines(office, "学时").isEmpty)
    #expect(try lines(office, "学时", all: true).map(\.remark) == ["撤销 2026-09-10: 更正", "撤销 2026-09-10: 不是本人"])
    #expect(fixture.refusal { try office.withdrawRecords(["hours-2"], reason: "再来") }?.kind == .conflict)
    #expect(fixture.refusal { try office.withdrawRecords(["hours-9"], reason: "没有") }?.kind == .notFound)
    #expect(fixture.refusal { try office.withdrawRecords(["hours-2"], reason: " ") }?.kind == .usage)
    #expect(fixture.refusal { try office.addRecord("学时", ["工号": "A1", "专": "5"]) }?.advice == "是不是「专题」?")
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Correcting an activity keeps who attended it, and nothing becomes another kind of record`() throws {
    let fixture = try Fixture(installing: [])
    let office = try fixture.office(on: "2026-09-10")
    let activity = ["活动编号": "HD1", "活动名称": "讲", "类别": "讲座", "日期": "2026-09-01", "学时": "2"]
    _ = try office.addRecord("活动", activity)
    _ = try office.signIn("HD1", ["A1", "A2"], "present")
    _ = try office.addRecord("活动", activity.merging(["学时": "3"]) { $1 }, correcting: "activity-1")
    #expect(try lines(office, "签到").map(\.amount) == ["3", "3"])
    #expect(try lines(office, "活动").map(\.id) == ["activity-1"])
    // Under another code it is another activity, and nobody attended what was not held.
    _ = try office.addRecord("活动", activity.merging(["活动编号": "HD2"]) { $1 }, correcting: "activity-1")
    #expect(try lines(office, "签到").isEmpty)
    let refusal = fixture.refusal {
      try office.addRecord("学时", ["工号": "A1", "学时": "3", "日期": "2026-09-01"], correcting: "activity-2")
    }
    #expect(refusal?.kind == .usage && refusal?.message == "activity-2 是活动, 不能更正为学时")
    #expect(try lines(office, "活动").map(\.id) == ["activity-2"])
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A title is taken away from a day on, once, and not before it was granted`() throws {
    let fixture = try Fixture(installing: [])
    let office = try fixture.office(on: "2026-09-10")
    _ = try office.addRecord("称号", ["工号": "A1", "称号": "骨干教师", "授予日期": "2026-01-01"])
    #expect(fixture.refusal { try office.revokeTitle("title-1", on: .init("2025-12-31"), reason: "弄虚作假") }?.kind == .badInput)
    try office.revokeTitle("title-1", on: nil, reason: "弄虚作假")
    #expect(try lines(office, "称号").map(\.remark) == ["取消 2026-09-10: 弄虚作假"])
    #expect(fixture.refusal { try office.revokeTitle("title-1", on: nil, reason: "再来") }?.kind == .conflict)
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Each enters what is theirs to enter`() throws {
    let fixture = try Fixture(installing: [])
    func hours(_ staff: String, of person: String) -> OfficeError.Kind? {
      fixture.refusal {
        try fixture.office(staff, on: "2026-09-10").addRecord("学时", ["工号": person, "学时": "1", "日期": "2026-09-01"])
      }?.kind
    }
    #expect(hours("A1", of: "A1") == .notAllowed)
    #expect(hours("L1", of: "A1") == nil)
    #expect(hours("L1", of: "B1") == .notAllowed)
    #expect(hours("C1", of: "A1") == nil)
    #expect(hours("C1", of: "A2") == .notAllowed)
    #expect(hours("P1", of: "B1") == nil)
    let office = try fixture.office(on: "2026-09-10")
    _ = try office.addRecord("活动", ["活动编号": "HD1", "活动名称": "讲", "类别": "讲座", "日期": "2026-09-01", "主讲工号": "A1"])
    #expect(fixture.refusal { try fixture.office("A1").signIn("HD1", ["B1"], "present") } == nil)
    #expect(fixture.refusal { try fixture.office("A2").signIn("HD1", ["A2"], "present") }?.kind == .notAllowed)
    #expect(fixture.refusal { try lines(fixture.office("A2"), "签到") }?.kind == .notAllowed)
    #expect(try lines(fixture.office("B1"), "签到", person: "B1").count == 1)
  }

  @Test func `What a workflow grants and records lands in the same books`() throws {
    let fixture = try Fixture(installing: [])
    try fixture.install(
      """
      workflow: class
      version: 1
      title: 培训班
      subject: person
      roles: { manager: 项目管理员 }
      states:
        course: { tasks: { exam: { title: 结业考核, role: manager } }, on: { done: { to: closed, do: [
          { grant: { title: 骨干教师, to: subject, through: day('2031-12-31') } },
          { record: { hours: 12, mode: "'线下'", topic: "'专业'" } },
          { record: { outcome: "'课题'", level: "'市级'", title: "'结业课题'", to: subject.id } },
          { record: { money: 8050, kind: "'津贴'", to: "[subject.id]" } },
          { record: { hours: 1, to: "'nobody'" } } ] } } }
        closed: { type: final }
      """)
    let office = try fixture.office(on: "2026-09-10")
    let run = try office.start("class", subjects: ["A1"], semester: nil, parameters: [:]).runs[0]
    _ = try office.waive(try fixture.task("结业考核"), reason: "免试")
    let found = try lines(office, person: "A1").map { [$0.kind, $0.title, $0.details, $0.amount, $0.remark].joined(separator: "|") }
    #expect(
      found == [
        "学时||专业 线下|12|流程 \(run)", "成果|结业课题|课题 市级||流程 \(run)", "称号|骨干教师|||至 2031-12-31 流程 \(run)",
        "经费|津贴||80.50 元|收 A1 流程 \(run)",
      ])
    #expect(try office.store.read { try $0.obstacles(of: run) }.map(\.message) == ["学时没有记下: 没有编号「nobody」"])
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }
}
