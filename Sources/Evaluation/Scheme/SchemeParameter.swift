public import Rules
public import YAMLReading

/// A number or word that an office sets without touching the scheme; left blank it is unset (未设定), which is not zero.
public struct SchemeParameter: Sendable {
  /// What it holds.
  public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
    case number, text, bool, day

    /// What a value must be, in Chinese.
    public var title: String {
      switch self {
      case .number: "数 (整数或小数)"
      case .text: "文字"
      case .bool: "true 或 false"
      case .day: "日期 (如 2026-09-01)"
      }
    }

    /// Its type in expressions. A number is always a double, so that a quotient is never cut to a whole number.
    var type: ValueType {
      switch self {
      case .number: .double
      case .text: .string
      case .bool: .bool
      case .day: .day
      }
    }
  }

  /// Where a run's own setting is found, so that what was opened and what is judged agree.
  public struct RunParameter: Hashable, Sendable, Codable {
    /// The workflow.
    public var workflow: String
    /// Its parameter.
    public var parameter: String

    /// A parameter of a workflow.
    public init(workflow: String, parameter: String) { (self.workflow, self.parameter) = (workflow, parameter) }
  }

  /// Its identifier; expressions write hyphens as underscores.
  public var name: String
  /// What people call it.
  public var title: String
  /// What it holds.
  public var kind: Kind
  /// Its value unless the office sets another; nil is unset.
  public var defaultValue: Value?
  /// Values that hold for one year only: weights that change by year.
  public var byYear: [Int: Value]
  /// The run's parameter that it follows, where the subject has such a run.
  public var follows: RunParameter?
  /// The clause it comes from.
  public var cite: Citation?

  /// The value in a year, unless the office sets another.
  public func value(in year: Int) -> Value? { byYear[year] ?? defaultValue }
}
