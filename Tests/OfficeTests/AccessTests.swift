import Foundation
import Store
import Workflow
import Testing

@testable import Office

/// Who may do what: one table, each within its studio, school or stage.
@Suite struct AccessTests {
  @Test func `The page shows the whole table of who may do what`() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Office/Documentation.docc/Office.md")
    let roles: [AccessRole] = [.office, .projectManager, .studioLeader("W01"), .reviewer(.everywhere), .coordinator("S001"), .teacher]
    let words: [AccessTable.Reach: String] = [
      .everything: "all", .ownStudio: "own studio", .ownScope: "own scope", .ownSchool: "own school", .own: "own",
    ]
    var shown: Set<Permission> = []
    for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let permissions = cells[0].components(separatedBy: ", ").compactMap(Permission.init(rawValue:))
      guard cells.count == 7, !permissions.isEmpty else { continue }
      for permission in permissions {
        shown.insert(permission)
        #expect(roles.map { AccessTable.reach(permission, $0).flatMap { words[$0] } ?? "" } == Array(cells[1...]), "\(permission)")
      }
    }
    #expect(shown == Set(Permission.allCases))
  }

  /// A person's thing at S001 (小学) in W01.
  private static let here = Belonging(people: ["A1"], studios: ["W01"], school: "S001", stage: "小学")
  /// One at S003 (初中) in W02.
  private static let there = Belonging(people: ["B1"], studios: ["W02"], school: "S003", stage: "初中")

  struct Line: CustomTestStringConvertible {
    let staff: String
    let here: Set<Permission>
    let there: Set<Permission>
    let office: Set<Permission>
    var testDescription: String { staff }
  }

  private static let all = Set(Permission.allCases)

  @Test(arguments: [
    Line(staff: "office", here: all, there: all, office: all),
    Line(staff: "O1", here: all, there: all, office: all),
    Line(staff: "P1", here: all.subtracting([.configure]), there: all.subtracting([.configure]), office: all.subtracting([.configure])),
    Line(staff: "L1", here: all.subtracting([.configure, .claim, .decide, .publish]), there: [], office: []),
    Line(staff: "L2", here: [], there: all.subtracting([.configure, .claim, .decide, .publish]), office: []),
    Line(staff: "A1", here: [.submit, .delegate, .view, .copy, .signIn, .mark], there: [], office: []),
    Line(staff: "A2", here: [], there: [], office: []),
    Line(staff: "X1", here: [], there: [], office: []),
    Line(staff: "C1", here: [.submit, .delegate, .urge, .view, .copy, .signIn, .record, .mark], there: [], office: []),
    Line(
      staff: "R0", here: [.review, .urge, .view, .copy, .mark], there: [.review, .urge, .view, .copy, .mark],
      office: [.review, .urge, .view, .copy, .mark]),
    Line(staff: "R1", here: [.review, .urge, .view, .copy, .mark], there: [], office: []),
    Line(staff: "R2", here: [], there: [.review, .urge, .view, .copy, .mark], office: []),
  ])
  func `A role reaches as far as the table says and no further`(line: Line) throws {
    let fixture = try Fixture(installing: [])
    let actor = try fixture.office(line.staff).actor
    for (place, allowed) in [(Self.here, line.here), (Self.there, line.there), (.office, line.office)] {
      #expect(Set(Permission.allCases.filter { actor.may($0, place) }) == allowed, "\(line.staff) \(place)")
    }
  }

  @Test func `A reviewer of no stage in particular reviews nothing, not what has no stage either`() {
    let reviewer = Actor(Person(id: "R9", name: "任九", school: nil, stage: "", subject: "", posts: ["学段评审员"]), memberships: [])
    #expect(!reviewer.may(.review, Belonging(people: ["P1"], stage: "")) && !reviewer.may(.review, Self.here))
  }

  @Test func `An unknown staff number is named with the nearest`() throws {
    let fixture = try Fixture(installing: [])
    let error = try #require(fixture.refusal { try fixture.office("L11") })
    #expect(error.kind == .notFound)
    #expect(error.advice == "是不是「L1」?")
  }

  @Test func `What a teacher may not do is refused and changes nothing`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let before = try fixture.office().store.read { try $0.journalCount() }
    let teacher = try fixture.office("A1", on: "2026-09-01")
    let other = try fixture.task("示范课", of: "B1")
    let refused: [() throws -> Any] = [
      { try teacher.importRoster([fixture.file("s.csv", "学校编号,学校名称,片区\nS9,九小,城区\n")]) },
      { try teacher.install([Fixture.shipped("studio-semester")]) },
      { try teacher.start("studio-semester", subjects: ["W01"], semester: nil, parameters: [:]) },
      { try teacher.plan("2026-2027-1", studio: "W01") }, { try teacher.publish("2026-2027-1") },
      { try fixture.done(other, as: "A1", on: "2026-09-01") }, { try teacher.accept(other, note: nil) },
      { try teacher.waive(other, reason: "忙") }, { try teacher.feed(.person("B1")) }, { try teacher.feed(.studio("W02")) },
      { try teacher.tasks(Office.TaskQuery()) },
    ]
    for attempt in refused { #expect(fixture.refusal(attempt)?.kind == .notAllowed) }
    #expect(try fixture.office().store.read { try $0.journalCount() } == before)
    #expect(try fixture.office().store.read { try $0.evidence(of: other) }.isEmpty)
  }

  @Test func `A leader plans and reviews the own studio, and not the other`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let (own, other) = (try fixture.task("示范课", of: "A1"), try fixture.task("示范课", of: "B1"))
    try fixture.done(own, as: "A1", on: "2026-09-10")
    try fixture.done(other, as: "B1")
    #expect(try fixture.office("L1").accept(own, note: "好").status == .accepted)
    #expect(fixture.refusal { try fixture.office("L1").accept(other, note: nil) }?.kind == .notAllowed)
    #expect(fixture.refusal { try fixture.office("L1").plan("2026-2027-1", studio: "W02") }?.kind == .notAllowed)
    #expect(fixture.refusal { try fixture.office("L1").plan("2026-2027-1", studio: nil) }?.kind == .notAllowed)
    #expect(try fixture.office("L1").plan("2026-2027-1", studio: "W01").sessions.isEmpty == false)
  }

  @Test func `Nobody accepts or waives the own task, whoever handed it in`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let own = try fixture.task("示范课", of: "L1")
    try fixture.done(own, as: "L1", on: "2026-09-10")
    #expect(fixture.refusal { try fixture.office("L1").accept(own, note: nil) }?.kind == .notAllowed)
    #expect(fixture.refusal { try fixture.office("L1").waive(own, reason: "忙") }?.kind == .notAllowed)
    #expect(try fixture.office("P1").accept(own, note: nil).status == .accepted)
    // Handed in for somebody else, it is still one's own submission.
    let member = try fixture.task("示范课", of: "A1")
    try fixture.done(member, as: "L1")
    #expect(fixture.refusal { try fixture.office("L1").accept(member, note: nil) }?.kind == .notAllowed)
    #expect(try fixture.office("R1").accept(member, note: nil).status == .accepted)
    // Handed in by the office, it is still the assignee's.
    let lecture = try fixture.task("专题讲座", of: "L1")
    try fixture.done(lecture)
    #expect(fixture.refusal { try fixture.office("L1").accept(lecture, note: nil) }?.kind == .notAllowed)
    #expect(fixture.refusal { try fixture.office("R2").accept(lecture, note: nil) }?.kind == .notAllowed)
    #expect(try fixture.office().accept(lecture, note: nil).status == .accepted)
  }

  @Test func `A coordinator hands in what the own school owes, and no other's`() throws {
    let fixture = try Fixture(on: "2014-01-02")
    _ = try fixture.office(on: "2014-01-02").start("network-study-pilot", subjects: [], semester: nil, parameters: ["schools": "S001,S003"])
    let records = try fixture.tasks().filter { $0.title == "学校申报" }
    let (own, other) = (records.first { $0.school == "S001" }!.id, records.first { $0.school == "S003" }!.id)
    #expect(try fixture.done(own, as: "C1").status == .submitted)
    #expect(fixture.refusal { try fixture.done(other, as: "C1") }?.kind == .notAllowed)
    #expect(fixture.refusal { try fixture.office("R2").accept(own, note: nil) }?.kind == .notAllowed)
    #expect(try fixture.office("R1").accept(own, note: nil).status == .accepted)
  }

  /// Tasks of studios and of schools, some handed in, the others late.
  private func handedIn() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.startSemester()
    try fixture.install(
      """
      workflow: filing
      version: 1
      title: 备案
      roles: { coordinator: 学校联络员 }
      parameters: { schools: { type: list<school>, default: [S001, S003] } }
      states: { work: { tasks: { file: { title: 备案, for: parameters.schools, role: coordinator, due: 2026-09-30 } }, on: { done: end } }, end: { type: final } }
      """)
    _ = try fixture.office(on: "2026-09-01").start("filing", subjects: [], semester: nil, parameters: [:])
    for person in ["L1", "A1", "A2", "B1"] { try fixture.done(try fixture.task("示范课", of: person), as: person, on: "2026-09-10") }
    try fixture.done(try fixture.task("备案", of: "C1"), as: "C1")
    try fixture.done(try #require(try fixture.tasks().first { $0.title == "备案" && $0.school == "S003" }).id)
    return fixture
  }

  @Test(arguments: ["office", "O1", "P1", "L1", "L2", "A1", "X1", "C1", "R0", "R1", "R2"])
  func `What waits for a review and what is late is listed for those who may accept it and see it`(staff: String) throws {
    let fixture = try handedIn()
    let office = try fixture.office(staff, on: "2027-01-10")
    let actor = office.actor
    let tasks = try fixture.tasks()
    let (toReview, late) = try office.store.read { reader in
      func may(_ permission: Permission, _ task: TaskRecord) throws -> Bool {
        actor.may(permission, try office.belonging(of: task, reader))
      }
      return (
        try tasks.filter { try $0.status == .submitted && (actor == .office || actor.id != $0.assignee) && may(.review, $0) },
        try tasks.filter { try $0.daysLate(on: office.today) > 0 && may(.view, $0) }
      )
    }
    // Who reviews nothing asks for the own ones that wait.
    let own = tasks.filter { $0.status == .submitted && $0.assignee == staff }
    let isReviewer = actor.may(.review, .office) || ["L1", "L2", "R1", "R2"].contains(staff)
    #expect(Set(try office.tasksToReview().map(\.id)) == Set((isReviewer ? toReview : own).map(\.id)))
    #expect(Set(try office.lateTasks().map(\.id)) == Set(late.map(\.id)))
    let counts = ["office": 6, "O1": 6, "P1": 6, "R0": 6, "L1": 2, "L2": 1, "R1": 4, "R2": 2, "A1": 1, "C1": 1]
    #expect(try office.tasksToReview().count == counts[staff, default: 0])
  }

  @Test func `A school's tasks are those for it and those of its people`() throws {
    let fixture = try handedIn()
    var query = Office.TaskQuery()
    query.school = "S003"
    let found = try fixture.office("R2").tasks(query)
    #expect(Set(found.compactMap(\.assignee)) == ["L2", "B1"] && found.contains { $0.title == "备案" })
    #expect(try fixture.office("R2", on: "2027-01-10").lateReport(subject: "S003", run: nil).texts("late").count > 2)
  }
}
