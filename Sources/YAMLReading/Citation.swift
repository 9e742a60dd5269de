/// Where a rule comes from: the row of REQUIREMENTS.md and the policy's own clause number.
public struct Citation: Hashable, Sendable, CustomStringConvertible {
  /// The row, such as `S1-3`.
  public let requirement: String
  /// The clause in the policy's own numbering, such as 六(一)1; empty where the policy numbers none.
  public let clause: String

  /// Reads `S1-3 六(一)1`; nil where the row is missing.
  public init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard let row = parts.first, row.wholeMatch(of: /S[0-9]-[0-9]{1,2}/) != nil else { return nil }
    requirement = String(row)
    clause = parts.count > 1 ? parts[1].trimmed : ""
  }

  public var description: String { clause.isEmpty ? requirement : "\(requirement) \(clause)" }
}

extension StringProtocol {
  /// The text without white space at either end.
  public var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
