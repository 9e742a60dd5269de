import AcademicCalendar
import Evaluation
import Foundation
import Office
import Store
import Testing
import Workflow

struct `An office's edition` {
  @Test func `An office of before takes up the rules of today with its next command; what it did replays as it was`() throws {
    let text = """
      workflow: w
      version: 1
      title: 流程
      roles: { manager: 项目管理员 }
      parameters: { other: { type: number, default: 1 } }
      states: { work: { tasks: { plan: { title: 计划, role: manager, due: today + days(7) } }, on: { done: end } }, end: { type: final } }
      """
    let former = try FormerOffice("2026-01-05")
    try former.record("2026-01-05", .workflowInstalled(InstalledText(text: text)))
    try former.record("2026-01-05", .runStarted(RunStart(workflow: "w", version: 1, subject: "", semester: nil, parameters: [:])))
    try former.record("2026-02-01", .dayTurned(DayTurn(day: day("2026-02-01"))))
    try former.record("2026-02-01", .parametersChanged(ParameterChange(run: 1, values: ["other": "2"], reason: "旧")))
    let office = try former.office("2026-02-01")
    #expect(try office.store.read { try $0.task(1)?.due } == day("2026-02-08"))
    #expect(try office.store.read { try $0.edition() } == 0)
    try office.setParameters(1, ["other": "3"], reason: "新")
    #expect(try office.store.read { try $0.edition() } == Edition.current)
    // As of the entry from now on.
    #expect(try office.store.read { try $0.task(1)?.due } == day("2026-01-12"))
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What was struck from a list in the first edition counts as it did, until a refresh`() throws {
    let text = """
      workflow: w
      version: 1
      title: 流程
      roles: { coordinator: 学校联络员 }
      parameters: { schools: { type: list<school>, default: [S1, S2] } }
      states: { work: { tasks: { t: { title: 备案, for: parameters.schools, role: coordinator } }, on: { done: end } }, end: { type: final } }
      """
    let former = try FormerOffice("2026-01-05", edition: 1)
    var (roster, news) = (Roster(), Roster())
    roster.schools = ["S1", "S2"].map { School(id: $0, name: $0, zone: "城区", stage: "小学") }
    roster.people = ["A1", "A2"].map { Person(id: $0, name: $0, school: "S1", stage: "", subject: "", posts: ["学校联络员"]) }
    news.people = [Person(id: "A1", name: "A1", school: "S1", stage: "", subject: "", posts: [])]
    try former.record(
      "2026-01-05", .rosterImported(roster), .workflowInstalled(InstalledText(text: text)),
      .runStarted(RunStart(workflow: "w", version: 1, subject: "", semester: nil, parameters: [:])), .rosterImported(news),
      .parametersChanged(ParameterChange(run: 1, values: ["schools": "S1"], reason: "旧")))
    let office = try former.office("2026-01-05")
    func missed() throws -> Int? { try office.progress(of: 1).phases.first?.missed }
    #expect(try missed() == 1)
    #expect(try office.store.read { try $0.task(1)?.assignee } == "A1")
    #expect(try office.store.tablesThatDifferFromJournal() == [])
    try office.refresh(1, reason: "新")
    #expect(try missed() == 0)
    #expect(try office.store.read { try $0.task(1)?.assignee } == "A2")
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What was published before is verified as it was measured then`() throws {
    let former = try FormerOffice("2026-12-01")
    let scheme = """
      scheme: count
      version: 1
      title: 计数
      subject: person
      period: calendar-year
      measures:
        topics: { from: hours, aggregate: distinct, field: topic }
        ethics: { from: marks, where: { item: 师德 }, aggregate: mean, field: score }
      indicators:
        any: { title: 任何, require: topics >= 2 && ethics > 60, cite: S1-1 }
      """
    var roster = Roster()
    roster.people = [Person(id: "A1", name: "安一", school: nil, stage: "小学", subject: "语文", posts: [])]
    var records = RecordBatch()
    var lecture = HoursRecord(person: "A1", hours: 2, day: day("2026-03-01"))
    records.hours.append(lecture)
    lecture.topic = "师德"
    records.hours.append(lecture)
    records.marks = [("自评", 90.0), ("市评", 40.0)].map { judge, score in
      MarkRecord(
        scheme: "count", period: "2026", subject: RecordSubject(.person, "A1"), item: "师德", judge: judge, score: score,
        day: day("2026-11-30"))
    }
    try former.record(
      "2026-12-01", .rosterImported(roster), .schemeInstalled(InstalledText(text: scheme)), .recordsEntered(records))
    let office = try former.office("2026-12-01")
    var request = Office.EvaluationRequest("count", period: "2026")
    request.isTraced = false
    let results = try office.evaluate(request)
    // An empty topic was a topic, and the own mark was among the others.
    #expect(results.map(\.verdict) == [.pass])
    let period = try #require(PeriodRule.calendarYear(cutOff: nil).period(named: "2026"))
    let through = Int64(try office.store.read { try $0.journalCount() })
    try former.record(
      "2026-12-01",
      .resultsPublished(
        Publication(scheme: "count", version: 1, period: period, parameters: [:], through: through, results: results)))
    try office.store.write(at: former.at("2026-12-02"), actor: "office") {
      try $0.record(.dayTurned(DayTurn(day: day("2026-12-02"), edition: Edition.current)))
    }
    #expect(try former.office("2026-12-02").differences(fromPublication: 1) == [])
    #expect(try former.office("2026-12-02").evaluate(request).map(\.verdict) == [.fail])
  }
}

/// An office that an earlier program has kept.
private final class FormerOffice {
  private let folder: URL
  private let path: String

  init(_ first: String, edition: Int? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "edition-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "office.db").path
    let opening = OfficeOpening(name: "旧", uidDomain: "x", isRehearsal: true, edition: edition)
    try OfficeStore.create(path: path).write(at: at(first), actor: "office") { transaction in
      try transaction.record(.officeOpened(opening))
      try transaction.record(.dayTurned(DayTurn(day: day(first))))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func at(_ text: String) -> Int64 { OfficeTime.milliseconds(of: day(text), minutes: 540) }

  func record(_ text: String, _ facts: Fact...) throws {
    try OfficeStore(path: path).write(at: at(text), actor: "office") { transaction in for fact in facts { try transaction.record(fact) } }
  }

  func office(_ today: String) throws -> Office {
    try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: day(today))
  }
}
