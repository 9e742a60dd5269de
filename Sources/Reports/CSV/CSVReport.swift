public import Foundation

/// The tables of a report as CSV (RFC 4180): UTF-8 with a byte order mark, by which Excel knows the encoding, and CRLF.
///
/// One table is its headings and rows. Several follow one another, each after a line with its title and before an empty one, and all
/// lines have the same number of fields, as the RFC asks.
public enum CSVReport {
  /// The file's bytes.
  public static func data(_ report: Report) -> Data {
    let tables = report.tables.filter { !$0.columns.isEmpty }
    let width = tables.map(\.columns.count).max() ?? 1
    var text = "\u{FEFF}"
    for (index, table) in tables.enumerated() {
      if tables.count > 1 {
        if index > 0 { text += line([], width) }
        text += line([field(table.title)], width)
      }
      text += line(table.columns.map { field($0.title) }, width)
      for row in table.rows { text += line(row.cells.map(field), width) }
    }
    return Data(text.utf8)
  }

  private static func line(_ fields: [String], _ width: Int) -> String {
    (fields + Array(repeating: "", count: width - fields.count)).joined(separator: ",") + "\r\n"
  }

  private static func field(_ cell: Report.Cell) -> String {
    if case .text(let text) = cell { field(text) } else { quoted(cell.plainText) }
  }

  /// A text of people: a spreadsheet must not take it for a formula, so one that begins like it gets an apostrophe before it.
  private static func field(_ text: String) -> String {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace || $0 == "\t" || $0 == "\r" || $0 == "\n" }
    return quoted(first.map(formulaStarts.contains) == true ? "'" + text : text)
  }

  /// ASCII and full width, and what a spreadsheet skips before it looks (OWASP, CSV Injection).
  private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

  private static func quoted(_ text: String) -> String {
    let isPlain = !text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
