/// What functions see of an evaluation: the budget, the calendar, and the place for errors.
struct Context {
  /// What is left of the cost budget.
  private(set) var budget: Int
  let calendar: (any DayProvider)?
  var position = Position()

  init(budget: Int, calendar: (any DayProvider)?) {
    self.budget = budget
    self.calendar = calendar
  }

  func fail(_ reason: EvaluationError.Reason, _ message: String) -> Halt { Halt(.error(EvaluationError(reason, message, at: position))) }

  /// Takes from the budget before the work is done.
  @inline(__always)
  mutating func charge(_ cost: Int) throws(Halt) {
    budget &-= cost
    if budget < 0 { throw exhausted() }
  }

  /// For work that grows with the length of strings or bytes.
  @inline(__always)
  mutating func charge(bytes: Int) throws(Halt) { try charge(1 + bytes >> 4) }

  @inline(never)
  private mutating func exhausted() -> Halt {
    budget = 0
    return fail(.budget, "计算量超出上限")
  }
}

/// How much one evaluation may cost; see <doc:Conformance>.
public enum Budget {
  /// About a second of work and a few hundred megabytes at the very most.
  public static let standard = 5_000_000
}
