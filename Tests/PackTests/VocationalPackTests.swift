import AcademicCalendar
import Workflow
import Evaluation
import Foundation
import Office
import Testing

/// Vocational training classes in a real office (golden cases 5 and 6).
@Suite struct VocationalPackTests {
  private func office() throws -> PackOffice {
    let office = try PackOffice("vocational-training", on: "2026-06-30")
    try office.start("vocational-class", ["K01"], set: ["start": "2026-09-01"])
    return office
  }

  /// S4-36, S4-37: the sums and the shares.
  @Test(arguments: [("national", "K01", 260.0, [52.0, 78, 130]), ("province", "K02", 130, [26, 39, 65])])
  func `Case 6: hours and shares of a class`(level: String, studio: String, hours: Double, parts: [Double]) throws {
    let result = try self.office().result("class-hours-\(level)", "2026-06-30", studio)
    #expect(result.number("hours") == hours)
    #expect(["theory", "skills", "practice"].map { result.number($0) } == parts)
    #expect(["theory-plan", "skills-plan", "practice-plan"].map { result.number($0) } == parts)
    #expect(result.verdict == .pass)
  }

  /// S4-36, S4-37: an hour less, and a share beyond what 左右 allows.
  @Test(arguments: [
    (52.0, 78.0, 129.0, "hours", false), (52, 78, 130, "hours", true), (65, 65, 130, "theory", true), (66, 64, 130, "theory", false),
    (52, 91, 117, "skills", true), (52, 92, 116, "skills", false), (52, 65, 143, "practice", true), (51, 65, 144, "practice", false),
  ])
  func `Both sides of the hours and of each share`(theory: Double, skills: Double, practice: Double, line: String, passes: Bool) throws {
    let office = try PackOffice("vocational-training", on: "2026-06-30", records: false)
    let parts = [("教学理论与方法", theory), ("专业知识与技能", skills), ("企业实践", practice)]
    let rows = parts.enumerated().map { "P\($0.offset),课,\($0.element.0),2026-03-0\($0.offset + 1),\($0.element.1),K01" }
    try office.enter("活动编号,活动名称,类别,日期,学时,工作室编号\n" + rows.joined(separator: "\n"))
    #expect(try office.result("class-hours-national", "2026-06-30", "K01").verdict(line) == (passes ? .pass : .fail))
  }

  /// S4-41: twelve of thirty-six hours void the course, eleven do not; leave counts, too, and is shown.
  @Test func `Case 5: a third of a course missed voids it`() throws {
    let office = try self.office()
    let weights = ["usual": "0.4", "final": "0.6"]
    let (absent, kept) = (
      try office.result("trainee", "2026-06-30", "T01", set: weights), try office.result("trainee", "2026-06-30", "T02", set: weights)
    )
    #expect(absent.number("theory") == 36 && absent.number("theory-absent") == 12 && kept.number("theory-absent") == 11)
    #expect(absent.verdict("theory") == .fail && kept.verdict("theory") == .pass)
    #expect(absent.follows.contains("theory") && !kept.follows.contains("theory"))
    #expect(kept.number("leave") == 5)
    #expect(absent.verdict("whole") == .pass)
  }

  /// S4-41: a third of all hours fails the whole; S4-40, S4-43: marks, their weights, the grades.
  @Test(arguments: [(30, 10, "90", "及格分", false), (30, 9, "90", "优", true), (30, 0, "89", "及格", true), (30, 0, "59", "不及格", false)])
  func `Grades follow from attendance and marks`(hours: Int, missed: Int, mark: String, grade: String, passes: Bool) throws {
    let office = try PackOffice("vocational-training", on: "2026-12-31", records: false)
    try office.start("vocational-class", ["K01"], set: ["start": "2026-09-01"])
    var rows = ["活动编号,活动名称,类别,专题,日期,学时,工作室编号"]
    var signs = ["活动编号,工号,签到"]
    for number in 1...hours {
      rows.append("A\(number),课,企业实践,数控,2026-10-0\(1 + number % 9),1,K01")
      signs.append("A\(number),T01,\(number <= missed ? "缺勤" : "出席")")
    }
    try office.enter(rows.joined(separator: "\n"))
    try office.enter(signs.joined(separator: "\n"))
    #expect(try office.result("trainee", "2026-12-31", "T01", set: ["usual": "0.4", "final": "0.6"]).verdict != .pass)
    try office.enter(
      "工号,考核办法,考核期,评分项目,评分栏,分数\nT01,trainee,2026-12-31,平时考核,教师,\(mark)\nT01,trainee,2026-12-31,结业考核,小组,\(mark)")
    let open = try office.result("trainee", "2026-12-31", "T01")
    if missed < 10 { #expect(open.verdict.missing.contains("parameters.usual")) } else { #expect(open.verdict == .fail) }
    let result = try office.result("trainee", "2026-12-31", "T01", set: ["usual": "0.4", "final": "0.6"])
    #expect(result.verdict == (passes ? .pass : .fail))
    if passes || missed == 0 { #expect(result.grade == .known(grade)) }
    #expect(result.follows.contains("alarm") == (missed >= 9))
    #expect(result.follows.contains("warn") == false)
    #expect(result.follows.contains("make-up") == !passes)
  }

  /// S4-41: a third of the class's own hours, whatever year they fall in and whatever else was attended.
  @Test(arguments: [(87, Verdict.fail), (86, .pass)])
  func `A class is judged over its own dates and its own sessions`(missed: Int, verdict: Verdict) throws {
    let office = try PackOffice("vocational-training", on: "2025-10-08", records: false)
    try office.start("vocational-class", ["K01"], set: ["start": "2025-12-01"])
    _ = try office.office(on: "2026-02-10")
    let absent = ["A,T01,出席", "B,T01,缺勤", "C,T01,缺勤", "D,T01,出席", "E,T01,出席"]
    try office.enter(
      """
      活动编号,活动名称,类别,专题,日期,学时,工作室编号
      A,课,教学理论与方法,理论,2025-12-05,100,K01
      B,课,专业知识与技能,技能,2025-12-20,50,K01
      C,课,企业实践,实践,2026-01-10,\(missed - 50),K01
      D,课,企业实践,实践,2026-01-20,\(160 - missed),K01
      E,全区讲座,讲座,师德,2026-01-15,200,
      """)
    try office.enter("活动编号,工号,签到\n" + absent.joined(separator: "\n"))
    let result = try office.result("trainee", "2026-02-10", "T01", set: ["usual": "0.4", "final": "0.6"])
    #expect(result.number("hours") == 260 && result.number("absent") == Double(missed) && result.verdict("whole") == verdict)
    // Another class of hers is another matter.
    try office.enter("活动编号,活动名称,类别,日期,学时,工作室编号\nF,课,企业实践,2026-02-01,500,K02")
    try office.enter("活动编号,工号,签到\nF,T01,出席")
    #expect(try office.result("trainee", "2026-02-10", "T01").number("hours") == 260)
  }

  /// S4-35: a plan that the experts refuse goes back; nothing is prepared before.
  @Test func `A class cannot be prepared before its plan is approved`() throws {
    let office = try PackOffice("vocational-training", on: "2026-06-10", records: false)
    let run = try office.start("vocational-class", ["K01"], set: ["start": "2026-09-01"])
    var query = Office.TaskQuery()
    query.run = run
    let plan = try #require(try office.office().tasks(query).first)
    try office.finish(plan)
    #expect(try office.office().progress(of: run).phases.first { $0.stand == .current }?.id == "arguing")
    let chain = try #require(try office.office().approvals().first)
    _ = try office.office().decide(chain.id, .reject, note: "实践不足")
    #expect(try office.office().progress(of: run).phases.first { $0.stand == .current }?.id == "planning")
  }

  /// S4-39, S4-40, S4-44: who teaches writes a syllabus and marks, the head teacher does not; the middle check is due in the middle.
  @Test func `Syllabi and marks are of those who teach, and each check has its own day`() throws {
    let office = try PackOffice("vocational-training", on: "2026-06-10", records: false)
    let run = try office.start("vocational-class", ["K01"], set: ["start": "2026-09-01"])
    try office.walk(run, step: 5, through: "2027-03-01")
    #expect(try office.office().progress(of: run).status == "done")
    var query = Office.TaskQuery()
    query.run = run
    let tasks = try office.office().tasks(query)
    for word in ["大纲", "平时考核", "结业考核"] {
      #expect(tasks.filter { $0.title.contains(word) }.map(\.assignee) == ["L01"], "\(word)")
    }
    let checks = ["准备工作检查", "期中", "期末"].map { word in tasks.first { $0.title.contains(word) }?.due?.description }
    #expect(checks == ["2026-08-31", "2026-10-01", "2026-10-31"])
  }

  /// S4-39: a syllabus lacks a part, and cannot be handed in.
  @Test func `A syllabus has eight parts`() throws {
    let office = try PackOffice("vocational-training", on: "2026-06-10", records: false)
    let run = try office.start("vocational-class", ["K01"], set: ["start": "2026-09-01"])
    try office.walk(run, step: 5, through: "2026-08-05", skipping: { $0.title.contains("大纲") })
    var query = Office.TaskQuery()
    query.run = run
    let syllabus = try #require(try office.office().tasks(query).first { $0.title.contains("大纲") })
    #expect(syllabus.evidence.count == 8)
    let files = try syllabus.evidence.dropLast().map { (kind: Optional($0.kind), file: try office.file("\($0.kind).txt", $0.title)) }
    #expect(throws: OfficeError.self) { try office.office().submit(syllabus.id, files: files, note: nil) }
  }
}
