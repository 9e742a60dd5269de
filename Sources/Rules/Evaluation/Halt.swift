/// Why an evaluation stopped; one word wide, so that throwing costs nothing on the way of a value.
struct Halt: Error, Sendable {
  private let box: Box

  enum Cause: Sendable {
    case error(EvaluationError)
    case unknown(Set<String>)
  }

  private final class Box: Sendable {
    let cause: Cause
    init(_ cause: Cause) { self.cause = cause }
  }

  init(_ cause: Cause) { box = Box(cause) }

  var cause: Cause { box.cause }

  /// The names that are unset, if that is why.
  var unknown: Set<String>? { if case .unknown(let names) = box.cause { names } else { nil } }

  /// Of two stops: unset names are united and go before errors, since a value for them may take the error away.
  /// An exhausted budget goes before all.
  func merged(with other: Halt) -> Halt {
    if isFinal { return self }
    if other.isFinal { return other }
    guard let mine = unknown else { return other.unknown == nil ? self : other }
    guard let others = other.unknown else { return self }
    return Halt(.unknown(mine.union(others)))
  }

  /// Whether no operator may absorb it.
  var isFinal: Bool {
    if case .error(let error) = box.cause { error.reason == .budget } else { false }
  }
}
