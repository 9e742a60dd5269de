/// What is wrong with an expression, found before it runs.
public struct RuleError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A plain sentence in Chinese.
  public let message: String
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, counted in Unicode scalars.
  public let column: Int

  init(_ message: String, at position: Position) {
    self.message = message
    line = Int(position.line)
    column = Int(position.column)
  }

  public var description: String { "第 \(line) 行第 \(column) 列: \(message)" }
}

/// Why an evaluation has no value.
public struct EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Reason: String, Hashable, Sendable {
    /// No such operation for these types.
    case noMatchingOverload
    /// A map has no such key.
    case noSuchField
    /// A name without a value.
    case noSuchVariable
    /// A number, duration or date beyond its range.
    case overflow
    case divisionByZero
    /// An argument that the operation does not accept.
    case invalidArgument
    /// The cost budget is used up.
    case budget
  }

  /// The kind of failure.
  public let reason: Reason
  /// A plain sentence in Chinese.
  public let message: String
  /// The line of the operation that failed, from 1.
  public let line: Int
  /// Its column, from 1.
  public let column: Int

  init(_ reason: Reason, _ message: String, at position: Position) {
    self.reason = reason
    self.message = message
    line = Int(position.line)
    column = Int(position.column)
  }

  public var description: String { "第 \(line) 行第 \(column) 列: \(message)" }
}

/// A place in the source, from 1:1, in Unicode scalars.
struct Position: Hashable, Sendable {
  var line: Int32 = 1
  var column: Int32 = 1
}
