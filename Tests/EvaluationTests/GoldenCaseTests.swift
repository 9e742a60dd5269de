import AcademicCalendar
import Rules
import Testing

@testable import Evaluation

/// The golden cases 4 to 10 of the requirements, on values that are given.
struct GoldenCaseTests {
  static let teacherScheme = """
    parameters:
      online: { type: number, default: 50, cite: S1-16 五(一)3 }
      offline: { type: number, default: 20, cite: S1-16 五(一)3 }
    measures:
      online: { title: 网络研修, unit: 学时, from: hours, where: { mode: 网络 }, aggregate: sum, field: hours }
      offline: { title: 线下研修, unit: 学时, from: hours, where: { mode: 线下 }, aggregate: sum, field: hours }
      lacking: { title: 缺的资料, unit: 份, from: tasks, where: { status: [open, returned] } }
    indicators:
      online: { title: 网络研修, require: online >= parameters.online, cite: S1-16 五(一)3 }
      offline: { title: 线下研修, require: offline >= parameters.offline, cite: S1-16 五(一)3 }
      materials: { title: 资料齐全, require: lacking == 0, cite: S1-20 五(二) }
    """

  static let schoolScheme = """
    parameters:
      limit: { type: number, default: 20%, title: 不合格率上限, cite: S1-21 五(二) }
    measures:
      failed: { title: 不合格教师, from: results, of: members, where: { scheme: teacher-year, verdict: fail } }
      participants: { title: 参训教师, from: results, of: members, where: { scheme: teacher-year } }
      rate: { title: 不合格率, value: 'ratio(failed, participants)' }
    indicators:
      rate: { title: 不合格率, require: rate < parameters.limit, cite: S1-21 五(二) }
    consequences:
      funds: { title: 扣减下年经费, if: outcome == 'fail', do: { cut: 下年培训经费 }, discretion: true, cite: S1-21 五(二) }
    """

  @Test(arguments: [(50, 20, 0, true), (49, 20, 0, false), (50, 19, 0, false), (49.9, 20, 0, false), (50, 20, 1, false), (70, 20, 0, true)])
  func `Case 4: fifty hours online and twenty offline, and every paper there`(
    online: Double, offline: Double, lacking: Double, passes: Bool
  ) throws {
    let result = try scheme(Self.teacherScheme).judge(["online": online, "offline": offline, "lacking": lacking])
    #expect(result.verdict == (passes ? .pass : .fail))
  }

  @Test(arguments: [(2, 10, false), (1, 10, true), (199, 1000, true), (200, 1000, false), (0, 7, true), (1, 5, false)])
  func `Case 4: a fifth of the teachers fails the school, and a person decides on the funds`(
    failed: Int, participants: Int, passes: Bool
  ) throws {
    let teachers = try scheme(Self.teacherScheme)
    let results = (0..<participants).map {
      teachers.judge(["online": $0 < failed ? 49 : 50, "offline": 20, "lacking": 0])
    }
    let tally = Tally(results)
    let result = try scheme(Self.schoolScheme, subject: "school").evaluate(
      SubjectReference(.school, id: "S1", name: "一中"), period: year2024,
      values: ["failed": tally.count(["fail"]), "participants": tally.count([])])
    #expect(result.verdict == (passes ? .pass : .fail))
    #expect(result.consequences.map(\.needsDecision) == (passes ? [] : [true]))
  }

  @Test(arguments: [(36, 12, false), (36, 11, true), (37, 12, true), (260, 87, false), (260, 86, true)])
  func `Case 5: a third of the hours missed voids the course`(hours: Double, absent: Double, isKept: Bool) throws {
    let course = try scheme(
      """
      parameters: { part: { type: number, default: 3, cite: S4-41 } }
      measures:
        hours: { title: 总学时, from: sessions, aggregate: sum, field: hours }
        absent: { title: 缺勤, from: attendance, where: { status: [absent, leave] }, aggregate: sum, field: hours }
      indicators:
        attendance: { title: 缺勤不足三分之一, require: absent * parameters.part < hours, cite: S4-41 }
      """)
    #expect(course.judge(["hours": hours, "absent": absent]).verdict == (isKept ? .pass : .fail))
  }

  @Test(arguments: [(260, [52, 78, 130]), (130, [26, 39, 65])])
  func `Case 6: the shares of theory, skills and practice`(hours: Double, expected: [Double]) throws {
    let shares = try scheme(
      """
      parameters:
        theory: { type: number, default: 20%, cite: S4-37 }
        skills: { type: number, default: 30%, cite: S4-37 }
        practice: { type: number, default: 50%, cite: S4-37 }
      measures:
        hours: { title: 总学时, from: sessions, aggregate: sum, field: hours }
        theory: { title: 理论, value: hours * parameters.theory }
        skills: { title: 技能, value: hours * parameters.skills }
        practice: { title: 实践, value: hours * parameters.practice }
      indicators:
        all: { title: 合计, require: theory + skills + practice == hours, cite: S4-37 }
      """)
    let result = shares.judge(["hours": hours])
    #expect(result.measures.dropFirst().map { $0.value } == expected.map { .known(.number($0)) })
    #expect(result.verdict == .pass)
  }

  static let backboneScheme = """
    parameters:
      apply: { type: number, default: 3, cite: S4-27 }
      renew: { type: number, default: 5, cite: S4-28 }
      age: { type: number, title: 年龄上限, cite: S4-28 }
      national: { type: number, default: 80, cite: S4-30 }
      city: { type: number, default: 50, cite: S4-30 }
    measures:
      done: { title: 完成, from: tasks, where: { status: accepted } }
      row: { title: 连续合格年数, unit: 年, from: results, aggregate: streak, within: 5 }
      level: { title: 层次, from: titles, aggregate: latest, field: level }
      months: { title: 在岗月数, from: people }
      age: { title: 年龄, from: profile, aggregate: latest, field: age }
    indicators:
      done: { title: 完成, require: done >= 1.0, cite: S4-14 }
    consequences:
      apply: { title: 可申报学科带头人, if: row >= parameters.apply, do: { list: 学科带头人申报名单 }, cite: S4-27 }
      renew: { title: 直接确定为下一周期培训对象, if: row >= parameters.renew && age <= parameters.age, do: { candidate: 培训对象 }, cite: S4-28 }
      national: { title: 国家级津贴, if: "outcome == 'pass' && level == '国家级'", do: { pay: 任职单位, amount: months * parameters.national }, cite: S4-30 }
      city: { title: 市级津贴, if: "outcome == 'pass' && level == '市级'", do: { pay: 任职单位, amount: months * parameters.city }, cite: S4-30 }
    """

  /// Judges year after year, each with the frozen results of those before.
  func career(_ years: String, level: String = "市级", age: Double = 40, ageLimit: Value? = nil) throws -> [EvaluationResult] {
    let scheme = try scheme(Self.backboneScheme, period: "{ kind: calendar-year, cut-off: 12-20 }")
    var results: [EvaluationResult] = []
    for (index, mark) in years.enumerated() where mark != "无" {
      let period = try #require(scheme.period.period(named: "\(2018 + index)"))
      results.append(
        scheme.evaluate(
          teacher, period: period,
          values: [
            "done": mark == "未" ? MeasuredValue(.missing) : .number(mark == "合" ? 1 : 0), "months": .number(12),
            "row": MeasuredValue(.history(results.map(\.historyEntry))), "level": MeasuredValue(.text(level)), "age": .number(age),
          ], parameters: ageLimit.map { ["age": $0] } ?? [:]))
    }
    return results
  }

  @Test(arguments: [
    ("合合合", [3]), ("合合不合合合", [6]), ("合合无合合合", [6]), ("不合合", []), ("合合合合", [3, 4]), ("合合", []),
  ])
  func `Case 7: three passes in a row, and a gap begins anew`(years: String, eligible: [Int]) throws {
    let results = try career(years)
    let found = results.filter { $0.consequences.contains { $0.name == "apply" && $0.verdict == .pass } }.map { Int($0.period.key)! - 2017 }
    #expect(found == eligible)
  }

  @Test func `Case 7: a year that cannot be judged leaves the row open`() throws {
    let last = try career("合未合合").last
    #expect(
      last?.consequences.first { $0.name == "apply" }?.verdict == .unknown(["2019 的结果"])
        || last?.consequences.first?.verdict.missing == ["done"])
    #expect(try career("合未合合合").last?.consequences.first { $0.name == "apply" }?.verdict.missing == ["done"])
  }

  @Test func `Case 7: five in a row and the age renew by themselves; without an age limit nothing is decided`() throws {
    func renew(_ years: String, age: Double, limit: Value?) throws -> Verdict? {
      try career(years, age: age, ageLimit: limit).last?.consequences.first { $0.name == "renew" }?.verdict
    }
    #expect(try renew("合合合合合", age: 50, limit: 50) == .pass)
    #expect(try renew("合合合合合", age: 51, limit: 50) == nil)
    #expect(try renew("合合合合", age: 40, limit: 50) == nil)
    #expect(try renew("合合合合合", age: 40, limit: nil) == .unknown(["parameters.age"]))
  }

  @Test(arguments: [("国家级", 960.0), ("市级", 600.0)])
  func `Case 8: twelve months of allowance`(level: String, amount: Double) throws {
    let pay = try career("合", level: level).last?.consequences.filter { $0.effect.kind == .pay }
    #expect(pay?.map(\.effect.amount) == [.known(amount)])
    #expect(try career("不", level: level).last?.consequences.contains { $0.effect.kind == .pay } == false)
  }

  @Test(arguments: [(17.5, false), (18, true), (17.99, false)])
  func `Case 10: eighteen hours for class teachers in three years`(hours: Double, passes: Bool) throws {
    let topic = try scheme(
      """
      parameters: { hours: { type: number, default: 18, cite: S0-8 } }
      measures:
        hours:
          { title: 班主任专题, from: hours, where: { topic: 班主任 }, aggregate: sum, field: hours, period: { kind: cycle, years: 3, from: 2023-01-01 } }
      indicators:
        hours: { title: 班主任培训, require: hours >= parameters.hours, cite: S0-8 }
      """)
    #expect(topic.judge(["hours": hours]).verdict == (passes ? .pass : .fail))
    // Of the cycle what lies beyond the scheme's own year is for the next result.
    #expect(topic.queries[0].query.days(in: year2024, semesters: []) == day("2023-01-01")...day("2024-12-31"))
  }

  @Test(arguments: [(819, false), (820, true)])
  func `Case 10: eighty-two in a hundred take part`(trained: Double, passes: Bool) throws {
    let coverage = try scheme(
      """
      parameters: { least: { type: number, default: 82%, cite: S3-10 } }
      measures:
        trained: { title: 参训教师, unit: 人, from: attendance, of: members, aggregate: distinct, field: person }
        roster: { title: 专任教师, unit: 人, from: people, of: members }
        rate: { title: 参训率, value: 'ratio(trained, roster)' }
      indicators:
        rate: { title: 参训率, require: rate >= parameters.least, cite: S3-10 }
      """, subject: "district")
    #expect(coverage.judge(["trained": trained, "roster": 1000]).verdict == (passes ? .pass : .fail))
    #expect(coverage.judge(["trained": 0, "roster": 0]).verdict == .unknown(["ratio(trained, roster)"]))
  }
}
