import AcademicCalendar
import Evaluation
public import Reports

extension Office {
  /// Results of a scheme, line by line with what they rest on (`jiaoli report evaluation`).
  /// - Parameters:
  ///   - scheme: its identifier.
  ///   - period: the period's name; nil is the one that today lies in.
  ///   - subjects: codes; empty for all that the actor may see.
  public func evaluationReport(_ scheme: String, period: String?, subjects: [String]) throws -> Report {
    let reported = try reportResults(scheme, period: period, subjects: subjects)
    let results = reported.results
    guard let first = results.first else {
      return Report(name: "evaluation", title: scheme, day: today, notes: ["没有考核对象。"])
    }
    let isTraced = results.count <= Self.tracedUnasked
    // A place is one among all.
    let ranking = subjects.isEmpty && seesEverybody ? Ranking(results) : nil
    let table = EvaluationTables(results, ranking)
    var tables = [table.overview]
    if isTraced { tables.append(table.basis) }
    if let parameters = EvaluationTables.parameters(first) { tables.append(parameters) }
    if let consequences = table.consequences { tables.append(consequences) }
    var notes = [table.tally, reported.note]
    if !isTraced { notes.append("对象超过 \(Self.tracedUnasked) 个, 未逐条列出依据; 用 --subject 指定对象可见。") }
    return Report(name: "evaluation", title: first.title, subtitle: first.period.title, day: today, tables: tables, notes: notes)
  }
}

/// The tables of results of one scheme and period.
struct EvaluationTables {
  let results: [EvaluationResult]
  let ranking: Ranking?

  init(_ results: [EvaluationResult], _ ranking: Ranking?) { (self.results, self.ranking) = (ranking?.results ?? results, ranking) }

  /// A line for each subject, columns for each indicator: its verdict, its points or both.
  var overview: Report.Table {
    let indicators = results.first?.indicators ?? []
    let judged = Set(results.flatMap(\.indicators).filter { $0.verdict != nil }.map(\.name))
    let scored = Set(results.flatMap(\.indicators).filter { $0.points != nil }.map(\.name))
    let (hasScore, hasGrade) = (results.contains { $0.score != nil }, results.contains { $0.grade != nil })
    var columns: [Report.Column] = [.init("subject", "编号"), .init("name", "姓名或名称", width: 24)]
    for indicator in indicators {
      if judged.contains(indicator.name) { columns.append(.init(indicator.name.camelCase, indicator.title, alignment: .centre, width: 16)) }
      if scored.contains(indicator.name) {
        let title = judged.contains(indicator.name) ? indicator.title + "得分" : indicator.title
        columns.append(.init(indicator.name.camelCase + "Points", title, .decimal))
      }
    }
    if hasScore { columns.append(.init("score", "总分", .decimal)) }
    if ranking != nil { columns.append(.init("place", "名次", .integer)) }
    if hasGrade { columns.append(.init("grade", "等次", alignment: .centre)) }
    columns.append(.init("verdict", "结果", alignment: .centre))
    return Report.Table(
      name: "results", title: "结果", columns: columns,
      rows: results.map { result in
        let lines = Dictionary(result.indicators.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        var cells: [Report.Cell] = [.text(result.subject.id), .text(result.subject.name)]
        for indicator in indicators {
          let line = lines[indicator.name]
          if judged.contains(indicator.name) { cells.append(line.map(\.verdictCell) ?? .empty) }
          if scored.contains(indicator.name) { cells.append(line?.applies == false ? .empty : .init(line?.points)) }
        }
        if hasScore { cells.append(result.isApplicable ? .init(result.score) : .empty) }
        if let ranking { cells.append(ranking.place(of: result).map(Report.Cell.integer) ?? .empty) }
        if hasGrade { cells.append(result.grade.map { $0.value.map(Report.Cell.text) ?? .unknown } ?? .empty) }
        return Report.Row(cells + [result.isApplicable ? result.verdict.cell : "不适用"])
      }, leadingColumns: 2, sources: Set(indicators.compactMap(\.cite)).sorted().map(Report.Source.clause))
  }

  /// A line for each subject and indicator: the sentences that decided, and as sources the clause and every record counted.
  var basis: Report.Table {
    Report.Table(
      name: "basis", title: "逐项依据",
      columns: [
        .init("subject", "编号"), .init("name", "姓名或名称", width: 20), .init("indicator", "指标", width: 24),
        .init("sentence", "依据", width: 60), .init("records", "计入记录", .integer), .init("verdict", "结果", alignment: .centre),
        .init("points", "得分", .decimal), .init("clause", "条款", width: 18),
      ],
      rows: results.flatMap { result in
        result.indicators.map { indicator in
          let records = result.measures.filter { indicator.measures.contains($0.name) }.reduce(0) { $0 + $1.records.count }
          return Report.Row(
            [
              .text(result.subject.id), .text(result.subject.name), .text(indicator.title),
              .text(indicator.sentences.joined(separator: "; ")), .integer(records), indicator.verdictCell, .init(indicator.points),
              .text(indicator.cite ?? ""),
            ], sources: indicator.sources(result))
        }
      }, leadingColumns: 3)
  }

  /// What follows; nil where nothing does.
  var consequences: Report.Table? {
    let rows = results.flatMap { result in
      result.consequences.filter { $0.verdict != .fail }.map { line in
        Report.Row(
          [
            .text(result.subject.id), .text(result.subject.name), .text(line.title), .text(line.effect.target), .init(line.effect.amount),
            .text(line.needsDecision ? "酌情, 待人工决定" : line.verdict == .pass ? "成立" : "未定"), .text(line.cite ?? ""),
          ], sources: Report.Source.clauses(line.cite))
      }
    }
    guard !rows.isEmpty else { return nil }
    return Report.Table(
      name: "consequences", title: "后果",
      columns: [
        .init("subject", "编号"), .init("name", "姓名或名称", width: 20), .init("consequence", "后果", width: 30), .init("target", "对象", width: 20),
        .init("amount", "数额", .decimal), .init("state", "状态"), .init("clause", "条款", width: 18),
      ], rows: rows, leadingColumns: 3)
  }

  /// The numbers that the rules were read with; nil where there are none.
  static func parameters(_ result: EvaluationResult) -> Report.Table? {
    guard !result.parameters.isEmpty else { return nil }
    return Report.Table(
      name: "parameters", title: "参数",
      columns: [.init("parameter", "参数", width: 36), .init("value", "取值", .decimal), .init("clause", "条款", width: 24)],
      rows: result.parameters.map { parameter in
        Report.Row(
          [.text(parameter.title), .init(parameter.value), .text(parameter.cite ?? "")], sources: Report.Source.clauses(parameter.cite))
      })
  }

  /// 共 8 人: 通过 5, 未通过 2, 未设定 1.
  var tally: String {
    let tally = Tally(results.filter(\.isApplicable))
    let exempt = results.count - tally.total
    let grades = tally.grades.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return "共 \(results.count) 个: 通过 \(tally.passed), 未通过 \(tally.failed), 未设定 \(tally.unknown)"
      + (exempt > 0 ? ", 不适用 \(exempt)" : "")
      + (grades.isEmpty ? "" : "; 等次: " + grades)
  }
}

extension IndicatorResult {
  /// 通过, 未通过, 未设定, 不适用.
  fileprivate var verdictCell: Report.Cell { applies ? verdict?.cell ?? .empty : "不适用" }
}

extension Verdict {
  /// As a cell: what is unknown is shown as not set.
  var cell: Report.Cell {
    switch self {
    case .pass, .fail: .text(title)
    case .unknown: .unknown
    }
  }
}

extension String {
  /// `lessons-waived` as a key of JSON: `lessonsWaived`.
  var camelCase: String {
    let parts = split(separator: "-")
    return parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
