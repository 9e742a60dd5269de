import AcademicCalendar
import Foundation
import Store
import Workflow
import Testing

@testable import Office

/// Handing in, reviewing, and what comes of it.
@Suite struct TaskTests {
  private func started() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try fixture.office(on: "2026-09-01").semesters()
    return fixture
  }

  @Test func `Every kind of evidence that a task asks for must be there`() throws {
    let fixture = try started()
    let task = try fixture.task("示范课", of: "A1")
    let (plan, notes) = (try fixture.file("教案.docx", "一"), try fixture.file("听课.docx", "二"))
    let lacking = fixture.refusal { try fixture.office(on: "2026-09-10").submit(task, files: [(nil, plan)], note: nil) }
    #expect(lacking?.kind == .badInput)
    #expect(lacking?.message.hasSuffix("还缺: 听课评课记录(observation)") == true)
    let unknown = fixture.refusal { try fixture.office().submit(task, files: [("observatoin", plan)], note: nil) }
    #expect(unknown?.advice == "是不是「observation」?")
    #expect(fixture.refusal { try fixture.office().submit(task, files: [], note: nil) }?.kind == .badInput)
    #expect(try fixture.office().submit(task, files: [("observation", notes), (nil, plan)], note: "按时").status == .submitted)
    let evidence = try fixture.office().store.read { try $0.evidence(of: task) }
    #expect(evidence.map { "\($0.kind) \($0.name)" } == ["observation 听课.docx", "lesson-plan 教案.docx"])
    for piece in evidence {
      let stored = try Data(contentsOf: fixture.office().store.evidence.url(of: piece.sha256))
      #expect(stored.count == Int(piece.size))
    }
  }

  @Test func `A file that is empty, missing or a folder is refused, and the task stays open`() throws {
    let fixture = try started()
    let task = try fixture.task("研究成果", of: "A1")
    let empty = try fixture.file("空.pdf", "")
    let cases: [(URL, OfficeError.Kind)] = [
      (empty, .badInput), (fixture.folder.appending(path: "无.pdf"), .notFound), (fixture.folder, .badInput),
    ]
    for (file, kind) in cases {
      #expect(fixture.refusal { try fixture.office(on: "2026-09-10").submit(task, files: [(nil, file)], note: nil) }?.kind == kind)
    }
    #expect(try fixture.tasks().first { $0.id == task }?.status != .submitted)
    #expect(try fixture.office().store.read { try $0.evidence(of: task) }.isEmpty)
  }

  @Test func `A returned task keeps what it had and takes what is mended`() throws {
    let fixture = try started()
    let task = try fixture.task("示范课", of: "A1")
    try fixture.done(task, as: "A1", on: "2026-09-10")
    #expect(try fixture.office("L1").giveBack(task, reason: "教案缺页").note == "教案缺页")
    let mended = try fixture.file("教案2.docx", "补")
    #expect(try fixture.office("A1").submit(task, files: [("lesson-plan", mended)], note: nil).status == .submitted)
    #expect(try fixture.office().store.read { try $0.evidence(of: task) }.map(\.kind) == ["lesson-plan", "observation", "lesson-plan"])
    #expect(try fixture.office("L1").accept(task, note: nil).status == .accepted)
  }

  @Test func `What is done, or not handed in, cannot be done or accepted`() throws {
    let fixture = try started()
    let task = try fixture.task("研究成果", of: "A1")
    #expect(fixture.refusal { try fixture.office(on: "2026-09-10").accept(task, note: nil) }?.kind == .conflict)
    try fixture.done(task, as: "A1", on: "2026-09-10")
    let again = fixture.refusal { try fixture.done(task, as: "A1") }
    #expect(again?.kind == .conflict)
    #expect(again?.message.contains("(2026-09-10 由 A1 提交)") == true)
    _ = try fixture.office().accept(task, note: nil)
    for attempt in [{ _ = try fixture.office().giveBack(task, reason: "x") }, { _ = try fixture.office().waive(task, reason: "x") }] {
      #expect(fixture.refusal(attempt)?.kind == .conflict)
    }
    #expect(fixture.refusal { try fixture.office().accept(99_999, note: nil) }?.kind == .notFound)
  }

  @Test func `Of eight threads that hand in one task at once, one wins and the others are told`() async throws {
    let fixture = try started()
    let task = try fixture.task("研究成果", of: "A1")
    let (file, path) = (try fixture.file("成果.pdf", "成果"), fixture.path)
    let before = try fixture.office().store.read { try $0.journalCount() }
    let kinds = await withTaskGroup(of: OfficeError.Kind?.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do {
            let office = try Office(path: path, as: "A1", now: Date(timeIntervalSince1970: 0), rehearsalDay: Day("2026-09-10")!)
            _ = try office.submit(task, files: [(nil, file)], note: nil)
            return nil
          } catch {
            return OfficeError.of(error)?.kind ?? .defect
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(kinds.count { $0 == nil } == 1)
    #expect(kinds.count { $0 == .conflict } == 7)
    // The turn of the day and the one submission.
    #expect(try fixture.office().store.read { try $0.facts(after: before) } == [.dayTurned, .taskSubmitted])
    #expect(try fixture.office().store.read { try $0.evidence(of: task) }.count == 1)
  }

  @Test func `Late tasks are listed with their days and who; others are not`() throws {
    let fixture = try started()
    var query = Office.TaskQuery()
    (query.person, query.isLate) = ("A1", true)
    #expect(try fixture.office(on: "2027-01-03").tasks(query).isEmpty)
    let late = try fixture.office(on: "2027-01-06").tasks(query)
    #expect(late.map(\.title) == ["示范课", "专题讲座", "入校指导"].filter { late.map(\.title).contains($0) })
    #expect(late.allSatisfy { $0.daysLate == 3 && $0.assigneeName == "安一" && $0.due == Day("2027-01-03") })
    #expect(late.count == 3)
    try fixture.done(late[0].id, as: "A1", on: "2027-01-06")
    #expect(try fixture.office().tasks(query).count == 2)
    #expect(try fixture.office().progress(of: 1).late.count > 2)
  }
}

/// One clock: a rehearsal is given its days, a real office has its own.
@Suite struct ClockTests {
  @Test func `A real office cannot be given a day`() throws {
    let fixture = try Fixture(installing: [])
    let path = fixture.folder.appending(path: "real.db").path
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    try Office.create(path: path, name: "真", isRehearsal: false, now: now, uidDomain: "x.test")
    let error = fixture.refusal { try Office(path: path, as: nil, now: now, rehearsalDay: Day("2014-01-02")!) }
    #expect(error?.kind == .notAllowed)
    let schools = try fixture.file("s.csv", "学校编号,学校名称,片区\nS1,一小,城区\n")
    #expect(try Office(path: path, as: nil, now: now, rehearsalDay: nil).importRoster([schools]).schools == 1)
    // The clock went back: by a day, and by two minutes.
    for back in [86_400.0, 120] {
      let office = try Office(path: path, as: nil, now: now - back, rehearsalDay: nil)
      #expect(fixture.refusal { try office.importRoster([schools]) }?.kind == .conflict)
    }
    #expect(try Office(path: path, as: nil, now: now, rehearsalDay: nil).store.read { try $0.journalCount() } == 3)
  }

  @Test func `A command that waited for another is recorded after it`() throws {
    let fixture = try Fixture(installing: [])
    let path = fixture.folder.appending(path: "real.db").path
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    try Office.create(path: path, name: "真", isRehearsal: false, now: now - 60, uidDomain: "x.test")
    let schools = try fixture.file("s.csv", "学校编号,学校名称,片区\nS1,一小,城区\n")
    let (early, late) = (
      try Office(path: path, as: nil, now: now - 5, rehearsalDay: nil), try Office(path: path, as: nil, now: now, rehearsalDay: nil)
    )
    _ = try late.importRoster([schools])
    #expect(try early.importRoster([schools]).schools == 1)
    #expect(try late.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A rehearsal goes only forward, and its first command must give the day`() throws {
    let fixture = try Fixture(installing: [], roster: false, on: "2014-01-02")
    let schools = try fixture.file("s.csv", "学校编号,学校名称,片区\nS1,一小,城区\n")
    #expect(fixture.refusal { try fixture.office().importRoster([schools]) }?.kind == .usage)
    _ = try fixture.office(on: "2014-01-02").importRoster([schools])
    #expect(fixture.refusal { try fixture.office(on: "2014-01-01").importRoster([schools]) }?.kind == .conflict)
    #expect(try fixture.office().today == Day("2014-01-02"))
  }

  @Test func `A command that is refused does not turn the day either`() throws {
    let fixture = try Fixture(installing: [])
    let before = try fixture.office().store.read { try $0.journalCount() }
    #expect(fixture.refusal { try fixture.office(on: "2041-01-01").accept(1, note: nil) }?.kind == .notFound)
    #expect(
      fixture.refusal { try fixture.office(on: "2041-01-01").importRoster([fixture.file("x.csv", "工号,姓名\nT1,\n")]) }?.kind == .badInput)
    #expect(try fixture.office().store.read { try $0.journalCount() } == before)
    #expect(try fixture.office().today == Day("2026-08-31"))
  }

  @Test func `The office turns the day, whoever gives the first command of it`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let before = try fixture.office().store.read { try $0.journalCount() }
    try fixture.done(fixture.task("研究成果", of: "A1"), as: "A1", on: "2026-09-03")
    #expect(try fixture.office().store.read { try $0.facts(after: before) } == [.dayTurned, .taskSubmitted])
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }
}
