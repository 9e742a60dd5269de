import AcademicCalendar

/// A report as text for a terminal.
public enum ReportText {
  /// How many lines of sources are shown at most; the other formats have all.
  private static let sourceLimit = 500

  /// The report in lines.
  /// - Parameter isSourced: whether the sources are listed at the end.
  public static func text(_ report: Report, isSourced: Bool = false) -> String {
    var parts = [([report.title] + (report.subtitle.isEmpty ? [] : [report.subtitle])).joined(separator: "\n")]
    parts += report.tables.map { table($0, isTitled: report.tables.count > 1) }
    if !report.notes.isEmpty { parts.append(report.notes.map { "注: " + visible($0) }.joined(separator: "\n")) }
    if isSourced { parts.append(sources(report)) }
    return parts.joined(separator: "\n\n")
  }

  private static func table(_ table: Report.Table, isTitled: Bool) -> String {
    var parts = isTitled ? ["【\(visible(table.title))】"] : []
    parts += table.introduction.flatMap { DisplayWidth.wrap(visible($0), 100) }
    if !table.columns.isEmpty {
      parts.append(table.rows.isEmpty ? "(没有)" : grid(table))
    }
    if !table.clauses.isEmpty { parts += DisplayWidth.wrap("依据: " + table.clauses.joined(separator: "、"), 100) }
    return parts.joined(separator: "\n")
  }

  /// Columns in which no row says anything take no room.
  private static func grid(_ whole: Report.Table) -> String {
    var table = whole
    let shown = whole.columns.indices.filter { column in whole.isForm || whole.rows.contains { !$0.cells[column].text.isEmpty } }
    table.columns = shown.map { whole.columns[$0] }
    table.rows = whole.rows.map { row in Report.Row(shown.map { row.cells[$0] }) }
    var text = TextTable(
      table.columns.map(\.title), rightAligned: Set(table.columns.indices.filter { table.columns[$0].alignment == .trailing }),
      widths: Dictionary(
        uniqueKeysWithValues: table.columns.enumerated().compactMap { index, column in
          column.width.map { (index, max($0, DisplayWidth.of(column.title))) }
        }), overflow: .wrap)
    for row in table.rows { text.add(row.cells.map { visible($0.text) }) }
    return text.text
  }

  private static func sources(_ report: Report) -> String {
    let lines = SourceLine.all(of: report)
    guard !lines.isEmpty else { return "【来源】\n(没有)" }
    var text = TextTable(["表", "行", "行首", "种类", "编号", "名称", "日期"], rightAligned: [1], widths: [4: 24], overflow: .wrap)
    for line in lines.prefix(sourceLimit) {
      text.add([
        line.table, line.row.map(String.init) ?? "", visible(line.label), line.source.kindTitle, visible(line.source.reference),
        visible(line.source.title), line.source.day?.description ?? "",
      ])
    }
    let more = lines.count > sourceLimit ? "\n另有 \(lines.count - sourceLimit) 条, 请输出为 xlsx、html 或 json 查看" : ""
    return "【来源】\n" + text.text + more
  }

  /// Without anything that would move a terminal's cursor.
  private static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) }
}
