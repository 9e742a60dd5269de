/// The values of names in one evaluation.
public struct Bindings: Sendable {
  /// Values by name.
  public var values: [String: Value]
  /// Names without a value, also of fields (`parameters.hours`): what depends on them is unknown.
  public var unset: Set<String>
  /// Answers `workday(d, n)` and `semester.week(n)`.
  public var calendar: (any DayProvider)?

  /// The values, the names that are known to have none, and the calendar of working days.
  public init(_ values: [String: Value] = [:], unset: Set<String> = [], calendar: (any DayProvider)? = nil) {
    self.values = values
    self.unset = unset
    self.calendar = calendar
  }

  /// The value of a name.
  public subscript(_ name: String) -> Value? { values[name] }
}

/// What an evaluation gives.
public enum Outcome: Hashable, Sendable {
  case value(Value)
  /// It depends on these unset names.
  case unknown(Set<String>)
  case error(EvaluationError)

  /// The value, if there is one.
  public var value: Value? { if case .value(let value) = self { value } else { nil } }
}
