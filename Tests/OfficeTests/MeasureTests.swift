import AcademicCalendar
import Evaluation
import Foundation
import Store
import Testing

@testable import Office

/// What measures find in a real database, source by source.
@Suite struct MeasureTests {
  static func scheme(_ subject: String, _ measures: String, period: String = "calendar-year") -> String {
    """
    scheme: count
    version: 1
    title: 计数
    subject: \(subject)
    period: \(period)
    measures:
    \(measures.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
    indicators:
      any: { title: 任何, require: 'true', cite: S1-1 }
    """
  }

  @Test func `Hours by mode and topic, sums, distinct people, the latest, the mean`() throws {
    let county = try RecordedCounty(
      Self.scheme(
        "school",
        """
        online: { from: hours, of: members, where: { mode: 网络 }, aggregate: sum, field: hours }
        topic: { from: hours, of: members, where: { topic: [班主任, 师德] } }
        people: { from: hours, of: members, aggregate: distinct, field: person }
        mean: { from: hours, of: members, aggregate: mean, field: hours }
        latest: { from: hours, of: members, aggregate: latest, field: hours }
        credits: { from: hours, of: members, aggregate: sum, field: credits }
        none: { from: hours, of: members, where: { mode: 电台 }, aggregate: mean, field: hours }
        """),
      records: [
        """
        工号,学时,日期,方式,专题,学分
        A1,49,2026-03-01,网络,班主任,4.9
        A1,20,2026-04-01,线下,,2
        A3,1,2026-12-20,网络,师德,
        A2,50,2026-03-01,网络,,
        A1,9,2025-12-31,网络,,
        """
      ])
    #expect(
      try county.measures("count", "S001", "2026") == [
        "online": "50", "topic": "2", "people": "2", "mean": "23.333333", "latest": "1", "credits": "6.9", "none": "未设定",
      ])
    #expect(try county.measures("count", "S003", "2026")["online"] == "0")
    let trace = try county.result("count", "S001", "2026").measures[0]
    #expect(trace.records.map(\.id) == ["1", "3"])
    #expect(trace.records.map(\.amount) == [49, 1])
  }

  @Test func `People and attendances are counted apart; status, level and host tell them apart`() throws {
    let county = try RecordedCounty(
      Self.scheme(
        "district",
        """
        times: { title: 人次, from: attendance, where: { status: [present, late] } }
        people: { title: 人, from: attendance, where: { status: [present, late] }, aggregate: distinct, field: person }
        late: { from: attendance, where: { status: late } }
        missed: { from: attendance, where: { status: [leave, absent] }, aggregate: sum, field: hours }
        lectures: { from: sessions, where: { kind: 讲座, level: 全市 } }
        periods: { from: sessions, where: { kind: 示范课 }, aggregate: sum, field: periods }
        """),
      Self.scheme(
        "school", "hosted: { from: sessions, as: host }\ntrained: { from: attendance, of: members, aggregate: distinct, field: person }"
      )
      .replacing("scheme: count", with: "scheme: hosts"),
      Self.scheme("person", "given: { from: sessions }\nattended: { from: sessions, as: participant, aggregate: sum, field: hours }")
        .replacing("scheme: count", with: "scheme: own"),
      Self.scheme("studio", "reached: { from: attendance, aggregate: distinct, field: person }").replacing(
        "scheme: count", with: "scheme: reach"),
      records: [
        """
        活动编号,活动名称,类别,层级,日期,学时,节数,学校编号,工作室编号,主讲工号
        HD1,一讲,讲座,全市,2026-03-01,2,,S001,W01,A1
        HD2,二讲,讲座,校本,2026-03-02,4,,S002,,A2
        HD3,课,示范课,全市,2026-04-02,1,2,S002,W01,A1
        HD4,明年的,讲座,全市,2026-12-30,2,,S001,W01,A1
        """,
        """
        活动编号,工号,签到,学时
        HD1,A1,出席,
        HD1,A2,迟到,
        HD1,B1,请假,
        HD2,A2,出席,
        HD2,B1,缺勤,1
        HD3,X1,出席,
        """,
      ])
    #expect(
      try county.measures("count", "", "2026") == [
        "times": "4", "people": "3", "late": "1", "missed": "3", "lectures": "1", "periods": "2",
      ])
    #expect(try county.measures("hosts", "S002", "2026") == ["hosted": "2", "trained": "1"])
    #expect(try county.measures("own", "A1", "2026") == ["given": "2", "attended": "2"])
    #expect(try county.measures("own", "B1", "2026") == ["given": "0", "attended": "6"])
    #expect(try county.measures("reach", "W01", "2026") == ["reached": "4"])
  }

  @Test func `Titles count while they are in force, outcomes by level and rank, money in yuan, surveys by how many answered`() throws {
    let county = try RecordedCounty(
      Self.scheme(
        "person",
        """
        held: { from: titles, where: { title: 骨干教师 } }
        granted: { from: titles, day: dated }
        level: { from: titles, aggregate: latest, field: level }
        papers: { from: outcomes, where: { kind: 论文, level: [国家级, 省级] } }
        best: { from: outcomes, aggregate: latest, field: rank }
        paid: { from: money, where: { status: 已付 }, aggregate: sum, field: amount }
        rating: { from: surveys, where: { item: 总体 }, aggregate: mean, field: score }
        age: { from: profile, aggregate: latest, field: age }
        degree: { from: profile, aggregate: latest, field: degree }
        mentees: { from: people, as: mentee }
        """),
      records: [
        "工号,称号,层级,授予日期,到期日期\nA1,骨干教师,市级,2021-01-01,2025-12-31\nA2,骨干教师,市级,2021-01-01,2026-01-01\nA3,骨干教师,县级,2026-12-31,\n",
        "工号,成果类别,成果名称,层级,等次,日期\nA1,论文,甲,国家级,一等奖,2026-05-01\nA1,论文,乙,县级,二等奖,2026-06-01\nA1,课题,丙,省级,,2026-01-01",
        "工号,经费类别,金额,日期,状态\nA1,津贴,50.05,2026-01-31,已付\nA1,津贴,50.06,2026-02-28,已付\nA1,津贴,50,2026-03-31,待付",
        "工号,问卷,题目,人数,平均分,日期,答卷人\nA1,满意度,总体,30,4,2026-06-01,学生\nA1,满意度,总体,10,5,2026-06-01,家长",
        "工号,出生日期,学历\nA1,1990-12-31,本科\nA2,1991-01-01,\n",
      ])
    #expect(
      try county.measures("count", "A1", "2026") == [
        "held": "0", "granted": "0", "level": "未设定", "papers": "1", "best": "二等奖", "paid": "100.11", "rating": "4.25", "age": "36",
        "degree": "本科", "mentees": "1",
      ])
    #expect(try county.measures("count", "A2", "2026")["held"] == "1")
    #expect(try county.measures("count", "A2", "2026")["age"] == "35")
    #expect(try county.measures("count", "A2", "2026")["degree"] == "未设定")
    #expect(try county.measures("count", "A3", "2026")["held"] == "1")
    #expect(try county.measures("count", "A3", "2025")["held"] == "0")
    try county.fixture.office().revokeTitle("title-2", on: Day("2026-01-01"), reason: "弄虚作假")
    #expect(try county.measures("count", "A2", "2026")["held"] == "0")
    #expect(try county.measures("count", "A2", "2025")["held"] == "1")
  }

  @Test func `The least of a period: a month or semester without anything is zero`() throws {
    let county = try RecordedCounty(
      Self.scheme(
        "person",
        "least: { from: hours, aggregate: minimum, per: month, field: hours }\ncount: { from: hours, aggregate: minimum, per: year }",
        period: "{ kind: dates, from: 2026-01-01, through: 2026-03-31 }"),
      records: ["工号,学时,日期\nA1,2,2026-01-31\nA1,3,2026-02-01\nA1,1,2026-02-28\nA1,5,2026-03-31\nA2,9,2026-01-01\n"])
    #expect(try county.measures("count", "A1", "2026-01-01") == ["least": "2", "count": "4"])
    #expect(try county.measures("count", "A2", "2026-01-01") == ["least": "0", "count": "1"])
    #expect(try county.measures("count", "A3", "2026-01-01") == ["least": "0", "count": "0"])
  }

  @Test func `A record that was withdrawn counts no longer, and counted as of the day before`() throws {
    let county = try RecordedCounty(
      Self.scheme("person", "sum: { from: hours, aggregate: sum, field: hours }"),
      records: ["工号,学时,日期\nA1,6,2026-03-01\n"])
    try county.enter("工号,学时,日期\nA1,4,2026-03-02\n", on: "2026-12-23")
    try county.fixture.office(on: "2026-12-25").withdrawRecords(["hours-1"], reason: "重复")
    func sum(_ day: String?) throws -> String? {
      try county.result("count", "A1", "2026", asOf: day).measures[0].value.value?.text
    }
    #expect(try sum(nil) == "4")
    #expect(try sum("2026-12-25") == "4")
    #expect(try sum("2026-12-24") == "10")
    #expect(try sum("2026-12-22") == "6")
  }

  @Test func `Fixed and rolling windows of several years look past the scheme's period`() throws {
    let county = try RecordedCounty(
      Self.scheme(
        "person",
        """
        fixed: { from: hours, aggregate: sum, field: hours, period: { kind: cycle, years: 3, from: 2024-01-01 } }
        rolling: { from: hours, aggregate: sum, field: hours, period: { kind: rolling, months: 36 } }
        cut: { from: hours, aggregate: sum, field: hours, period: { kind: calendar-year, cut-off: 12-20 } }
        school: { from: hours, aggregate: sum, field: hours, period: { kind: school-year, from: 09-01 } }
        """, period: "{ kind: calendar-year, cut-off: 12-20 }"),
      records: [
        "工号,学时,日期\nA1,1,2023-12-20\nA1,2,2023-12-21\nA1,4,2024-01-01\nA1,8,2025-12-20\nA1,16,2025-12-21\nA1,32,2026-12-20\nA1,64,2026-12-21\n"
      ])
    #expect(
      try county.measures("count", "A1", "2026") == ["fixed": "60", "rolling": "62", "cut": "48", "school": "32"])
  }

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test(arguments: [3, 77, 2026] as [UInt64])
  func `What SQLite adds up is what the records add up to, whatever is asked`(seed: UInt64) throws {
    var random = Generator(state: seed)
    var lines = ["工号,学时,日期,方式,学分"]
    for _ in 0..<300 {
      let day = Day("2024-01-01")! + Int.random(in: 0..<960, using: &random)
      let person = ["A1", "A2", "A3", "B1", "X1"].randomElement(using: &random)!
      lines.append(
        "\(person),\(Int.random(in: 0...40, using: &random))\(["", ".1", ".25"].randomElement(using: &random)!),\(day),\(["网络", "线下"].randomElement(using: &random)!),\(Bool.random(using: &random) ? "1.5" : "")"
      )
    }
    let county = try RecordedCounty(records: [lines.joined(separator: "\n")])
    let aggregates: [Aggregate] = [
      .count, .sum(.hours), .mean(.hours), .mean(.credits), .distinct(.person), .distinct(.topic), .minimum(per: .month, sum: .hours),
      .minimum(per: .year, sum: nil), .minimum(per: .semester, sum: nil), .latest(.hours), .latest(.credits), .sum(.credits),
    ]
    let rules: [PeriodRule?] = [nil, .month, .rolling(months: 18), .cycle(years: 3, from: Day("2024-01-01")!), .always]
    let period = try #require(PeriodRule.calendarYear(cutOff: nil).period(named: "2025"))
    let semesters = [Semester(schoolYear: 2024, term: 2, firstDay: Day("2025-02-17")!, weeks: 20)!]
    try county.office.store.read { reader in
      for aggregate in aggregates {
        for rule in rules {
          for kind in [SchemeSubject.Kind.person, .school, .studio, .zone, .district] {
            let scope: SubjectScope = kind == .person ? .subject : .members
            let query = MeasureQuery(
              .hours, filters: Bool.random(using: &random) ? [.mode: ["网络"]] : [:], scope: scope, window: rule, aggregate: aggregate)
            let totals = try #require(try reader.measure(query, of: kind, period: period, semesters: semesters, isTraced: false))
            let rows = try #require(try reader.measure(query, of: kind, period: period, semesters: semesters, isTraced: true))
            let days = try #require(query.days(in: period, semesters: semesters))
            let nothing = query.valueOfNothing(days: days, semesters: semesters).content
            for subject in Set(totals.keys).union(rows.keys) {
              #expect(
                totals[subject]?.content ?? nothing == rows[subject]?.content ?? nothing,
                "seed \(seed) \(kind) \(subject) \(aggregate) \(rule as Any)")
            }
          }
        }
      }
    }
  }

  @Test func `What is asked of holders alone is the same with and without its records`() throws {
    let county = try RecordedCounty(
      records: [
        "工号,称号,授予日期,到期日期\nA1,骨干,2025-03-01,\nA2,骨干,2025-01-10,2025-02-20\nA3,骨干,2024-01-01,2026-12-31",
        "工号,成果类别,成果名称,日期\nA3,心得,一,2025-03-05",
      ])
    let period = try #require(PeriodRule.calendarYear(cutOff: nil).period(named: "2025"))
    let semesters = [Semester(schoolYear: 2024, term: 2, firstDay: Day("2025-02-17")!, weeks: 20)!]
    var least = MeasureQuery(.outcomes, aggregate: .minimum(per: .semester, sum: nil))
    least.held = ["骨干"]
    let queries = [least, MeasureQuery(.titles, aggregate: .semesters)]
    let expected: [[String: MeasuredValue.Content]] = [
      ["A1": .number(0), "A2": .missing, "A3": .number(1)], ["A1": .number(1), "A2": .number(0), "A3": .number(1)],
    ]
    for isTraced in [true, false] {
      let found = try county.office.store.read { reader in
        try queries.map { query in
          try reader.measure(query, of: .person, period: period, semesters: semesters, isTraced: isTraced)?.mapValues(\.content) ?? [:]
        }
      }
      #expect(found == expected)
    }
  }

  @Test(arguments: [5, 41] as [UInt64])
  func `Whatever is entered, corrected, withdrawn and published, the journal gives the same tables and the same results`(seed: UInt64)
    throws
  {
    var random = Generator(state: seed)
    let county = try RecordedCounty(
      Self.scheme("person", "sum: { from: hours, aggregate: sum, field: hours }\ntimes: { from: attendance }")
        + "\nconsequences: { pay: { title: 津贴, if: outcome == 'pass', do: { pay: 单位, amount: sum }, cite: S4-30 } }\n",
      records: ["活动编号,活动名称,类别,日期\nHD1,一,讲座,2026-01-01\nHD2,二,讲座,2026-02-01\n"])
    var day = Day("2026-12-21")!
    for _ in 0..<80 {
      day = day + Int.random(in: 0...1, using: &random)
      let office = try county.fixture.office(on: day.description)
      let (person, number) = (["A1", "A2", "B1"].randomElement(using: &random)!, Int.random(in: 1...9, using: &random))
      let hours = ["工号": person, "学时": "\(number)", "日期": "2026-0\(number)-01"]
      // What is refused changes nothing.
      switch Int.random(in: 0..<7, using: &random) {
      case 0: _ = county.fixture.refusal { try office.addRecord("学时", hours) }
      case 1: _ = county.fixture.refusal { try office.addRecord("学时", hours, correcting: "hours-\(number)") }
      case 2: _ = county.fixture.refusal { try office.signIn("HD\(number % 2 + 1)", [person], ["present", "late", "absent"][number % 3]) }
      case 3: _ = county.fixture.refusal { try office.withdrawRecords([["hours", "attendance"][number % 2] + "-\(number)"], reason: "错") }
      case 4: _ = county.fixture.refusal { try office.addRecord("称号", ["工号": person, "称号": "骨干", "授予日期": "2026-01-0\(number)"]) }
      case 5: _ = county.fixture.refusal { try office.revokeTitle("title-\(number)", on: nil, reason: "取消") }
      default: _ = try office.publish(Office.EvaluationRequest("count", period: "2026", subjects: [person]))
      }
    }
    let office = try county.office
    #expect(try office.store.tablesThatDifferFromJournal() == [], "seed \(seed)")
    for publication in try office.publications() {
      #expect(try office.differences(fromPublication: publication.id) == [], "seed \(seed) publication \(publication.id)")
    }
  }
}
