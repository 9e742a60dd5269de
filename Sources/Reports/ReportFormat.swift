public import Foundation

/// What a report can be printed as.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
  /// Aligned text for a terminal.
  case table
  case csv, xlsx, html, json

  /// The format that a file's extension asks for; text for `txt`.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "txt": self = .table
    case "htm": self = .html
    case let name: self.init(rawValue: name)
    }
    if fileExtension.lowercased() == "table" { return nil }
  }

  /// The report in this format.
  /// - Parameter isSourced: whether a terminal's text lists the sources; the other formats but CSV always bring them.
  /// - Throws: `ReportError`.
  public func print(_ report: Report, isSourced: Bool = false) throws -> Data {
    switch self {
    case .table: Data((ReportText.text(report, isSourced: isSourced) + "\n").utf8)
    case .csv: CSVReport.data(report)
    case .xlsx: try XLSXReport.data(report)
    case .html: Data(try HTMLReport.text(report).utf8)
    case .json: try JSONReport.data(report)
    }
  }
}

/// Why a report could not be printed, in Chinese.
public struct ReportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence.
  public var description: String
}
