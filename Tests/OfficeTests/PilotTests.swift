import AcademicCalendar
import Store
import Foundation
import Testing
import Workflow

@testable import Office

/// The Honghu pilot from its first day to its last, at its real dates (golden case 1).
@Suite struct PilotTests {
  @Test func `The pilot runs through its four phases and ends on its last day, a Saturday that is worked`() throws {
    let fixture = try Fixture(on: "2014-01-02")
    let run = try #require(
      try fixture.office(on: "2014-01-02").start("network-study-pilot", subjects: [], semester: nil, parameters: ["schools": "all"]).runs
        .first)
    for (phase, day, count) in [
      ("launch", "2014-02-28", 6), ("rollout", "2014-04-30", 5), ("deepening", "2015-01-30", 4), ("summary", "2015-02-28", 3),
    ] {
      let progress = try fixture.office(on: day).progress(of: run)
      let current = try #require(progress.phases.first { $0.stand == .current && $0.id != progress.workflow })
      #expect(current.id == phase)
      #expect(current.required - (["deepening": 2, "summary": 4][phase] ?? 0) == count)
      // The steps of the last phase open one after another.
      let states = phase == "summary" ? ["accepting", "commending", "concluding"] : [phase]
      for state in states {
        for task in try fixture.tasks().filter({ $0.run == run && $0.state == state && $0.isRequired }) {
          try fixture.done(task.id, on: day)
          #expect(try fixture.office().progress(of: run).phases.first { $0.id == phase }?.stand == .current)
          _ = try fixture.office().accept(task.id, note: nil)
        }
      }
      if phase == "deepening" { try finishSchools(of: run, fixture) }
    }
    try finishRecords(of: run, fixture)
    let end = try fixture.office().progress(of: run)
    #expect(end.status == "done")
    #expect(end.ended == Day("2015-02-28"))
    #expect(WorkingCalendar.national.isWorkingDay(Day("2015-02-28")!) == true)
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  /// S1-17: all is done, and the run still waits for the records of each month, the last of which is waived.
  private func finishRecords(of run: Int64, _ fixture: Fixture) throws {
    let records = try fixture.tasks().filter { $0.run == run && $0.key.contains("/monthly-record/") }
    #expect(records.count == 56)
    for record in records {
      #expect(try fixture.office().progress(of: run).status == "active")
      #expect(
        try fixture.office().progress(of: run).phases.first { $0.stand == .current && $0.id != "network-study-pilot" }?.id == "summary")
      if record == records.last {
        _ = try fixture.office().waive(record.id, reason: "当月停课")
      } else {
        try fixture.done(record.id)
        _ = try fixture.office().accept(record.id, note: nil)
      }
    }
  }

  /// The phase is held by the schools' own part: the last of the four lets it go on.
  private func finishSchools(of run: Int64, _ fixture: Fixture) throws {
    let children = try fixture.office().store.read { try $0.children(of: run) }
    #expect(children.map(\.subject) == ["S001", "S002", "S003", "S004"])
    for child in children {
      #expect(try fixture.office().progress(of: run).phases.first { $0.id == "deepening" }?.stand == .current)
      for task in try fixture.tasks() where task.run == child.id {
        try fixture.done(task.id)
        _ = try fixture.office().accept(task.id, note: nil)
      }
    }
    #expect(try fixture.office().progress(of: run).phases.first { $0.id == "summary" }?.stand == .current)
  }

  @Test func `Fourteen records for each school, and what is late is named with its days`() throws {
    let fixture = try Fixture(on: "2014-01-02")
    let run = try fixture.office(on: "2014-01-02").start("network-study-pilot", subjects: [], semester: nil, parameters: ["schools": "all"])
      .runs[0]
    let records = try fixture.tasks().filter { $0.title.hasPrefix("教师参学情况记载") }
    #expect(records.count == 14 * 4)
    #expect(records.filter { $0.school == "S001" }.allSatisfy { $0.assignee == "C1" })
    let late = try fixture.office(on: "2014-02-06").progress(of: run).late
    #expect(Set(late.map(\.title)) == ["教师参学情况记载(2014年1月)"])
    #expect(late.filter { $0.title.hasPrefix("教师参学") }.map(\.daysLate) == [1, 1, 1, 1])
    #expect(late.first { $0.target == "实验小学" }?.assigneeName == "陈一")
    let march = try fixture.office(on: "2014-03-22").progress(of: run).late
    #expect(march.first { $0.title == "出台实施方案" }?.daysLate == 22)
    #expect(march.first { $0.title == "出台实施方案" }?.assigneeName == "领导小组")
  }

  @Test func `A run is started once for each subject, with parameters that exist`() throws {
    let fixture = try Fixture(on: "2014-01-02")
    func start(_ workflow: String, _ subjects: [String] = [], _ parameters: [String: String] = ["schools": "all"]) -> OfficeError? {
      fixture.refusal { try fixture.office().start(workflow, subjects: subjects, semester: nil, parameters: parameters) }
    }
    #expect(start("network-study-pilt")?.advice == "是不是「network-study-pilot」?")
    #expect(start("network-study-pilot", [], ["shools": "all"])?.advice == "是不是「schools」?")
    #expect(start("network-study-pilot", [], ["schools": "S01"])?.advice == "是不是「S001」?")
    #expect(start("network-study-pilot", [], ["record-days": "五"])?.kind == .badInput)
    #expect(start("network-study-pilot", ["S001"])?.kind == .usage)
    #expect(start("studio-semester", ["W1"], [:])?.advice == "是不是「W01」?")
    #expect(start("studio-semester", [], [:])?.kind == .usage)
    #expect(start("studio-semester", ["W01"], [:])?.kind == .badInput)
    #expect(start("network-study-pilot", [], [:])?.message.contains("未设定") == true)
    #expect(try fixture.tasks().isEmpty)
    #expect(start("network-study-pilot") == nil)
    #expect(try fixture.office().start("network-study-pilot", subjects: [], semester: nil, parameters: ["schools": "all"]).existing == 1)
    #expect(try fixture.office().runs().count == 1)
  }

  @Test func `A changed text under the same version is refused, the same text is no news`() throws {
    let fixture = try Fixture()
    #expect(try fixture.office().install([Fixture.shipped("studio-semester")]).allSatisfy { !$0.isNew })
    let text = try String(contentsOf: Fixture.shipped("studio-semester/studio-semester.yaml"), encoding: .utf8)
    let changed = try fixture.file("changed.yaml", text + "# 改\n")
    #expect(fixture.refusal { try fixture.office().install([changed]) }?.kind == .conflict)
    let next = try fixture.file("next.yaml", text.replacing("version: 1", with: "version: 2"))
    #expect(try fixture.office().install([next]).map(\.isNew) == [true])
    let bad = try fixture.file("bad.yaml", text.replacing("version: 1", with: "version: 3").replacing("role: mentor", with: "role: mentr"))
    let error = try #require(fixture.refusal { try fixture.office().install([bad, next]) })
    #expect(error.kind == .badInput)
    #expect(error.places.count == 1 && error.places[0].hasPrefix("bad.yaml:") && error.places[0].contains("是不是「mentor」?"))
  }
}
