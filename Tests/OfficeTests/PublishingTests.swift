import AcademicCalendar
import Planner
import Store
import Testing
import Workflow

@testable import Office

/// What publishing may touch: never what was held, never what others already published.
@Suite struct PublishingTests {
  private static let autumn = "2026-2027-1"
  private static let steps = 200

  private func request(_ studio: String? = nil) -> Office.PlanRequest {
    var request = Office.PlanRequest()
    (request.studio, request.steps) = (studio, Self.steps)
    return request
  }

  private func publish(_ fixture: Fixture, on day: Day? = nil, studio: String? = nil) throws -> [Int] {
    let (added, moved, cancelled) = try fixture.office(on: day?.description).publish(Self.autumn, studio: studio)
    return [added, moved, cancelled]
  }

  private func published(_ fixture: Fixture, _ task: Int64) throws -> PublishedSession {
    try #require(try fixture.office().store.read { try $0.published(of: Self.autumn) }.first { $0.session.task == task })
  }

  /// A published semester and its first session.
  private func started() throws -> (fixture: Fixture, first: PlanSummary.Line) {
    let fixture = try Fixture()
    try fixture.startSemester()
    let plan = try fixture.office().plan(Self.autumn, request())
    _ = try publish(fixture)
    return (fixture, try #require(plan.sessions.first))
  }

  // MARK: What was held

  @Test(arguments: [false, true])
  func `A draft of before does not move a session whose day is over`(isHandedIn: Bool) throws {
    let (fixture, first) = try started()
    var away = request()
    away.forbidden = [(first.task, first.day)]
    let draft = try fixture.office(on: "2026-08-31").plan(Self.autumn, away)
    let later = try #require(draft.sessions.first { $0.task == first.task })
    #expect(later.day != first.day)
    if isHandedIn { try fixture.done(first.task, on: first.day.description) }
    #expect(
      try fixture.office(on: (first.day + 1).description).planDifference(Self.autumn).changes.allSatisfy { $0.session != "\(first.task)" })
    _ = try publish(fixture, on: first.day + 1)
    #expect(try published(fixture, first.task).session.day == first.day)
    #expect(try published(fixture, first.task).sequence == 0)
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A draft that is taken back leaves what was accepted where it was held`() throws {
    let (fixture, first) = try started()
    try fixture.office().keepDraft(Self.autumn, as: "甲稿")
    let person = try #require(first.people.first)
    try fixture.office().addAbsence(person, from: first.day, through: first.day, reason: "病假")
    _ = try fixture.office().plan(Self.autumn, request())
    _ = try publish(fixture)
    let held = try published(fixture, first.task).session
    #expect(held.day > first.day)
    try fixture.done(first.task, on: held.day.description)
    _ = try fixture.office().accept(first.task, note: nil)
    try fixture.office(on: (held.day + 1).description).takeDraft(Self.autumn, "甲稿")
    #expect(try fixture.office().draft(Self.autumn).sessions.first { $0.task == first.task }?.day == held.day)
    #expect(try fixture.office().comparePlans(Self.autumn, ["甲稿"]).comparison.columns[0].score.hard[.pinned] == nil)
    _ = try publish(fixture)
    #expect(try published(fixture, first.task).session == held)
  }

  @Test func `What was waived or cancelled after it was held is not called off`() throws {
    let (fixture, first) = try started()
    _ = try fixture.office(on: (first.day + 1).description).waive(first.task, reason: "已另记")
    let office = try fixture.office()
    #expect(try office.planDifference(Self.autumn).changes.isEmpty)
    #expect(try office.draft(Self.autumn).sessions.contains { $0.task == first.task })
    #expect(try publish(fixture) == [0, 0, 0])
    #expect(try !published(fixture, first.task).isCancelled)
    let runs = try office.store.read { try $0.topRuns().map(\.id) }
    for run in runs { try office.cancel(run, reason: "停办") }
    #expect(try publish(fixture) == [0, 0, 0])
    #expect(try !published(fixture, first.task).isCancelled)
    let sessions = try office.store.read { try $0.published(of: Self.autumn) }
    #expect(sessions.allSatisfy { $0.isCancelled == ($0.session.day > first.day) })
    // Whoever looks at the difference is told nothing new, and the draft lists nothing that is called off.
    #expect(try office.planDifference(Self.autumn).changes.isEmpty)
    #expect(try office.draft(Self.autumn).sessions.allSatisfy { $0.day <= first.day })
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A session that was missed gets another day where somebody asks for it`() throws {
    let (fixture, first) = try started()
    let day = first.day + 2
    var again = request()
    again.forbidden = [(first.task, first.day)]
    let draft = try fixture.office(on: day.description).plan(Self.autumn, again)
    let line = try #require(draft.sessions.first { $0.task == first.task })
    #expect(line.day >= day)
    #expect(draft.changed >= 1)
    #expect(try fixture.office().planDifference(Self.autumn).changes.contains { $0.session == "\(first.task)" })
    #expect(try publish(fixture)[1] >= 1)
    #expect(try published(fixture, first.task).session.day == line.day)
    // Without anybody asking it stays where it is.
    let other = try #require(draft.sessions.filter { $0.task != first.task }.min { $0.day < $1.day })
    let plain = try fixture.office(on: (other.day + 2).description).plan(Self.autumn, request())
    #expect(plain.sessions.first { $0.task == other.task }?.day == other.day)
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  // MARK: What others published

  /// An office in which A3 belongs to both studios, published; A3's lectures of the two.
  private func shared() throws -> (fixture: Fixture, own: Int64, other: PublishedSession) {
    let fixture = try Fixture()
    _ = try fixture.office(on: "2026-08-31").importRoster([
      fixture.file(
        "m.csv", "工作室编号,工号,身份,导师工号\nW02,L2,主持人,\nW02,B1,成员,\nW02,B2,成员,\nW02,B3,成员,\nW02,A3,成员,\nW02,Y1,学员,B1\nW02,Y2,学员,B2\n")
    ])
    try fixture.startSemester()
    _ = try fixture.office().plan(Self.autumn, request())
    _ = try publish(fixture)
    let lectures = try fixture.tasks().filter { $0.title == "专题讲座" && $0.assignee == "A3" }.map(\.id)
    #expect(lectures.count == 2)
    let studio = try fixture.office().store.read { reader in
      try lectures.first { try reader.run(try #require(try reader.task($0)).run)?.subject == "W01" }
    }
    let own = try #require(studio)
    let other = try published(fixture, try #require(lectures.first { $0 != own }))
    return (fixture, own, other)
  }

  @Test func `A studio's plan keeps clear of what another studio published, though that one drafts it elsewhere`() throws {
    let (fixture, own, other) = try shared()
    var away = request("W02")
    away.forbidden = [(other.session.task, other.session.day)]
    let drafted = try fixture.office().plan(Self.autumn, away)
    let elsewhere = try #require(drafted.sessions.first { $0.task == other.session.task })
    #expect(elsewhere.day != other.session.day)
    for slot in [(other.session.day, other.session.period), (elsewhere.day, elsewhere.period)] {
      var there = request("W01")
      there.pins = [own: slot]
      let plan = try fixture.office().plan(Self.autumn, there)
      #expect(plan.unplaced.map(\.task) == [own])
      #expect(plan.unplaced.first?.reasons.joined().contains("安三") == true)
    }
  }

  @Test func `A studio's draft that would put somebody in two places is not published`() throws {
    let (fixture, own, other) = try shared()
    var away = request("W02")
    away.forbidden = [(other.session.task, other.session.day)]
    _ = try fixture.office().plan(Self.autumn, away)
    let office = try fixture.office()
    let before = try published(fixture, own).session
    try office.command { transaction in
      var drafted = try transaction.reader.draft(of: Self.autumn)
      let index = try #require(drafted.firstIndex { $0.task == own })
      (drafted[index].day, drafted[index].period) = (other.session.day, other.session.period)
      try transaction.record(.planDrafted(PlanDraft(semester: Self.autumn, studio: nil, sessions: drafted, unplaced: [])))
    }
    let refusal = try #require(fixture.refusal { try office.publish(Self.autumn, studio: "W01") })
    #expect(refusal.kind == .conflict)
    #expect(refusal.places.contains { $0.contains("安三") && $0.contains("同时有") }, "\(refusal.places)")
    #expect(try published(fixture, own).session == before)
    // Once the other studio has published that it moved, the time is free.
    _ = try publish(fixture, studio: "W02")
    _ = try publish(fixture, studio: "W01")
    #expect(try published(fixture, own).session.day == other.session.day)
  }

  // MARK: Differences in words

  @Test func `Where only the people change, the difference says so, with names`() throws {
    let (fixture, _) = try started()
    let task = try fixture.task("专题讲座", of: "A1")
    _ = try fixture.office().delegate(task, to: "L1", note: nil)
    _ = try fixture.office().plan(Self.autumn, request())
    let difference = try fixture.office().planDifference(Self.autumn)
    let change = try #require(difference.changes.first { $0.session == "\(task)" })
    let isHeldAlike = change.before?.day == change.after?.day && change.before?.firstPeriod == change.after?.firstPeriod
    let schools: [String] = difference.places.flatMap { $0.lines }
    #expect(schools.contains { $0.contains(change.title) && $0.contains("人员有变") == isHeldAlike }, "\(schools)")
    #expect(difference.notices.contains { $0.name == "安一" } && difference.notices.contains { $0.name == "李一" })
    #expect(difference.notices.allSatisfy { $0.name != $0.person })
  }
}
