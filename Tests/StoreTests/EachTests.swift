import AcademicCalendar
import Store
import Testing
import Workflow

/// Child runs: one for each element, and the gate over them.
@Suite struct EachTests {
  private static func parent(until: String = "", exit: String = "") -> String {
    """
    workflow: parent
    version: 1
    title: 总
    parameters: { schools: { type: list<school>, title: 学校 } }
    states:
      first:
        window: { from: 2014-01-01, through: 2014-12-31 }
        tasks: { own: { title: 自己的, required: false } }
        each: { school: parameters.schools, run: child, title: 各校\(until) }
        on: { done: closed }
        \(exit)
      closed: { type: final }
      broken: { type: final }
    """
  }

  private static let child = """
    workflow: child
    version: 1
    title: 各校
    subject: school
    states:
      doing: { tasks: { one: { title: 一 }, two: { title: 二 } }, on: { done: closed } }
      closed: { type: final }
    """

  private func fixture(_ parent: String) throws -> (Fixture, Int64) {
    let fixture = try Fixture(workflows: Self.child, parent)
    var roster = Roster()
    roster.schools = (1...5).map { School(id: "S\($0)", name: "第\($0)小学", zone: "城区", stage: "小学") }
    try fixture.record(.rosterImported(roster), on: "2014-01-01")
    return (fixture, try fixture.start("parent", parameters: ["schools": "all"]))
  }

  private func children(_ fixture: Fixture, _ run: Int64) throws -> [RunRecord] { try fixture.store.read { try $0.children(of: run) } }

  private func finish(_ child: RunRecord, _ fixture: Fixture) throws {
    for key in ["doing/one", "doing/two"] { try fixture.accept(key, of: child.id, on: "2014-03-01") }
  }

  @Test func `Entering the state starts one run for each element, about that element`() throws {
    let (fixture, run) = try fixture(Self.parent())
    let children = try children(fixture, run)
    #expect(children.map(\.subject) == ["S1", "S2", "S3", "S4", "S5"])
    #expect(children.allSatisfy { $0.workflow == "child" && $0.subjectKind == "school" && $0.status == .active })
    #expect(try fixture.tasks(children[0].id).count == 2)
  }

  @Test func `Without a condition the state waits for the last child`() throws {
    let (fixture, run) = try fixture(Self.parent())
    let children = try children(fixture, run)
    for child in children.dropLast() { try finish(child, fixture) }
    #expect(try fixture.phase(run) == "first")
    try finish(children[4], fixture)
    #expect(try fixture.phase(run) == "done")
    #expect(try fixture.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `With a condition the state is through when it holds, and the children that are left are cancelled`() throws {
    let (fixture, run) = try fixture(Self.parent(until: ", until: double(children.settled) >= 0.8 * double(children.total)"))
    let children = try children(fixture, run)
    for child in children.prefix(3) { try finish(child, fixture) }
    #expect(try fixture.phase(run) == "first")
    try finish(children[3], fixture)
    #expect(try fixture.phase(run) == "done")
    #expect(try fixture.phase(children[4].id) == "cancelled")
    #expect(Set(try fixture.tasks(children[4].id).values) == [.cancelled])
    #expect(try fixture.tasks()["first/own"] == .cancelled)
    #expect(try fixture.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A way out by time cancels every child that has not ended`() throws {
    let (fixture, run) = try fixture(Self.parent(exit: "after: { \"day('2014-06-01')\": broken }"))
    let children = try children(fixture, run)
    try finish(children[0], fixture)
    try fixture.turn(to: "2014-06-01")
    #expect(try fixture.phase(run) == "done")
    #expect(try children.map { try fixture.phase($0.id) } == ["done", "cancelled", "cancelled", "cancelled", "cancelled"])
    #expect(try fixture.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `No element at all is through at once`() throws {
    let fixture = try Fixture(workflows: Self.child, Self.parent())
    #expect(try fixture.phase(fixture.start("parent", parameters: ["schools": "all"])) == "done")
  }

  @Test func `A child workflow that is not installed keeps the run from starting and leaves nothing`() throws {
    let fixture = try Fixture(workflows: Self.parent())
    var roster = Roster()
    roster.schools = [School(id: "S1", name: "一小", zone: "城区", stage: "小学")]
    try fixture.record(.rosterImported(roster), on: "2014-01-01")
    let before = try fixture.store.read { try $0.journalCount() }
    #expect(throws: StoreError.blocked("流程「child」还没有安装")) { try fixture.start("parent", parameters: ["schools": "all"]) }
    #expect(try fixture.store.read { try $0.journalCount() } == before)
    #expect(try fixture.store.read { try $0.topRuns() }.isEmpty)
  }
}
