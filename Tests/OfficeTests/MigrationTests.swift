import AcademicCalendar
import Foundation
import Office
import Store
import Testing
import Workflow

private func version(_ number: Int, _ states: String) -> String {
  "workflow: moving\nversion: \(number)\ntitle: 迁移\nsubject: school\nroles: { coordinator: 学校联络员 }\nstates:\n" + states
}

private let first = """
    plan: { title: 方案, tasks: { a: { title: 甲, role: coordinator } }, on: { done: act }, after: { days(60): act } }
    act: { title: 行动, tasks: { b: { title: 乙, role: coordinator } }, on: { done: end } }
    end: { type: final }
  """
private let second = """
    prepare:
      title: 准备
      tasks: { a: { title: 甲, role: coordinator }, c: { title: 丙, role: coordinator } }
      on: { done: act }
      after: { days(60): act }
    act: { title: 行动, tasks: { b: { title: 乙, role: coordinator } }, on: { done: end } }
    end: { type: final }
  """

struct `Moving runs to another version` {
  @Test func `The trial says what would happen, and the move keeps tasks and timers`() throws {
    let today = day("2026-09-01")
    let county = try EngineCounty([version(1, first)], today: today)
    func office(_ text: String = "2026-09-01") throws -> Office { try county.office(day(text)) }
    let runs = try office().start("moving", subjects: ["S001", "S002"], semester: nil, parameters: [:]).runs
    _ = try office().waive(1, reason: "免")
    _ = try office().install([county.write("v2.yaml", version(2, second))])
    #expect(try office().tryMigration("moving", to: nil, states: [:]).map(\.verdict) == [.unaffected, .blocked])
    #expect(throws: OfficeError.self) { try office().tryMigration("moving", to: nil, states: ["plan": "prepares"]) }
    #expect(throws: OfficeError.self) { try office().tryMigration("moving", to: 7, states: [:]) }
    let trial = try office().tryMigration("moving", to: nil, states: ["plan": "prepare"])
    #expect(trial.map(\.verdict) == [.unaffected, .mapped])
    #expect(trial[1].reasons == ["新版本新增的 prepare/c 不会在当前阶段补开"])
    #expect(try office().migrate("moving", to: nil, states: ["plan": "prepare"], reason: "改名") == trial)
    #expect(try runs.map { try office().progress(of: $0).version } == [2, 2])
    #expect(try office().store.read { try $0.task(2)?.key } == "prepare/a")
    // The timer that was set in the old version still fires.
    #expect(try office("2026-11-15").progress(of: runs[1]).phases.first { $0.stand == .current }?.id == "prepare")
    try county.turn(day("2026-11-15"))
    #expect(try office("2026-11-15").progress(of: runs[1]).phases.first { $0.stand == .current }?.id == "act")
    #expect(try office("2026-11-15").store.tablesThatDifferFromJournal() == [])
  }
}
