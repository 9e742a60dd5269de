/// A table for a terminal, aligned by display width.
public struct TextTable: Sendable {
  /// What becomes of a cell that is wider than its column may be.
  public enum Overflow: Hashable, Sendable {
    /// It is cut, with `…`.
    case cut
    /// It goes on in the next line.
    case wrap
  }

  private var rows: [[String]]
  private let rightAligned: Set<Int>
  private let widest: Int
  private let widths: [Int: Int]
  private let overflow: Overflow

  /// - Parameters:
  ///   - header: the headings.
  ///   - rightAligned: columns of numbers.
  ///   - widest: the widest a column may be.
  ///   - widths: the widest that single columns may be.
  ///   - overflow: what becomes of wider cells.
  public init(
    _ header: [String], rightAligned: Set<Int> = [], widest: Int = 44, widths: [Int: Int] = [:], overflow: Overflow = .cut
  ) {
    rows = [header]
    (self.rightAligned, self.widest, self.widths, self.overflow) = (rightAligned, widest, widths, overflow)
  }

  /// Adds a row of as many cells as there are headings.
  public mutating func add(_ row: [String]) { rows.append(row) }

  /// Lines without a blank at their end.
  public var text: String {
    let shown = rows.map { $0.enumerated().map { lines($0.element, limit($0.offset)) } }
    let widths = rows[0].indices.map { column in
      min(limit(column), shown.lazy.flatMap { $0[column] }.map(DisplayWidth.of).max() ?? 0)
    }
    return shown.flatMap { row in
      (0..<(row.map(\.count).max() ?? 0)).map { number in
        let cells = row.enumerated().map { column, lines in fill(number < lines.count ? lines[number] : "", column, widths[column]) }
        return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
      }
    }.joined(separator: "\n")
  }

  private func limit(_ column: Int) -> Int { widths[column] ?? widest }

  private func lines(_ cell: String, _ limit: Int) -> [String] {
    overflow == .cut ? [cell] : DisplayWidth.wrap(cell, limit)
  }

  private func fill(_ text: String, _ column: Int, _ width: Int) -> String {
    let filled = DisplayWidth.fit(text, width)
    guard rightAligned.contains(column) else { return filled }
    let blanks = filled.reversed().prefix { $0 == " " }.count
    return String(repeating: " ", count: blanks) + filled.dropLast(blanks)
  }
}
