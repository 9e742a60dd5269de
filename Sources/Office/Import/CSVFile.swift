import SwiftCSV
import YAMLReading

/// The header and the rows of a CSV file; what its headings mean is for who reads it.
struct CSVFile {
  /// A row that is not blank.
  struct Row {
    /// The line on which it begins, 1-based.
    let line: Int
    /// As many as the row has.
    let fields: [String]
    /// Whether there is text beyond the last heading: a comma within a field moved the others.
    let isTooLong: Bool
  }

  let name: String
  /// Without white space at their ends.
  let header: [String]
  let rows: [Row]

  /// - Throws: `OfficeError` where it is no CSV, or empty.
  init(_ text: String, file: String) throws(OfficeError) {
    // An unclosed quote swallows what follows and is no error to the parser; in sound CSV quotes come in pairs.
    guard text.utf8.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2),
      let csv = try? EnumeratedCSV(string: text, delimiter: .comma, loadColumns: false)
    else {
      throw OfficeError(.badInput, "\(file) 不是合法的 CSV", advice: "检查引号是否成对; 什么也没有改动")
    }
    (name, header) = (file, csv.header.map { $0.trimmed })
    guard header.contains(where: { !$0.isEmpty }) else {
      throw OfficeError(.badInput, "\(file) 是空的", places: ["\(file):1"], advice: "检查文件; 什么也没有改动")
    }
    var line = 1 + Self.breaks(csv.header)
    var rows: [Row] = []
    for fields in csv.rows {
      line += 1
      if fields.contains(where: { !$0.trimmed.isEmpty }) {
        let isTooLong = fields.dropFirst(header.count).contains { !$0.trimmed.isEmpty }
        rows.append(Row(line: line, fields: fields, isTooLong: isTooLong))
      }
      line += Self.breaks(fields)
    }
    self.rows = rows
  }

  private static func breaks(_ fields: [String]) -> Int { fields.reduce(0) { $0 + $1.count(where: \.isNewline) } }

  /// Where each column stands, by its meaning.
  ///
  /// - Parameter meaning: of a heading; nil where it has none.
  /// - Throws: `OfficeError` where two headings mean the same.
  func columns<Meaning: Hashable>(_ meaning: (String) -> Meaning?) throws(OfficeError) -> [Meaning: Int] {
    var columns: [Meaning: Int] = [:]
    for (index, heading) in header.enumerated() {
      guard let meaning = meaning(heading), columns.updateValue(index, forKey: meaning) != nil else { continue }
      throw OfficeError(.badInput, "列「\(heading)」出现两次", places: ["\(name):1"], advice: "删去一列, 或改正它的表头; 什么也没有改动")
    }
    return columns
  }

  /// Nobody knows this header.
  /// - Parameter known: the headers that would do, as people write them.
  func unknownHeader(known: [String]) -> OfficeError {
    OfficeError(
      .badInput, "\(name) 的表头不认识: \(header.prefix(6).joined(separator: ","))", places: ["\(name):1"],
      advice: "表头须是以下之一: " + known.joined(separator: "; "))
  }
}
