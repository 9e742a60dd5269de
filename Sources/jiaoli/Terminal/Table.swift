import Reports

/// A list of the command line: a table whose lines each stay one line, cut where they are wider.
struct Table {
  private var table: TextTable

  /// - Parameters:
  ///   - header: the headings.
  ///   - rightAligned: columns of numbers.
  ///   - widest: the widest a column may be.
  init(_ header: [String], rightAligned: Set<Int> = [], widest: Int = 44) {
    table = TextTable(header, rightAligned: rightAligned, widest: widest, overflow: .cut)
  }

  mutating func add(_ row: [String]) { table.add(row.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }) }

  /// Lines without a blank at their end.
  var text: String { table.text }
}

/// A bar that shows a share.
enum Bar {
  static func of(_ done: Int, _ total: Int, width: Int = 20) -> String {
    let filled = total == 0 ? 0 : done * width / total
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }
}
