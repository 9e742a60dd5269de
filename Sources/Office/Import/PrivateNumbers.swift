/// Numbers that must not be stored: national identity numbers and mobile phone numbers.
enum PrivateNumbers {
  // Compiled once: every row of a roster is asked. A regex of plain characters holds nothing that threads could disturb, though its type cannot
  // say so.
  nonisolated(unsafe) private static let pattern = /[0-9]{15}|[0-9]{17}[0-9Xx]|1[3-9][0-9]{9}/

  /// Whether a text holds one.
  static func occur(in text: String) -> Bool {
    let digits = text.utf8.count { (48...57).contains($0) }
    guard digits >= 11 else { return false }
    // Runs of digits are taken whole, so that a long code that merely contains such a number is not refused.
    let runs = text.split { !($0.isASCII && ($0.isNumber || $0 == "X" || $0 == "x")) }
    return runs.contains { run in
      run.wholeMatch(of: pattern) != nil
    }
  }
}
