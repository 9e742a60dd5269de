import AcademicCalendar
import Planner
import Store
import Testing

@testable import Office

/// Drafts put aside, compared and taken up again.
@Suite struct KeptDraftTests {
  private static let autumn = "2026-2027-1"

  /// An office with a draft, and one of its sessions.
  private func drafted() throws -> (fixture: Fixture, line: PlanSummary.Line) {
    let fixture = try Fixture()
    try fixture.startSemester()
    let plan = try fixture.office().plan(Self.autumn, studio: nil, steps: 200)
    return (fixture, try #require(plan.sessions.last))
  }

  @Test func `A draft put aside stays as it was, and comes back whole`() throws {
    let (fixture, line) = try drafted()
    let before = try fixture.office().draft(Self.autumn)
    try fixture.office().keepDraft(Self.autumn, as: " 甲稿 ")
    var request = Office.PlanRequest()
    request.steps = 200
    request.forbidden = [(line.task, line.day)]
    let other = try fixture.office().plan(Self.autumn, request)
    #expect(other.sessions.first { $0.task == line.task }?.day != line.day)
    #expect(
      try fixture.office().keptDrafts(Self.autumn).map { [$0.name, "\($0.sessions)", "\($0.unplaced)"] } == [
        ["甲稿", "\(before.sessions.count)", "\(before.unplaced.count)"]
      ])
    try fixture.office().keepDraft(Self.autumn, as: "乙稿")
    try fixture.office().takeDraft(Self.autumn, "甲稿")
    #expect(try fixture.office().draft(Self.autumn).sessions == before.sessions)
    try fixture.office().dropDraft(Self.autumn, "甲稿")
    #expect(try fixture.office().keptDrafts(Self.autumn).map(\.name) == ["乙稿"])
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Drafts stand side by side: costs, sessions that differ, load`() throws {
    let (fixture, line) = try drafted()
    try fixture.office().keepDraft(Self.autumn, as: "甲稿")
    var request = Office.PlanRequest()
    request.steps = 200
    request.forbidden = [(line.task, line.day)]
    _ = try fixture.office().plan(Self.autumn, request)
    let (problem, comparison) = try fixture.office().comparePlans(Self.autumn, ["甲稿", "起草"])
    #expect(comparison.columns.map(\.name) == ["甲稿", "起草"])
    #expect(comparison.columns.map(\.moved).first == 0)
    #expect(comparison.rows.contains { $0.session == String(line.task) })
    #expect(comparison.columns.map(\.score.isFeasible) == [true, true])
    #expect(comparison.text(problem).hasPrefix("方案"))
    // Without names, what was published comes first: nothing yet.
    let all = try fixture.office().comparePlans(Self.autumn).comparison
    #expect(all.columns.map(\.name) == ["已发布", "起草", "甲稿"])
    #expect(all.columns[0].score.unplaced == problem.sessions.count)
  }

  @Test func `A draft of one studio is its own, and taking it leaves the others alone`() throws {
    let (fixture, _) = try drafted()
    let before = try fixture.office().draft(Self.autumn)
    try fixture.office().keepDraft(Self.autumn, as: "本室", studio: "W01")
    #expect(try fixture.office().keptDrafts(Self.autumn).isEmpty)
    let kept = try fixture.office().keptDrafts(Self.autumn, studio: "W01")
    #expect(kept.map(\.name) == ["本室"])
    try fixture.office().takeDraft(Self.autumn, "本室", studio: "W01")
    #expect(try fixture.office().draft(Self.autumn).sessions == before.sessions)
  }

  @Test func `A difference names those who are heard as well, and what each school must know`() throws {
    let (fixture, _) = try drafted()
    let documents = try fixture.office().planDocuments(Self.autumn)
    let diff = PlanDiff(documents.problem, from: documents.published, to: documents.draft)
    let heard = documents.problem.sessions.compactMap(\.during?.person)
    #expect(heard.count == 4)
    for person in heard {
      let notice = try #require(diff.notices.first { $0.person == person })
      #expect(notice.lines.contains { $0.hasSuffix("(来听您的课)") })
    }
    #expect(!diff.places.isEmpty)
  }

  @Test func `What cannot be kept, found or seen says so`() throws {
    let (fixture, _) = try drafted()
    let office = try fixture.office()
    #expect(throws: OfficeError.self) { try office.keepDraft(Self.autumn, as: "  ") }
    #expect(throws: OfficeError.self) { try office.keepDraft(Self.autumn, as: "起草") }
    try office.keepDraft(Self.autumn, as: "甲稿")
    #expect { try office.takeDraft(Self.autumn, "甲搞") } throws: { error in
      (error as? OfficeError)?.advice == "是不是「甲稿」?"
    }
    #expect { try office.comparePlans(Self.autumn, ["丙"]) } throws: { error in (error as? OfficeError)?.kind == .notFound }
  }
}
