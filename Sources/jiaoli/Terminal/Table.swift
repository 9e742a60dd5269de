import Reports

/// A table for people, aligned by display width.
struct Table {
  private var rows: [[String]]
  private let rightAligned: Set<Int>
  private let widest: Int

  /// - Parameters:
  ///   - header: the headings.
  ///   - rightAligned: columns of numbers.
  ///   - widest: the widest a column may be.
  init(_ header: [String], rightAligned: Set<Int> = [], widest: Int = 44) {
    rows = [header]
    (self.rightAligned, self.widest) = (rightAligned, widest)
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// Lines without a blank at their end.
  var text: String {
    let widths = rows[0].indices.map { column in min(widest, rows.map { DisplayWidth.of($0[column]) }.max() ?? 0) }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell -> String in
        let filled = DisplayWidth.fit(cell, widths[column])
        guard rightAligned.contains(column) else { return filled }
        let blanks = filled.reversed().prefix { $0 == " " }.count
        return String(repeating: " ", count: blanks) + filled.dropLast(blanks)
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}

/// A bar that shows a share.
enum Bar {
  static func of(_ done: Int, _ total: Int, width: Int = 20) -> String {
    let filled = total == 0 ? 0 : done * width / total
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }
}
