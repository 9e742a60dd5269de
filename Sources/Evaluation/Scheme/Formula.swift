public import Rules

/// An expression of a scheme.
public struct Formula: Sendable {
  /// As people wrote it.
  public let source: String
  /// With whole numbers made doubles.
  let expression: Expression
  /// The same with the sides of comparisons freed of the noise of binary fractions; nil where no side computes anything.
  let exact: Expression?

  init(_ source: String, _ expression: Expression, exact: Expression?) {
    (self.source, self.expression, self.exact) = (source, expression, exact)
  }

  /// The type of its value.
  public var type: ValueType { expression.type }
  /// The names that it reads.
  public var variables: [String] { expression.variables }

  /// Its value under these bindings.
  public func evaluate(_ bindings: Bindings) -> Outcome { (exact ?? expression).evaluate(bindings) }

  /// Why it has its value: as it was written, unless only the exact form shows it.
  public func explain(_ bindings: Bindings, titles: [String: String]) -> Explanation {
    let plain = expression.explain(bindings, titles: titles)
    guard let exact, exact.evaluate(bindings) != plain.outcome else { return plain }
    return exact.explain(bindings, titles: titles)
  }
}
