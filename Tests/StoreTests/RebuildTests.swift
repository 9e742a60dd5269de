import AcademicCalendar
import Foundation
import GRDB
import Testing
import Workflow

@testable import Store

/// The tables that follow from a journal do not depend on how it is read or when what it changes is written.
@Suite struct RebuildTests {
  /// Every derived table of a journal's replay, row by row.
  private static func tables(_ source: any DatabaseReader, held: Int) throws -> [String: [String]] {
    try Schema.inMemory(checksReferences: false).write { target in
      var replay = Replay(target: target, workflows: WorkflowCache(), memory: Memory())
      replay.held = held
      try replay.run({ each in try source.read { try JournalEntry.each($0, each) } }, keepsIndexes: true)
      return try Dictionary(
        uniqueKeysWithValues: Schema.derived.map { table in
          (table, try Row.fetchAll(target, SQLRequest<Row>(sql: "SELECT * FROM \(table) ORDER BY 1, 2")).map(\.description))
        })
    }
  }

  @Test(arguments: JournalTests.releases)
  func `Changes that wait give the same rows as changes that are written at once`(release: String) throws {
    let fixture = try Fixture()
    let path = fixture.folder.appending(path: "recorded.db").path
    try JournalTests.database(of: release, at: path)
    let journal = try DatabaseQueue(path: path)
    let expected = try Self.tables(journal, held: 0)
    #expect(expected["task"]?.isEmpty == false && expected["task_copy"]?.isEmpty == false)
    for held in [1, 2, 50_000] { #expect(try Self.tables(journal, held: held) == expected) }
  }

  @Test func `A change of the very millisecond in which a task was opened keeps its time`() throws {
    let fixture = try Fixture(workflows: Self.workflow)
    _ = try fixture.start("two")
    let at = try fixture.store.read { try $0.lastEntry().at }
    for fact in [
      Fact.taskSubmitted(Submission(task: 1, evidence: [], note: nil)), .taskAccepted(Opinion(task: 1, note: nil)),
      .taskUrged(Opinion(task: 2, note: nil)),
    ] {
      try fixture.store.write(at: at, actor: "office") { try $0.record(fact) }
    }
    try fixture.store.write(at: at + 5, actor: "office") { try $0.record(.taskUrged(Opinion(task: 2, note: "请快"))) }
    #expect(try fixture.store.tablesThatDifferFromJournal() == [])
    let events = try fixture.store.read { reader in try [1, 2].map { try reader.log(of: $0).map(\.event) } }
    #expect(events == [[.submit, .accept], [.urge, .urge]])
  }

  @Test func `A task whose place another took is passed over under its line's new name, too`() throws {
    let fixture = try Fixture(workflows: Self.reopened(1, "form"), Self.reopened(2, "filing"))
    let run = try fixture.start("again")
    try fixture.submit("form/slow", on: "2014-01-05")
    try fixture.accept("form/must", on: "2014-01-06")
    try fixture.record(.phaseReopened(PhaseReopening(run: run, state: "form", reason: "补")), on: "2014-01-07")
    let first = try fixture.task("form/slow")
    #expect(try fixture.tasks()["form/slow@1"] == .open)
    let migration = Migration(workflow: "again", version: 2, runs: [run], states: ["form": "filing"], reason: "改名")
    try fixture.record(.runsMigrated(migration), on: "2014-01-08")
    try fixture.record(.taskAccepted(Opinion(task: first, note: nil)), on: "2014-01-09")
    let slow = try fixture.store.read { try $0.lines(of: run) }.first { $0.id == "filing/slow" }
    #expect(slow?.waiting == 1)
    #expect(try fixture.store.tablesThatDifferFromJournal() == [])
  }

  private static func reopened(_ version: Int, _ state: String) -> String {
    """
    workflow: again
    version: \(version)
    title: 再来
    initial: \(state)
    states:
      \(state):
        title: 填报
        window: { from: 2014-01-01, through: 2014-12-31 }
        tasks:
          must: { title: 填报 }
          slow: { title: 另报, required: false }
        on: { done: check }
      check:
        title: 验收
        window: { from: 2014-01-01, through: 2014-12-31 }
        tasks: { look: { title: 验收 } }
        on: { done: closed }
      closed: { type: final, title: 结束 }
    """
  }

  private static let workflow = """
    workflow: two
    version: 1
    title: 两项
    initial: work
    states:
      work:
        title: 进行
        window: { from: 2014-01-01, through: 2014-12-31 }
        tasks:
          read: { title: 读 }
          write: { title: 写 }
        on: { done: closed }
      closed: { type: final, title: 结束 }
    """

  @Test func `A line for more than one statement takes opens its tasks in order, each for its own`() throws {
    let fixture = try Fixture(workflows: Self.many)
    var roster = Roster()
    roster.schools = (101...145).map { School(id: "S\($0)", name: "第\($0)小学", zone: "城区", stage: "小学") }
    roster.people = (101...145).map {
      Person(id: "T\($0)", name: "联络\($0)", school: "S\($0)", stage: "小学", subject: "语文", posts: $0 == 140 ? [] : ["学校联络员"])
    }
    try fixture.record(.rosterImported(roster), on: "2014-01-01")
    let run = try fixture.start("many", parameters: ["schools": "all"])
    var filter = TaskFilter()
    filter.run = run
    let tasks = try fixture.store.read { try $0.tasks(filter) }.sorted { $0.id < $1.id }
    #expect(tasks.map(\.id) == (1...48).map(Int64.init))
    #expect(tasks.map(\.key) == (101...145).map { "work/all/S\($0)" } + ["甲", "乙", "丙"].map { "work/words/\($0)" })
    #expect(tasks.map(\.title) == (101...145).map { _ in "报名" } + ["甲", "乙", "丙"].map { "分组(\($0))" })
    #expect(tasks.map(\.school) == (101...145).map { "S\($0)" } + [nil, nil, nil])
    #expect(tasks.map(\.assignee) == (101...145).map { $0 == 140 ? nil : "T\($0)" } + [nil, nil, nil])
    #expect(try fixture.store.tablesThatDifferFromJournal() == [])
  }

  private static let many = """
    workflow: many
    version: 1
    title: 多校
    parameters: { schools: { type: list<school>, title: 学校 } }
    roles: { contact: 学校联络员 }
    initial: work
    states:
      work:
        title: 进行
        window: { from: 2014-01-01, through: 2014-12-31 }
        tasks:
          all: { title: 报名, for: parameters.schools, role: contact }
          words: { title: 分组, for: "['甲', '乙', '丙']" }
        on: { done: closed }
      closed: { type: final, title: 结束 }
    """

  // MARK: Reading ahead

  private struct Broken: Error {}

  private static func entries(_ range: ClosedRange<Int64>) -> [JournalEntry] {
    range.map { JournalEntry(sequence: $0, at: $0, actor: "office", behalf: nil, fact: .dayTurned(DayTurn(day: .earliest))) }
  }

  @Test(arguments: [0, 1, 511, 512, 513, 5_000] as [Int64])
  func `Entries that are read ahead come in order, and all of them`(count: Int64) throws {
    let ahead = ReadAhead { each in for entry in Self.entries(0...count) { try each(entry) } }
    var numbers: [Int64] = []
    try ahead.each { numbers.append($0.sequence) }
    #expect(numbers == Array(0...count))
  }

  @Test func `What breaks reading is told after the entries before it`() {
    let ahead = ReadAhead { each in
      for entry in Self.entries(1...2_048) { try each(entry) }
      throw Broken()
    }
    var count = 0
    #expect(throws: Broken.self) { try ahead.each { _ in count += 1 } }
    #expect(count == 2_048)
  }

  @Test func `Nobody reads on when an entry cannot be applied`() {
    let stopped = DispatchSemaphore(value: 0)
    let ahead = ReadAhead { each in
      defer { stopped.signal() }
      while true { for entry in Self.entries(1...100) { try each(entry) } }
    }
    #expect(throws: Broken.self) { try ahead.each { if $0.sequence == 50 { throw Broken() } } }
    stopped.wait()
  }
}
