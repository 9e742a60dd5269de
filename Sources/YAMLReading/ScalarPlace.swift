public import Yams

extension Reading {
  /// Where a character of a scalar stands in the file; where the file writes the scalar otherwise than it is read (folded, with escapes, over
  /// several lines), where the scalar begins.
  /// - Parameters:
  ///   - line: of the scalar's text, 1-based.
  ///   - column: 1-based, in Unicode scalars.
  public func place(in node: Node, line: Int, column: Int) -> (line: Int, column: Int) {
    guard let mark = node.mark else { return (1, 1) }
    guard case .scalar(let scalar) = node else { return (mark.line, mark.column) }
    let parts = scalar.string.split(separator: "\n", omittingEmptySubsequences: false)
    guard parts.indices.contains(line - 1) else { return (mark.line, mark.column) }
    let part = Array(parts[line - 1].unicodeScalars)
    switch scalar.style {
    case .literal, .folded:
      // The text begins on the line after the mark, indented.
      let written = self.line(mark.line + line)
      guard written.count >= part.count, Array(written.suffix(part.count)) == part else { break }
      return (mark.line + line, written.count - part.count + column)
    case .any, .plain, .singleQuoted, .doubleQuoted:
      let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
      let start = mark.column - 1 + (isQuoted ? 1 : 0)
      guard parts.count == 1, self.line(mark.line).dropFirst(start).starts(with: part) else { break }
      return (mark.line, start + column)
    }
    return (mark.line, mark.column)
  }

  /// A line of the file, 1-based, without its end.
  private func line(_ number: Int) -> [Unicode.Scalar] {
    guard lines.indices.contains(number - 1) else { return [] }
    let line = lines[number - 1]
    return Array(line.last == "\r" ? line.dropLast() : line)
  }
}
