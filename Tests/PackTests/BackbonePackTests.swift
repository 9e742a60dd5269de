import Workflow
import AcademicCalendar
import Evaluation
import Foundation
import Office
import Testing

/// Backbone teachers through their years in a real office (golden cases 3, 7 and 8).
@Suite struct BackbonePackTests {
  /// What the yearly duties ask for is set to nothing, so that the outcomes alone decide a year.
  private static let outcomesOnly = Dictionary(
    uniqueKeysWithValues: ["books", "essays", "lessons", "reports", "standing", "link-visits", "national-mentees", "city-mentees"].map {
      ($0, "0")
    })

  private func career(through last: Int, set more: [String: String] = [:]) throws -> PackOffice {
    let office = try PackOffice("backbone-teachers", on: "2026-12-21")
    try office.addSemesters(2019...2026)
    for year in 2021..<last { try office.publish("backbone-year", "\(year)", set: Self.outcomesOnly) }
    return office
  }

  private func year(_ office: PackOffice, _ year: Int, _ person: String = "B02", set more: [String: String] = [:]) throws
    -> EvaluationResult
  {
    try office.result("backbone-year", "\(year)", person, set: Self.outcomesOnly.merging(more) { $1 })
  }

  /// S4-17, S4-27: pass, pass, fail, pass, pass, pass; only in the sixth year may B02 apply.
  @Test func `Case 7: a year without a paper begins the row anew`() throws {
    let office = try career(through: 2021)
    var eligible: [Int] = []
    var verdicts: [Verdict] = []
    for number in 2021...2026 {
      let result = try year(office, number)
      verdicts.append(result.verdict)
      if result.follows.contains("apply") { eligible.append(number) }
      try office.publish("backbone-year", "\(number)", set: Self.outcomesOnly)
    }
    #expect(verdicts == [.pass, .pass, .fail, .pass, .pass, .pass])
    #expect(eligible == [2026])
    #expect(try year(office, 2023).verdict("works") == .fail)
  }

  /// S4-27, S4-28: five years in a row, an age and a degree that fit; without the limits it is not decided.
  @Test func `Case 7: five in a row are the next cycle's candidates once age and degree are set`() throws {
    let office = try career(through: 2025)
    let five = try year(office, 2025, "B01", set: ["age": "50", "degrees": "本科、研究生"])
    #expect(five.number("row") == 4 && five.follows.isSuperset(of: ["apply", "renew"]))
    #expect(try year(office, 2024, "B01", set: ["age": "50", "degrees": "本科"]).follows.contains("renew") == false)
    // B01 is 47 on 2025-12-20.
    #expect(try year(office, 2025, "B01", set: ["age": "47", "degrees": "本科"]).follows.contains("renew"))
    #expect(try !year(office, 2025, "B01", set: ["age": "46", "degrees": "本科"]).follows.contains("renew"))
    #expect(try !year(office, 2025, "B01", set: ["age": "50", "degrees": "研究生"]).follows.contains("renew"))
    let open = try year(office, 2025, "B01").consequences.first { $0.name == "renew" }
    #expect(open?.verdict.missing.isSuperset(of: ["parameters.age"]) == true)
  }

  /// S4-27: two in a row may not apply, three may.
  @Test func `The third year in a row opens the application`() throws {
    let office = try career(through: 2021)
    var eligible: [Bool] = []
    for number in 2021...2024 {
      eligible.append(try year(office, number, "B01").follows.contains("apply"))
      try office.publish("backbone-year", "\(number)", set: Self.outcomesOnly)
    }
    #expect(eligible == [false, false, true, true])
  }

  /// S4-30: 80 and 50 yuan a month.
  @Test func `Case 8: a full year's allowance is 960 or 600 yuan, and nothing for a year that failed`() throws {
    let office = try career(through: 2021)
    #expect(try year(office, 2022, "B01").amount("national-pay") == 960)
    #expect(try year(office, 2022, "B02").amount("city-pay") == 600)
    #expect(try year(office, 2022, "B02").amount("national-pay") == nil)
    #expect(try year(office, 2023, "B02").amount("city-pay") == nil)
    try office.enter("工号,称号,层级,授予日期\nB03,市级骨干教师,市级,2026-10-01")
    try office.enter("工号,成果类别,层级,状态,成果名称,日期\nB03,课题,市级,结题,课,2026-10-20\nB03,论文,市级,,文,2026-10-20")
    #expect(try year(office, 2026, "B03").amount("city-pay") == 150)
  }

  /// S4-28, S4-30: the next cycle begins where one ends; who rises in July had the lower allowance until June.
  @Test func `An allowance counts the months in which each title was held`() throws {
    let office = try PackOffice("backbone-teachers", on: "2026-12-21", records: false)
    try office.addSemesters(2025...2026)
    try office.enter(
      """
      工号,称号,授予日期,到期日期
      B02,市级骨干教师,2021-09-01,2026-08-31
      B02,市级骨干教师,2026-09-01,2031-08-31
      B03,市级骨干教师,2025-01-01,2030-12-31
      B03,国家级骨干教师,2026-07-01,2031-06-30
      """)
    let asked = ["projects": "0", "papers": "0"]
    let (renewed, promoted) = (try year(office, 2026, "B02", set: asked), try year(office, 2026, "B03", set: asked))
    #expect(renewed.verdict == .pass && renewed.amount("city-pay") == 600 && renewed.amount("national-pay") == nil)
    #expect(promoted.verdict == .pass && promoted.amount("city-pay") == 300 && promoted.amount("national-pay") == 480)
  }

  /// S4-31, S4-33: a year that passed is registered and gives priority; one that failed is registered by hours, whose number is unset.
  @Test func `A year that passed counts for continuing education, another is judged by hours`() throws {
    let office = try career(through: 2024)
    #expect(try year(office, 2022).follows.isSuperset(of: ["exempt", "priority"]))
    #expect(try year(office, 2023).follows.isDisjoint(with: ["exempt", "priority"]))
    #expect(try office.result("continuing-education", "2022", "B02").verdict == .pass)
    #expect(try office.result("continuing-education", "2023", "B02").isUnknown(because: "parameters.hours"))
    try office.enter("工号,学时,日期\nB02,72,2023-10-01")
    #expect(try office.result("continuing-education", "2023", "B02", set: ["hours": "72"]).verdict == .pass)
    #expect(try office.result("continuing-education", "2023", "B02", set: ["hours": "72.5"]).verdict == .fail)
  }

  /// S4-29: what becomes of who failed is a person's decision.
  @Test func `A year that failed opens a decision and takes nothing away by itself`() throws {
    let office = try career(through: 2021)
    let failed = try year(office, 2023).consequences.filter { $0.effect.kind == .revoke }
    #expect(failed.map(\.needsDecision) == [true] && failed.map(\.effect.target) == ["市级骨干教师"])
  }

  /// S4-16, S4-17: the level, the stage and the rank of what was achieved.
  @Test(arguments: [
    ("课题,市级,,阶段成果", "论文,市级,,", true), ("课题,市级,,立项", "论文,市级,,", false), ("课题,县级,,结题", "论文,市级,,", false),
    ("课题,国家级,,研究报告", "教育科研成果奖,省级,三等奖,", true), ("课题,市级,,结题", "教育科研成果奖,省级,优秀奖,", false), ("课题,市级,,结题", "论文,县级,,", false),
    ("课题,市级,,结题", "教育科研成果奖,县级,一等奖,", false),
  ])
  func `A project with a result, and a paper or a third prize`(project: String, work: String, passes: Bool) throws {
    let office = try PackOffice("backbone-teachers", on: "2026-12-21", records: false)
    try office.addSemesters(2025...2026)
    try office.enter("工号,称号,授予日期\nB02,市级骨干教师,2025-01-01")
    try office.enter("工号,成果类别,层级,等次,状态,成果名称,日期\nB02,\(project),甲,2026-05-01\nB02,\(work),乙,2026-12-20")
    #expect(try year(office, 2026).verdict == (passes ? .pass : .fail))
  }

  /// S4-26: what bears the day after the cut-off counts in the next year.
  @Test func `The year ends on 20 December`() throws {
    let office = try PackOffice("backbone-teachers", on: "2027-01-10", records: false)
    try office.enter("工号,称号,授予日期\nB02,市级骨干教师,2025-01-01")
    try office.enter("工号,成果类别,层级,状态,成果名称,日期\nB02,论文,市级,,甲,2026-12-20\nB02,论文,市级,,乙,2026-12-21")
    #expect(try year(office, 2026).number("papers") == 1)
    #expect(try year(office, 2027).number("papers") == 1)
  }

  /// S4-25, S4-26: forms are due at the school 20 days before; 20 December still counts, and on the day after the levels begin.
  @Test func `The yearly form goes to its three levels after 20 December`() throws {
    let office = try PackOffice("backbone-teachers", on: "2026-02-01", records: false)
    try office.addSemesters(2025...2026)
    var query = Office.TaskQuery()
    query.run = try office.start("backbone-cycle", ["B02"])
    let form = try #require(try office.office().tasks(query).first { $0.title.contains("登记表") })
    #expect(form.due == Day("2026-11-30"))
    func current() throws -> String? {
      try office.office().progress(of: query.run!).phases.first { $0.stand == .current }?.id
    }
    try office.turn("2026-12-20")
    #expect(try current() == "working")
    try office.turn("2026-12-21")
    #expect(try current() == "assessing")
    #expect(try office.office().approvals().map(\.level) == ["任职学校考核"])
    try office.approve()
    #expect(try current() == "working")
  }

  /// S4-26: the county office sends in by 20 December, a day off in 2025; both it and the teacher hear of it on the last working day before.
  @Test func `The county has until 20 December, and is reminded on the last working day`() throws {
    let office = try PackOffice("backbone-teachers", on: "2025-02-03", records: false)
    try office.addSemesters(2024...2026)
    _ = try office.office().importRoster([try office.file("p.csv", "工号,姓名,岗位\nQ1,区县甲,区县教育行政部门\n")])
    try office.start("backbone-cycle", ["B01"])
    var all = Office.TaskQuery()
    all.run = try office.start("backbone-cycle", ["B02"])
    all.statuses = [.open]
    func reminded(_ staff: String) throws -> [String] {
      var query = Office.TaskQuery()
      query.person = staff
      return try office.office(staff).reminders(query).map { "\($0.day) \($0.text.prefix(9))" }
    }
    try office.turn("2025-11-15")
    for task in try office.office().tasks(all) { try office.finish(task) }
    _ = try office.office(on: "2025-12-15")
    let chain = try #require(try office.office().approvals().first { $0.run == all.run })
    _ = try office.office().decide(chain.id, .approve, note: nil)
    #expect(try office.office().decide(chain.id, .approve, note: nil).due == Day("2025-12-20"))
    #expect(try office.office().approvals().map(\.level) == ["区县报送"])
    #expect(try office.office().approvals().map(\.daysLate) == [0])
    try office.turn("2025-12-19")
    #expect(try reminded("Q1") == ["2025-12-19 还有骨干教师的年度", "2025-12-19 还在考核的年度登记"])
    #expect(try reminded("B01") == ["2025-12-19 年度考核登记表今天"] && reminded("B02") == [])
    try office.turn("2025-12-21")
    #expect(try reminded("B01") == [])
    // Who goes to the levels only now is late already, and nobody is told that there is time.
    #expect(try office.office().progress(of: 1).reminders.count == 2)
  }

  /// A cycle that begins in February 2025, with what its present phase is called.
  private func cycle() throws -> (office: PackOffice, tasks: Office.TaskQuery, current: () throws -> String?) {
    let office = try PackOffice("backbone-teachers", on: "2025-02-03", records: false)
    try office.addSemesters(2024...2026)
    var query = Office.TaskQuery()
    query.run = try office.start("backbone-cycle", ["B02"])
    let run = try #require(query.run)
    return (office, query, { try office.office().progress(of: run).phases.first { $0.stand == .current }?.id })
  }

  /// S4-23: one assessment in each year, however early it is over.
  @Test func `A year that is approved early is followed by the next after 20 December`() throws {
    let (office, all, current) = try cycle()
    var open = all
    open.statuses = [.open]
    try office.turn("2025-11-15")
    for task in try office.office().tasks(open) { try office.finish(task) }
    #expect(try current() == "assessing")
    _ = try office.office(on: "2025-12-04")
    try office.approve()
    let count = try office.office().tasks(all).count
    try office.turn("2025-12-20")
    #expect(try current() == "next-year")
    #expect(try office.office().tasks(all).count == count)
    try office.turn("2025-12-21")
    #expect(try current() == "working")
    #expect(try office.office().tasks(all).last { $0.title.contains("登记表") }?.due == Day("2026-11-30"))
  }

  /// S4-26: what is approved after New Year is late by the day of its own year.
  @Test func `The days of a year's levels stay when the year turns`() throws {
    let (office, all, current) = try cycle()
    try office.turn("2025-12-21")
    #expect(try office.office().approvals().map(\.due) == [Day("2025-11-30")])
    _ = try office.office(on: "2026-01-06")
    #expect(try office.office().decide(1, .approve, note: nil).due == Day("2025-12-10"))
    #expect(try office.office().approvals().map(\.daysLate) == [27])
    #expect(try office.office().decide(1, .return, to: "school", note: "补").due == Day("2025-11-30"))
    try office.approve()
    // The year that has begun goes on, and has its own days.
    #expect(try current() == "working")
    #expect(try office.office().tasks(all).last { $0.title.contains("登记表") }?.due == Day("2026-11-30"))
    try office.turn("2026-12-21")
    #expect(try office.office().approvals().map(\.due) == [Day("2026-11-30")])
    #expect(try current() == "assessing")
  }

  /// S4-14, S4-15, S4-18, S4-19, S4-20, S4-21, S4-24, S4-23: the duties of a year, done and accepted, and each of them left out.
  @Test(arguments: ["", "读书笔记", "教学心得", "全校示范课", "专题报告", "课程", "片区", "联系学校", "入校指导"])
  func `A year's duties, each of which can fail it`(missing: String) throws {
    let office = try PackOffice("backbone-teachers", on: "2026-02-01", records: false)
    try office.addSemesters(2025...2026)
    let cycle = try office.start("backbone-cycle", ["B02"])
    let spring = try office.start("mentor-duties", ["G01"], semester: "2025-2026-2")
    try office.enter("工号,称号,授予日期\nB03,区县级骨干教师,2020-01-10\nB04,区县级骨干教师,2020-01-10")
    let isMissing = { (task: TaskSummary) in !missing.isEmpty && task.title.contains(missing) }
    try office.walk(spring, through: "2026-07-10", skipping: isMissing)
    try office.walk(cycle, through: "2026-12-19", skipping: isMissing)
    try office.turn("2026-12-22")
    try office.enterSample()
    let result = try office.result("backbone-year", "2026", "B02")
    #expect(result.verdict == (missing.isEmpty ? .pass : .fail), "\(result.indicators.map { ($0.name, $0.verdict) })")
    #expect(result.indicators.count { $0.applies && $0.verdict == .fail } == (missing.isEmpty ? 0 : 1))
  }

  /// S4-10, S4-11, S4-12, S4-13: committee and mentors.
  @Test func `A mentor gathers, visits each mentee and has a project; the committee has its lecture`() throws {
    let office = try PackOffice("backbone-teachers", on: "2026-02-20", records: false)
    try office.addSemesters(2025...2026)
    let committee = try office.start("committee-year", semester: "2025-2026-2")
    let spring = try office.start("mentor-duties", ["G01"], semester: "2025-2026-2")
    try office.walk(spring, through: "2026-07-20")
    try office.walk(try office.start("mentor-projects", ["G01"]), through: "2026-07-20")
    try office.walk(committee, through: "2026-12-31")
    try office.turn("2026-12-31")
    let before = try office.result("mentor-year", "2026", "B02")
    // The autumn's gathering is missing.
    #expect(before.verdict("gatherings") == .fail && before.verdict("projects") == .pass && before.verdict("visits") == .pass)
    #expect(try office.result("committee", "2026").number("lectures") == 1)
  }

  /// S4-32: half each, the odd fen to the school.
  @Test func `Travel costs are split, and the halves add up`() throws {
    let office = try PackOffice("backbone-teachers", on: "2026-12-31")
    try office.enter("工号,称号,授予日期\nB03,市级骨干教师培训对象,2026-01-01")
    let result = try office.result("training-costs", "2026", "B03")
    #expect(result.amount("county") == 617.27 && result.amount("school") == 617.28)
    #expect(result.verdict == .pass)
  }

  /// S4-32: nothing is lost or won on the way, and the county never pays the fen that is over.
  @Test(arguments: [
    ("0.30", "50%", 15, 15), ("1.01", "50%", 50, 51), ("1234.56", "50%", 61728, 61728), ("1.00", "30%", 30, 70), ("0.29", "100%", 29, 0),
  ])
  func `The county's part is rounded down to the fen`(travel: String, share: String, county: Int, school: Int) throws {
    let office = try PackOffice("backbone-teachers", on: "2026-12-31", records: false)
    try office.enter("工号,称号,授予日期\nB04,市级骨干教师培训对象,2026-01-01")
    try office.enter("工号,经费类别,金额,日期\nB04,差旅费,\(travel),2026-05-01")
    let split = try office.result("training-costs", "2026", "B04", set: ["county": share])
    #expect(split.verdict == .pass)
    #expect([split.number("county"), split.number("school")] == [Double(county) / 100, Double(school) / 100])
  }

  /// S4-3, S4-4: not more than the places, whatever the city's experts say of them; unset until they are given out; each county has its own.
  @Test func `Those who pass the county's check keep within the places`() throws {
    let office = try PackOffice("backbone-teachers", on: "2026-03-01", records: false)
    for candidate in ["B03", "B04", "B02"] {
      var query = Office.TaskQuery()
      query.run = try office.start("backbone-candidate", [candidate])
      try office.finish(try #require(try office.office().tasks(query).first))
      for level in ["学校推荐", "区县初审", "市教委"] {
        let chain = try #require(try office.office().approvals().first { $0.level.contains(level) })
        // B04 is recommended and refused by the city, B02 by the county.
        let isRefused = candidate == "B04" && level == "市教委" || candidate == "B02" && level == "区县初审"
        _ = try office.office().decide(chain.id, isRefused ? .reject : .approve, note: "意见")
        if isRefused { break }
      }
    }
    #expect(try office.result("backbone-quota", "2026").isUnknown(because: "parameters.city"))
    #expect(try office.result("backbone-quota", "2026").number("city") == 2)
    // B03 and B04 are of 乡镇.
    #expect(try office.result("backbone-quota-county", "2026", "城区", set: ["city": "0", "national": "0"]).verdict == .pass)
    #expect(try office.result("backbone-quota-county", "2026", "乡镇", set: ["city": "1", "national": "0"]).verdict == .fail)
    #expect(try office.result("backbone-quota", "2026", set: ["city": "2", "national": "0"]).verdict == .pass)
    #expect(try office.result("backbone-quota", "2026", set: ["city": "1", "national": "0"]).verdict == .fail)
  }

  /// S4-2: the school that recommends is the candidate's own, though another school has a reviewer, too.
  @Test func `A person's run is reviewed at the person's school`() throws {
    let office = try PackOffice("backbone-teachers", on: "2026-03-01", records: false)
    var query = Office.TaskQuery()
    query.run = try office.start("backbone-candidate", ["B03"])
    try office.finish(try #require(try office.office().tasks(query).first))
    #expect(try office.office().approvals().map(\.waiting) == [["学校评审二"]])
  }

  /// S4-1, S4-3, S4-4: the tier of a round is that of its candidates, and who comes through is a trainee of that tier.
  @Test(arguments: [("国家级", 1.0, 0.0), ("市级", 0, 1)])
  func `A round's tier reaches each candidate`(tier: String, national: Double, city: Double) throws {
    let office = try PackOffice("backbone-teachers", on: "2026-03-01", records: false)
    let run = try office.start("backbone-round", set: ["tier": tier, "schools": "S002", "candidates": "B03"])
    try office.walk(run, through: "2026-12-01")
    #expect(try office.office().progress(of: run).status == "done")
    let quota = try office.result("backbone-quota", "2026")
    #expect(quota.number("national") == national && quota.number("city") == city)
    var query = Office.TaskQuery()
    query.run = run
    #expect(try office.office().tasks(query).contains { $0.title.contains("教育部") } == (tier == "国家级"))
  }

  /// S4-22: hours that a backbone teacher gave to others.
  @Test func `Hours given to others are workload`() throws {
    let office = try PackOffice("backbone-teachers", on: "2026-12-31")
    try office.enter("活动编号,活动名称,类别,日期,学时,主讲工号\nH1,专题报告,讲座,2026-05-01,3,B02\nH2,示范课,示范课,2026-06-01,1.5,B02")
    #expect(try office.result("workload", "2026", "B02").number("hours") == 4.5)
  }

  /// S4-5, S4-6, S4-7, S4-8: the training's windows, and the title at its end.
  @Test(arguments: [
    ("国家级", "2026-05-30", "2027-02-24", ["培训基地考核", "市教委审核上报", "教育部审批"]),
    ("市级", "2026-04-15", "2026-10-12", ["培训基地考核", "市教委审批"]),
  ])
  func `Training has its stretches and its approval by tier, and its end gives the title`(
    tier: String, course: String, practice: String, levels: [String]
  ) throws {
    let office = try PackOffice("backbone-teachers", on: "2026-03-01", records: false)
    try office.addSemesters(2025...2027)
    let run = try office.start("backbone-training", ["B03"], set: ["start": "2026-03-02", "tier": tier])
    var query = Office.TaskQuery()
    query.run = run
    let tasks = try office.office().tasks(query)
    #expect(tasks.first { $0.title == "集中培训" }?.due == Day(course))
    #expect(tasks.first { $0.title == "教学实践" }?.due == Day(practice))
    try office.walk(run, through: "2027-06-01")
    #expect(try office.office().progress(of: run).status == "done")
    #expect(try office.office().approval(1).opinions.map(\.level) == levels)
    #expect(try office.result("workload", "2026", "B03").subject.id == "B03")
  }
}
