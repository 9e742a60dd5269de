public import AcademicCalendar
import Rules

/// One record that was counted, so that a result can be followed back to the evidence.
public struct RecordReference: Hashable, Sendable, Codable {
  /// The kind of record: `task`, `session`, `hours`, `result`….
  public var kind: String
  /// Its identifier in the office.
  public var id: String
  /// What people call it.
  public var title: String
  /// The day by which it was counted.
  public var day: Day?
  /// What it added, where a sum was made.
  public var amount: Double?

  /// A reference.
  public init(kind: String, id: String, title: String, day: Day? = nil, amount: Double? = nil) {
    (self.kind, self.id, self.title, self.day, self.amount) = (kind, id, title, day, amount)
  }
}

/// How an earlier period ended.
public struct HistoryEntry: Hashable, Sendable, Codable {
  /// The key of the period.
  public var period: String
  /// Its verdict.
  public var verdict: Verdict
  /// Its grade, if there was one.
  public var grade: String?

  /// How a period ended.
  public init(period: String, verdict: Verdict, grade: String? = nil) { (self.period, self.verdict, self.grade) = (period, verdict, grade) }
}

/// What the office found for one measure of one subject.
public struct MeasuredValue: Hashable, Sendable, Codable {
  /// What was found.
  public enum Content: Hashable, Sendable, Codable {
    case number(Double)
    case text(String)
    case day(Day)
    /// A whole number from `low` through `high`: some members' results are unknown because of these names.
    case between(low: Int, high: Int, missing: Set<String>)
    /// How earlier periods ended; their order does not matter.
    case history([HistoryEntry])
    /// Nothing to judge by: not recorded, or no record to take a mean of.
    case missing
  }

  /// What was found.
  public var content: Content
  /// The records counted, in the order in which they are shown.
  public var records: [RecordReference]

  /// A value with its records.
  public init(_ content: Content, records: [RecordReference] = []) { (self.content, self.records) = (content, records) }

  /// A number with its records.
  public static func number(_ number: some BinaryInteger, records: [RecordReference] = []) -> MeasuredValue {
    MeasuredValue(.number(Double(number)), records: records)
  }

  /// A number with its records.
  public static func number(_ number: Double, records: [RecordReference] = []) -> MeasuredValue {
    MeasuredValue(.number(number), records: records)
  }

  /// The value in expressions; nil where there is none, or where it follows only from the scheme's period.
  var plain: Value? {
    switch content {
    case .number(let number): .double(number.settled)
    case .text(let text): .string(text)
    case .day(let day): .day(day)
    case .between, .history, .missing: nil
    }
  }
}

extension Double {
  /// Without the noise of binary fractions: what lies within a hair of a number with six decimals is that number, so that sums of tenths
  /// meet the boundary that people wrote. Anything else, such as a third, is left as it is, nearest to the true quotient.
  var settled: Double {
    let near = rounded6
    return abs(self - near) <= 1e-12 * Swift.max(1, abs(self)) ? near : self
  }

  /// A sum as measures hold it: without the noise of binary fractions.
  public var settledSum: Double { settled }

  /// As people write it: at most six decimals, and none where it is whole.
  var shown: String {
    let near = rounded6
    return near == near.rounded() && abs(near) < 1e15 ? String(Int64(near)) : near.description
  }

  private var rounded6: Double {
    let scaled = (self * 1_000_000).rounded()
    return abs(scaled) < 9e15 ? scaled / 1_000_000 : self
  }
}
