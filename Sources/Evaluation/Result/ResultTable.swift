/// Results as a table: a line for each subject, a column for each indicator (the duty matrix of S1-22), for reports to render.
public struct ResultTable: Hashable, Sendable, Codable {
  /// The headings.
  public var header: [String]
  /// Cells by line, as many as there are headings.
  public var rows: [[String]]

  /// The table of results of one scheme and period.
  public init(_ results: [EvaluationResult]) {
    let columns = results.first?.indicators.map { ($0.name, $0.title) } ?? []
    let (hasScore, hasGrade) = (results.contains { $0.score != nil }, results.contains { $0.grade != nil })
    header = ["编号", "姓名或名称"] + columns.map(\.1) + (hasScore ? ["总分"] : []) + (hasGrade ? ["等次"] : []) + ["结果"]
    rows = results.map { result in
      let cells = Dictionary(result.indicators.map { ($0.name, $0.cell) }, uniquingKeysWith: { $1 })
      var row = [result.subject.id, result.subject.name] + columns.map { cells[$0.0] ?? "" }
      if hasScore { row.append(result.score.map { $0.value?.shown ?? "未设定" } ?? "") }
      if hasGrade { row.append(result.grade.map { $0.value ?? "未设定" } ?? "") }
      return row + [result.verdictTitle]
    }
  }
}

extension IndicatorResult {
  /// 通过, 8.5, 不适用.
  fileprivate var cell: String {
    guard applies else { return "不适用" }
    let points = points.map { $0.value?.shown ?? "未设定" }
    return [verdict?.title, points].compactMap(\.self).joined(separator: " ")
  }
}
