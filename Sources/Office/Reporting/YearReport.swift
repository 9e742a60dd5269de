import AcademicCalendar
import Evaluation
public import Reports
import Statechart
import Store
import Workflow

extension Office {
  /// What was achieved in a year, by heading, and the frame of next year's plan (`jiaoli report year`; S3-1…S3-6, S3-18).
  /// - Parameters:
  ///   - year: the calendar year.
  ///   - subject: a staff number, a studio's or a school's code; nil is the whole office, or oneself.
  ///   - schemes: schemes that say which numbers are reported and what is aimed at; their periods must be years.
  public func yearReport(_ year: Int, subject: String?, schemes: [String] = []) throws -> Report {
    let days = try calendarYear(year)
    let results = try schemes.map { try yearResult($0, year, subject) }
    let (report, person) = try store.read { reader in
      let subject = try reportSubject(subject, reader)
      let targets = try results.flatMap { try YearTargets($0, next: year + 1, reader).rows }
      let work = try YearWork(subject, days, reader)
      // Schemes choose which records are reported; without one all of them are.
      let records = schemes.isEmpty ? try YearRecords(subject, days, today: today, reader).figures : results.flatMap(YearFigure.figures)
      let figures = work.figures + records
      let report = Report(
        name: "year", title: "\(year) 年工作总结及 \(year + 1) 年工作谋划", subtitle: subject.name, day: today,
        tables: [
          summary(figures, year), work.table, plan(figures, targets, year),
        ] + (work.records.map { [$0] } ?? []),
        notes: work.notes + (days.upperBound > today ? ["本年尚未结束, 数字截至 \(today)。"] : []))
      return (report, subject.person)
    }
    // The numbers of a studio, a school or the office are nobody's.
    if let person { try noteLook(.viewPerson, at: [person], what: "\(year) 年工作总结") }
    return report
  }

  /// The one result of a scheme about the year's subject.
  private func yearResult(_ scheme: String, _ year: Int, _ subject: String?) throws -> EvaluationResult {
    let results = try evaluate(scheme, period: String(year), subjects: subject.map { [$0] } ?? [])
    guard results.count == 1, let result = results.first else {
      throw OfficeError(.usage, "考核办法「\(scheme)」有 \(results.count) 个对象", advice: "用 --subject 指定一个")
    }
    return result
  }

  /// What was achieved, a line for each figure, and a sentence for each heading to begin from.
  private func summary(_ figures: [YearFigure], _ year: Int) -> Report.Table {
    var headings: [String] = []
    for figure in figures where !headings.contains(figure.heading) { headings.append(figure.heading) }
    let sentences = headings.enumerated().map { index, heading in
      let parts = figures.filter { $0.heading == heading }.map { "\($0.title) \($0.value.text)\($0.unit)" }
      return "\(index + 1). \(heading): \(parts.joined(separator: ", "))。"
    }
    return Report.Table(
      name: "summary", title: "一、\(year) 年工作总结", introduction: sentences.isEmpty ? ["本年没有办结的工作。"] : sentences,
      columns: [
        .init("heading", "类别", width: 26), .init("item", "项目", width: 30), .init("value", "数量", .decimal), .init("unit", "单位"),
        .init("clause", "条款", width: 18),
      ],
      rows: figures.map { figure in
        Report.Row(
          [.text(figure.heading), .text(figure.title), figure.value, .text(figure.unit), .text(figure.cite ?? "")],
          sources: Report.Source.clauses(figure.cite) + figure.sources)
      }, leadingColumns: 2)
  }

  /// What is aimed at next year; an aim that nobody set is shown as not set.
  private func plan(_ figures: [YearFigure], _ targets: [Report.Row], _ year: Int) -> Report.Table {
    // Where nobody said what is aimed at, there is a line for each figure to be filled in.
    let rows =
      targets.isEmpty
      ? figures.map {
        Report.Row([.text($0.title), $0.value, .empty, .unknown, .text($0.cite ?? "")], sources: Report.Source.clauses($0.cite))
      }
      : targets
    return Report.Table(
      name: "plan", title: "二、\(year + 1) 年工作谋划", introduction: ["指导思想: ", "主要目标见下表。", "主要措施: "],
      columns: [
        .init("item", "目标", width: 36), .init("achieved", "\(year) 年完成", .decimal), .init("target", "\(year) 年要求", .decimal),
        .init("next", "\(year + 1) 年目标", .decimal), .init("clause", "条款", width: 18),
      ], rows: rows)
  }
}

/// One number of a year.
struct YearFigure {
  var heading: String
  var title: String
  var value: Report.Cell
  var unit: String
  var cite: String?
  var sources: [Report.Source]

  /// The measures of a result: each under the indicator that reads it, the others under the scheme's title.
  static func figures(_ result: EvaluationResult) -> [YearFigure] {
    result.measures.map { measure in
      let indicator = result.indicators.first { $0.measures.contains(measure.name) }
      return YearFigure(
        heading: indicator?.title ?? result.title, title: measure.title, value: .init(measure.value), unit: measure.unit,
        cite: measure.cite ?? indicator?.cite, sources: measure.records.map(Report.Source.init))
    }
  }
}

/// The parameters of a scheme as aims: this year's and next year's.
private struct YearTargets {
  var rows: [Report.Row] = []

  init(_ result: EvaluationResult, next year: Int, _ reader: Reader) throws {
    let text = try reader.schemeText(result.scheme, version: result.version)
    let scheme = try text.map { try SchemeReader.read($0, file: "\(result.scheme)@\(result.version)") }
    rows = result.indicators.map { indicator in
      let compared = indicator.trace.first { $0.kind == .requirement }?.comparisons.first
      let names = Set(indicator.trace.flatMap(\.names).map(\.name))
      // An aim is one parameter that the requirement compares with; where there are several, none of them alone is the aim.
      let used = (scheme?.parameters ?? []).filter { names.contains("parameters." + $0.name.replacing("-", with: "_")) }
      let next = used.count == 1 ? used[0].value(in: year).map(Report.Cell.init(parameter:)) ?? .unknown : .unknown
      return Report.Row(
        [
          .text(indicator.title), compared.map { Report.Cell($0.left.value) } ?? .init(indicator.points),
          compared.map { .init($0.right.value) } ?? .empty,
          next, .text(indicator.cite ?? ""),
        ], sources: indicator.sources(result))
    }
  }
}
