/// Something that a reader found in a file, with its place and a way out.
public struct Finding: Error, Hashable, Sendable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable, Codable {
    /// The workflow cannot be started.
    case error
    /// It can, but somebody should look.
    case warning
  }

  /// How bad it is.
  public var severity: Severity
  /// The file, as the reader was told.
  public var file: String
  /// 1-based.
  public var line: Int
  /// 1-based.
  public var column: Int
  /// What is wrong and what to do, in Chinese.
  public var message: String

  /// Something found at a place.
  public init(_ severity: Severity, file: String, line: Int, column: Int, message: String) {
    (self.severity, self.file, self.line, self.column, self.message) = (severity, file, line, column, message)
  }

  /// `file:line:column: 错误: message`.
  public var description: String { "\(file):\(line):\(column): \(severity == .error ? "错误" : "提醒"): \(message)" }
}

/// Every finding of one file.
public struct FindingList: Error, Sendable {
  /// In the order in which they were found.
  public var findings: [Finding]

  /// These findings.
  public init(findings: [Finding]) { self.findings = findings }
}
