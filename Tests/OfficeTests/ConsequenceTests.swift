import AcademicCalendar
import Evaluation
import Foundation
import Store
import Testing
import Workflow

@testable import Office

/// What follows from published results: what gives way when they are published again, and what a decision does.
@Suite struct ConsequenceTests {
  /// A1 holds the title and has a paper, A2 and A3 hold it and have none.
  private static func county() throws -> RecordedCounty {
    try RecordedCounty(
      """
      scheme: reward
      version: 1
      title: 年度奖励
      subject: { kind: person, title: 骨干教师 }
      period: calendar-year
      measures: { papers: { title: 论文, from: outcomes } }
      indicators: { papers: { title: 论文, require: papers >= 1, cite: S4-17 } }
      consequences:
        pay: { title: 奖金, if: outcome == 'pass', do: { pay: 单位, amount: 100 }, cite: S4-30 }
        grant: { title: 授予标兵, if: outcome == 'pass', do: { grant: 标兵 }, cite: S4-27 }
        extra: { title: 追加奖金, if: outcome == 'pass', do: { pay: 单位, amount: 500 }, discretion: true, cite: S4-29 }
        rest: { title: 免修, if: outcome == 'pass', do: { exempt: 继续教育 }, discretion: true, cite: S4-31 }
        cut: { title: 扣减, if: outcome == 'fail', do: { cut: 学校经费 }, discretion: true, cite: S1-21 }
        revoke: { title: 取消资格, if: outcome == 'fail', do: { revoke: 骨干教师 }, discretion: true, cite: S4-29 }
        other: { title: 取消名师, if: outcome == 'fail', do: { revoke: 名师 }, cite: S4-29 }
      """,
      records: [
        "工号,称号,授予日期\nA1,骨干教师,2025-01-01\nA2,骨干教师,2025-01-01\nA3,骨干教师,2025-01-01\n",
        "工号,成果类别,成果名称,日期\nA1,论文,甲,2026-05-01\n",
      ])
  }

  /// `A1 pay 已列入`, by subject and name.
  private func lines(_ county: RecordedCounty, _ person: String) throws -> [String] {
    try county.office.store.read { try $0.consequences() }.filter { $0.subject.id == person }.map { "\($0.name) \($0.state)" }.sorted()
  }

  private func number(_ county: RecordedCounty, _ person: String, _ name: String) throws -> Int64 {
    try #require(
      try county.office.store.read { try $0.consequences() }.last { $0.subject.id == person && $0.name == name && $0.state != .replaced }
    ).id
  }

  /// Titles of tasks that are still to be done.
  private func tasks(_ county: RecordedCounty) throws -> [String] {
    try county.office.tasks(Office.TaskQuery()).filter { !$0.status.isSettled }.map { "\($0.target) \($0.title)" }.sorted()
  }

  private func records(_ county: RecordedCounty, _ person: String) throws -> [String] {
    try county.office.records(
      ["经费", "学时", "称号"], person: person, school: nil, studio: nil, from: nil, through: nil, withWithdrawn: false
    ).map { "\($0.title) \($0.amount) \($0.details)".trimmingCharacters(in: .whitespaces) }.sorted()
  }

  @Test func `Published again unchanged, everybody is asked once, and what was decided stands`() throws {
    let county = try Self.county()
    #expect(try county.publish("reward", "2026").decisions == 6)
    try county.office.decideConsequence(number(county, "A1", "grant"), isConfirmed: true, on: nil, note: nil)
    try county.office.decideConsequence(number(county, "A1", "extra"), isConfirmed: true, on: nil, note: "突出")
    try county.office.decideConsequence(number(county, "A2", "cut"), isConfirmed: false, on: nil, note: "初犯")
    let before = try (lines(county, "A1"), lines(county, "A2"), tasks(county), records(county, "A1"))
    #expect(before.0 == ["extra confirmed", "grant confirmed", "pay done", "rest decision"])
    #expect(before.1 == ["cut declined", "other proposed", "revoke decision"])
    #expect(before.3 == ["标兵", "骨干教师", "奖金 100.00 元 应付", "追加奖金 500.00 元 应付"].sorted())
    for _ in 0..<2 {
      #expect(try county.publish("reward", "2026").decisions == 0)
      #expect(try lines(county, "A1") == before.0 && lines(county, "A2") == before.1)
      #expect(try tasks(county) == before.2 && records(county, "A1") == before.3)
    }
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What follows no longer is gone with its task, and can be decided no more`() throws {
    let county = try Self.county()
    try county.publish("reward", "2026")
    let extra = try number(county, "A1", "extra")
    try county.office.decideConsequence(number(county, "A1", "grant"), isConfirmed: true, on: nil, note: nil)
    try county.office.decideConsequence(number(county, "A1", "rest"), isConfirmed: true, on: nil, note: "突出")
    try county.office.withdrawRecords(["outcome-1"], reason: "不是本人")
    #expect(try county.publish("reward", "2026").decisions == 2)
    #expect(try lines(county, "A1") == ["cut decision", "grant confirmed", "other proposed", "revoke decision"])
    #expect(try records(county, "A1") == ["标兵", "骨干教师"].sorted())
    #expect(try tasks(county).filter { $0.hasPrefix("安一") } == ["安一 酌情决定: 取消资格", "安一 酌情决定: 扣减"].sorted())
    let refusal = county.fixture.refusal { try county.office.decideConsequence(extra, isConfirmed: true, on: nil, note: "仍给") }
    #expect(refusal?.kind == .conflict)
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Who is no longer judged keeps nothing when all are published, and keeps it when others are`() throws {
    let county = try Self.county()
    try county.publish("reward", "2026")
    try county.office.withdrawRecords(["title-1"], reason: "录错")
    _ = try county.office.publish(Office.EvaluationRequest("reward", period: "2026", subjects: ["A2"]))
    #expect(try records(county, "A1") == ["奖金 100.00 元 应付"])
    try county.publish("reward", "2026")
    #expect(try records(county, "A1").isEmpty && lines(county, "A1").isEmpty)
    #expect(try tasks(county).allSatisfy { !$0.hasPrefix("安一") })
    let all = try county.office.store.read { try $0.results(of: ["reward"], days: Day("2026-01-01")!...Day("2026-12-31")!) }
    #expect(all.map(\.subject.id) == ["A2", "A3"])
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A decision takes effect at once, with the amount that was decided, and settles its task`() throws {
    let county = try Self.county()
    try county.publish("reward", "2026")
    func decide(_ person: String, _ name: String, amount: Double? = nil, isConfirmed: Bool = true) throws {
      try county.office.decideConsequence(
        number(county, person, name), isConfirmed: isConfirmed, on: nil, note: "会议决定", amount: amount)
    }
    func refusal(_ person: String, _ name: String, amount: Double?, isConfirmed: Bool = true) -> OfficeError.Kind? {
      county.fixture.refusal { try decide(person, name, amount: amount, isConfirmed: isConfirmed) }?.kind
    }
    #expect(refusal("A2", "cut", amount: nil) == .usage)
    #expect(refusal("A2", "cut", amount: -1) == .badInput)
    #expect(refusal("A2", "cut", amount: 5, isConfirmed: false) == .usage)
    #expect(refusal("A2", "revoke", amount: 5) == .usage)
    try decide("A1", "extra", amount: 300)
    try decide("A1", "rest")
    try decide("A2", "cut", amount: 120.5)
    try decide("A3", "cut", isConfirmed: false)
    #expect(try records(county, "A1") == ["骨干教师", "奖金 100.00 元 应付", "追加奖金 300.00 元 应付", "免修 0 免修 继续教育"].sorted())
    #expect(try records(county, "A2") == ["骨干教师", "扣减 -120.50 元 应扣"].sorted())
    #expect(try records(county, "A3") == ["骨干教师"])
    #expect(try tasks(county) == ["安三 酌情决定: 取消资格", "安二 酌情决定: 取消资格"].sorted())
    let payments = try county.office.paymentReport("reward", period: "2026", subjects: []).texts("payments")
    #expect(
      payments.map { [$0[0], $0[4], $0[6], $0[7]] } == [
        ["A1", "奖金", "100.00", ""], ["A1", "追加奖金", "300.00", "酌情, 已确认"], ["A2", "扣减", "-120.50", "酌情, 已确认"],
        ["合计", "", "279.50", ""],
      ])
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A title is taken away under its own name, and where it is not held nothing is confirmed`() throws {
    let county = try Self.county()
    try county.publish("reward", "2026")
    let other = try number(county, "A2", "other")
    let refusal = county.fixture.refusal { try county.office.decideConsequence(other, isConfirmed: true, on: nil, note: nil) }
    #expect(refusal?.kind == .conflict && refusal?.message == "安二(A2)没有可以取消的称号「名师」")
    try county.office.decideConsequence(other, isConfirmed: false, on: nil, note: nil)
    _ = try county.office.addRecord("称号", ["工号": "A2", "称号": "骨干教师", "授予日期": "2020-01-01", "到期日期": "2024-12-31"])
    try county.office.decideConsequence(number(county, "A2", "revoke"), isConfirmed: true, on: nil, note: "未履职")
    let titles = try county.office.store.read { reader in
      try ["title-2", "title-4"].map { try reader.record(RecordID($0)!)?.ended?.description }
    }
    #expect(titles == ["2026-12-21", nil])
    #expect(try county.office.evaluate("reward", period: "2027", subjects: []).map(\.subject.id) == ["A1", "A3"])
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }
}
