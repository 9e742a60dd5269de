import AcademicCalendar
public import Foundation

/// A report as an Excel workbook: a sheet for each table with real types and a frozen heading, and the sheet 来源 that says what every
/// row rests on. The same report gives the same bytes: its day stands for the time of creation.
public enum XLSXReport {
  /// The file's bytes.
  /// - Throws: `ReportError`.
  public static func data(_ report: Report) throws -> Data {
    // The library writes files only.
    let folder = FileManager.default.temporaryDirectory.appending(path: "jiaoli-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw ReportError(description: "不能建立临时文件夹 \(folder.path)")
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "report.xlsx")
    try write(report, to: file.path)
    guard let data = FileManager.default.contents(atPath: file.path) else { throw ReportError(description: "读不回电子表格 \(file.path)") }
    return data
  }

  private static func write(_ report: Report, to path: String) throws(ReportError) {
    let workbook = try Workbook(path: path)
    workbook.describe(title: report.title, created: Int(report.day.rawValue) * 86_400)
    var names = SheetNames()
    let styles = CellStyles()
    let lines = SourceLine.all(of: report)
    var firstRows: [Int] = []
    for (index, table) in report.tables.enumerated() {
      let isLast = index == report.tables.count - 1
      let writer = SheetWriter(sheet: try workbook.addSheet(names.name(table.title)), styles: styles)
      firstRows.append(try writer.write(table, of: report, notes: isLast ? report.notes : [], in: workbook))
    }
    if !lines.isEmpty {
      let writer = SheetWriter(sheet: try workbook.addSheet(names.name("来源")), styles: styles)
      _ = try writer.write(sources(lines, firstRows), of: report, notes: [], in: workbook)
    }
    try workbook.close()
  }

  /// The sheet of sources; rows are numbered as Excel numbers them.
  private static func sources(_ lines: [SourceLine], _ firstRows: [Int]) -> Report.Table {
    Report.Table(
      name: "sources", title: "来源",
      columns: [
        Report.Column("table", "表", width: 24), Report.Column("row", "行号", .integer), Report.Column("label", "行首", width: 30),
        Report.Column("kind", "种类"), Report.Column("reference", "编号", width: 40), Report.Column("title", "名称", width: 40),
        Report.Column("day", "日期", .day),
      ],
      rows: lines.map { line in
        let row = line.row.map { Report.Cell.integer(firstRows[line.number] + $0) } ?? .empty
        return Report.Row([
          .text(line.table), row, .text(line.label), .text(line.source.kindTitle), .text(line.source.reference), .text(line.source.title),
          Report.Cell(line.source.day),
        ])
      })
  }
}

/// Writes one table into a sheet: the title, paragraphs, the heading, rows, clauses and notes.
private struct SheetWriter {
  let sheet: Worksheet
  let styles: CellStyles

  /// The narrowest and the widest that a column is without a hint, in characters.
  private static let widths = 10...46
  /// A line of text in points.
  private static let lineHeight = 15.0

  /// - Returns: the number, as Excel counts, of the row above the first one.
  func write(
    _ table: Report.Table, of report: Report, notes: [String], in workbook: borrowing Workbook
  ) throws(ReportError) -> Int {
    let widths = table.columns.isEmpty ? [90] : table.columns.indices.map { width(of: $0, in: table) }
    for (column, width) in widths.enumerated() { try sheet.setWidth(width, column: column) }
    var row = try head(table, report, widths, workbook)
    let headingRow = table.columns.isEmpty ? nil : row
    sheet.print(isLandscape: widths.reduce(0, +) > 95, headingRow: headingRow)
    if let headingRow {
      for (column, heading) in table.columns.enumerated() {
        try sheet.write(.text(heading.title), row: row, column: column, styles.format(.heading, in: workbook))
      }
      sheet.freeze(row: headingRow + 1, column: table.columns.count > table.leadingColumns + 3 ? table.leadingColumns : 0)
      guard headingRow + table.rows.count + notes.count + 3 < Worksheet.rowLimit else {
        throw ReportError(description: "「\(table.title)」有 \(table.rows.count) 行, 超过电子表格的 \(Worksheet.rowLimit) 行; 请缩小范围或输出为 csv")
      }
      row += 1
      for line in table.rows {
        try write(line, table, row: row, workbook)
        row += 1
      }
      if !table.rows.isEmpty, !table.isForm {
        try sheet.filter(row: headingRow, lastRow: row - 1, lastColumn: table.columns.count - 1)
      }
    }
    let clauses = table.clauses.isEmpty ? [] : ["依据: " + table.clauses.joined(separator: "、")]
    for note in clauses + notes.map({ "注: " + $0 }) {
      try paragraph(note, .note, row: row, widths, workbook)
      row += 1
    }
    return (headingRow ?? 0) + 1
  }

  private func head(
    _ table: Report.Table, _ report: Report, _ widths: [Int], _ workbook: borrowing Workbook
  ) throws(ReportError) -> Int {
    let title = table.title == report.title ? report.title : "\(report.title) · \(table.title)"
    try sheet.write(title, row: 0, columns: widths.count, styles.format(.title, in: workbook))
    try sheet.setHeight(28, row: 0)
    let subtitle = [report.subtitle, "截至 \(report.day)"].filter { !$0.isEmpty }.joined(separator: " · ")
    try sheet.write(subtitle, row: 1, columns: widths.count, styles.format(.subtitle, in: workbook))
    var row = 2
    for text in table.introduction {
      try paragraph(text, .paragraph, row: row, widths, workbook)
      row += 1
    }
    return row
  }

  /// A text over all columns; what is merged does not find its own height.
  private func paragraph(
    _ text: String, _ style: CellStyles.Style, row: Int, _ widths: [Int], _ workbook: borrowing Workbook
  ) throws(ReportError) {
    try sheet.write(text, row: row, columns: widths.count, styles.format(style, in: workbook))
    let lines = DisplayWidth.wrap(text, max(10, widths.reduce(0, +) - 2)).count
    try sheet.setHeight(Double(lines) * Self.lineHeight + 3, row: row)
  }

  private func write(_ line: Report.Row, _ table: Report.Table, row: Int, _ workbook: borrowing Workbook) throws(ReportError) {
    for (column, cell) in line.cells.enumerated() where column < table.columns.count {
      let definition = table.columns[column]
      let style: CellStyles.Style =
        cell == .unknown ? .unknown : .cell(definition.kind, definition.alignment, isTotal: line.style == .total)
      try sheet.write(cell, row: row, column: column, styles.format(style, in: workbook))
    }
    if line.style == .form { try sheet.setHeight(4 * Self.lineHeight, row: row) }
  }

  private func width(of column: Int, in table: Report.Table) -> Int {
    let definition = table.columns[column]
    let widest = table.rows.lazy.map { DisplayWidth.of($0.cells[column].text) }.max() ?? 0
    let most = definition.width ?? Self.widths.upperBound
    // Where people write by hand there is as much room as the hint says.
    if table.isForm { return max(most, Self.widths.lowerBound) }
    // The filter's arrow takes two.
    return max(Self.widths.lowerBound, max(DisplayWidth.of(definition.title) + 4, min(widest, most) + 2))
  }
}
