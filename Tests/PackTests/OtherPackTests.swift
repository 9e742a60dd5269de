import Workflow
import AcademicCalendar
import Evaluation
import Foundation
import Office
import Testing
import Workflow

/// Money, school training, unit scores and studios in real offices: both sides of each number, and what is left blank.
@Suite struct OtherPackTests {
  /// S0-22: 5% of the budget passes, a fen less does not.
  @Test func `Five in a hundred of the budget goes to training`() throws {
    let office = try PackOffice("training-projects", on: "2026-12-31")
    #expect(try office.result("school-budget", "2026", "S001").verdict == .pass)
    #expect(try office.result("school-budget", "2026", "S002").verdict == .fail)
  }

  /// S2-17: two thirds of the tuition; the awards are unset.
  @Test func `Two thirds of the tuition are paid back`() throws {
    let office = try PackOffice("training-projects", on: "2026-12-31")
    let enough = try office.result("degree-support", "2026", "T01")
    #expect(enough.verdict == .pass)
    #expect(enough.consequences.map(\.name) == ["admission"] && enough.amount("admission") == nil)
    #expect(try office.result("degree-support", "2026", "T01", set: ["admission": "500"]).amount("admission") == 500)
    #expect(try office.result("degree-support", "2026", "T02").verdict == .fail)
  }

  /// S2-18: one of two shares, both blank in the policy.
  @Test func `Spending is unknown until a share is set, and either share is enough`() throws {
    let office = try PackOffice("training-projects", on: "2026-12-31")
    #expect(try office.result("unit-funds", "2026", "S001").isUnknown(because: "parameters.operating"))
    #expect(try office.result("unit-funds", "2026", "S001", set: ["operating": "5%"]).verdict == .pass)
    #expect(try office.result("unit-funds", "2026", "S001", set: ["operating": "5.1%", "wages": "0.6%"]).verdict == .pass)
    #expect(try office.result("unit-funds", "2026", "S001", set: ["operating": "5.1%", "wages": "0.7%"]).verdict == .fail)
  }

  /// S2-16: what does not pass its assessment is not settled.
  @Test func `A project settles only after it passed`() throws {
    let office = try PackOffice("training-projects", on: "2026-03-01", records: false)
    let run = try office.start("training-project", ["骨干班主任研修"])
    #expect(try office.office().start("training-project", subjects: ["新教师研修"], semester: nil, parameters: [:]).runs.count == 1)
    func current() throws -> String? { try office.office().progress(of: run).phases.first { $0.stand == .current }?.id }
    func finishOpen() throws {
      var query = Office.TaskQuery()
      (query.run, query.statuses) = (run, [.open])
      for task in try office.office().tasks(query) { try office.finish(task) }
    }
    try finishOpen()
    #expect(try current() == "approving")
    try office.approve(where: { $0.run == run })
    try finishOpen()
    #expect(try current() == "assessing")
    let chain = try #require(try office.office().approvals().first { $0.run == run })
    _ = try office.office().decide(chain.id, .reject, note: "考勤不全")
    #expect(try current() == "running")
    try finishOpen()
    try office.approve(where: { $0.run == run })
    #expect(try current() == "settling")
    try finishOpen()
    #expect(try office.office().progress(of: run).status == "done")
  }

  /// S2-1, S2-2, S2-3, S0-20: on the last day in time, a day later not.
  @Test(arguments: [("2026-09-30", true), ("2026-10-01", false)])
  func `A plan is filed by the end of September`(day: String, passes: Bool) throws {
    let office = try PackOffice("school-training", on: "2026-09-01")
    let run = try office.start("school-year-filing", ["S001"], set: ["from": "2026-09-01"])
    var query = Office.TaskQuery()
    query.run = run
    let plan = try #require(try office.office().tasks(query).first { $0.title.contains("专项工作计划") })
    #expect(plan.due?.description == "2026-09-30" && plan.evidence.count == 4)
    _ = try office.office(on: day)
    try office.finish(plan)
    #expect(try office.result("school-filing", "2026-2027", "S001").verdict("plan") == (passes ? .pass : .fail))
    #expect(try office.result("school-filing", "2026-2027", "S002").verdict == .fail)
  }

  /// S2-2, A11: the end of the school year, also where it has a leap day, or that of the calendar's.
  @Test(arguments: [("2026-09-01", nil, "2027-07-15"), ("2027-09-01", nil, "2028-07-15"), ("2027-09-01", "12-31", "2027-12-31")])
  func `A summary is filed by the middle of July, or by the end of the year`(from: String, by: String?, due: String) throws {
    let office = try PackOffice("school-training", on: from)
    var query = Office.TaskQuery()
    query.run = try office.start("school-year-filing", ["S001"], set: ["from": from].merging(by.map { ["summary": $0] } ?? [:]) { $1 })
    for task in try office.office().tasks(query) { try office.finish(task) }
    let summary = try #require(try office.office().tasks(query).first { $0.title.contains("专项总结") })
    #expect(summary.due == Day(due))
  }

  /// S2-4, S2-5: two sheets whose weights are not in the policy.
  @Test func `The yearly assessment waits for its weights`() throws {
    let office = try PackOffice("school-training", on: "2027-07-20")
    try office.enter(
      "学校编号,考核办法,考核期,评分项目,评分栏,分数\nS001,school-research-score,2026-2027,综合评议,专家,90\nS001,school-research-score,2026-2027,现场评估,专家,80")
    #expect(try office.result("school-research-score", "2026-2027", "S001").isUnknown(because: "parameters.review"))
    let set = ["review": "0.4", "site": "0.6", "advanced": "84"]
    let result = try office.result("school-research-score", "2026-2027", "S001", set: set)
    #expect(result.score == .known(84) && result.verdict == .pass && result.follows == ["advanced"])
    #expect(try office.result("school-research-score", "2026-2027", "S001", set: set.merging(["advanced": "84.1"]) { $1 }).verdict == .fail)
  }

  /// S2-19, S2-20, S2-13: four inputs, weights unset; attendance counts pro rata.
  @Test func `A unit's score has four parts`() throws {
    let office = try PackOffice("unit-scores", on: "2026-12-31")
    _ = try office.office().install([
      PackOffice.packs.appending(path: "school-training/school-research-score.yaml"),
      PackOffice.packs.appending(path: "growth-ladder/credits.yaml"),
    ])
    try office.enter(
      """
      学校编号,考核办法,考核期,评分项目,评分栏,分数
      S001,unit-score,2026,市级培训项目,中心,90
      S001,unit-score,2026,市级培训项目,自评,100
      S001,unit-score,2026,下达任务,中心,80
      S001,unit-score,2026,读书活动,中心,70
      S001,school-research-score,2025-2026,综合评议,专家,90
      S001,school-research-score,2025-2026,现场评估,专家,90
      """)
    try office.publish("school-research-score", "2025-2026", set: ["review": "0.5", "site": "0.5", "advanced": "80"])
    #expect(try office.result("unit-score", "2026", "S001").verdict.missing.isEmpty == false)
    let set = ["city": "0.25", "assigned": "0.25", "research": "0.25", "trainees": "0.25", "advanced": "81.25"]
    let unit = try office.result("unit-score", "2026", "S001", set: set)
    // 90, 80, (90 + 70) / 2, 3 of 4 attended; what the school says of itself is shown and counts nothing.
    #expect(unit.number("self") == 100)
    #expect(unit.score == .known(81.25) && unit.verdict == .pass && unit.follows == ["advanced"])
  }

  /// S2-13: schools are marked for research and for reading, the weights are unset, and outcomes are listed beside.
  @Test func `Research and reading are marked every year for every school`() throws {
    let office = try PackOffice("unit-scores", on: "2026-12-31", records: false)
    try office.enter(
      "学校编号,考核办法,考核期,评分项目,评分栏,分数\nS001,research-year,2026,教科研,中心,90\nS001,research-year,2026,读书工作,中心,80")
    try office.enter("工号,成果类别,成果名称,日期\nT01,课题,甲,2026-03-01\nT02,论文,乙,2026-04-01\nT03,论文,丙,2026-04-01")
    let open = try office.result("research-year", "2026", "S001")
    #expect(open.isUnknown(because: "parameters.science") && open.number("projects") == 1 && open.number("papers") == 1)
    #expect(try office.result("research-year", "2026", "S001", set: ["science": "0.6", "reading": "0.4"]).score == .known(86))
  }

  /// S0-19: the share of those who are through, times an unset number of points.
  @Test func `A school's item is its share of those who are through`() throws {
    let office = try PackOffice("unit-scores", on: "2026-12-31")
    _ = try office.office().install([PackOffice.packs.appending(path: "growth-ladder/credits.yaml")])
    try office.publish("credits", "2026", set: ["credits": "7.2"])
    #expect(try office.result("school-education-item", "2026", "S001", set: ["weight": "10"]).score == .known(5))
    #expect(try office.result("school-education-item", "2026", "S002", set: ["weight": "10"]).score == .known(10))
    #expect(try office.result("school-education-item", "2026", "S001").verdict.missing == ["parameters.weight"])
  }

  /// S2-14: seven blanks; the gaps are counted and nothing is judged.
  @Test func `Degrees are counted, and judged only once the numbers are set`() throws {
    let office = try PackOffice("unit-scores", on: "2026-12-31")
    let open = try office.result("degree-targets", "2026")
    #expect(open.number("primary") == 1 && open.number("primary-staff") == 2)
    #expect(open.number("junior") == 2 && open.number("junior-master") == 1)
    #expect(open.isUnknown(because: "parameters.primary"))
    #expect(try office.result("degree-targets", "2026", set: ["primary": "50%"]).verdict("primary") == .pass)
    #expect(try office.result("degree-targets", "2026", set: ["primary": "51%"]).verdict("primary") == .fail)
  }

  /// S2-7, S2-8, S3-14: reach counts trainees of both kinds once each; growth and approval; the target is unset.
  @Test func `A studio's score has three parts`() throws {
    let office = try PackOffice("studio-semester", on: "2027-01-10")
    let open = try office.result("studio-score", "2026-2027", "W01")
    #expect(open.number("reached") == 2 && open.number("promoted") == 1 && open.number("members") == 4)
    #expect(open.number("approval") == 87.5)
    #expect(open.score?.missing == ["parameters.target"])
    let set = ["target": "4", "reach": "0.4", "growth": "0.2", "approval": "0.4"]
    #expect(try office.result("studio-score", "2026-2027", "W01", set: set).score == .known(0.4 * 50 + 0.2 * 25 + 0.4 * 87.5))
    // Whoever is given the same title again has not risen.
    try office.enter("工号,称号,授予日期\nA02,名师,2020-01-01\nA02,名师,2026-12-01")
    #expect(try office.result("studio-score", "2026-2027", "W01").number("promoted") == 1)
  }
}
