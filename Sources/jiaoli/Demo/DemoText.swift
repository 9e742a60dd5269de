import Evaluation
import Foundation
import Office

/// What the demo says beyond the answers of the commands themselves.
enum DemoText {
  /// How many lines stand for a long list.
  private static let few = 12

  static func heading(_ title: String) { Output.line("\n== \(title)\n") }

  static func plan(_ plan: PlanSummary) {
    let provisional = plan.sessions.count { $0.provisional }
    Output.line("已排期并发布: 排定 \(plan.sessions.count) 项 (暂定 \(provisional) 项), 未排 \(plan.unplaced.count) 项")
    PlanText.unplaced(plan).prefix(3).forEach { Output.line("  " + $0) }
    if plan.unplaced.count > 3 { Output.line("  … 全部: jiaoli plan show \(plan.semester)") }
  }

  /// Evaluates the semester and shows the first few.
  /// - Returns: the staff number of one who has not passed yet.
  static func judge(_ office: Office) throws -> String {
    let results = try office.evaluate("studio-semester", period: AutumnRehearsal.semester, subjects: [])
    guard let first = results.first else { return "" }
    heading("\(first.title) · \(first.period.title) · 截至 \(office.today)")
    Output.line(EvaluationText.table(Array(results.prefix(few))))
    if results.count > few { Output.line("… 另有 \(results.count - few) 人") }
    Output.line()
    for indicator in first.indicators.indices {
      let passed = results.count { $0.indicators[indicator].verdict == .pass }
      Output.line("\(first.indicators[indicator].title): \(passed)/\(results.count) 人达到")
    }
    Output.line("共 \(results.count) 人: 通过 \(results.count { $0.verdict == .pass }), 未通过 \(results.count { $0.verdict == .fail })")
    return (results.prefix(few).first { $0.verdict == .fail } ?? first).subject.id
  }

  /// Three commands that show more of what was made.
  static func next(database: URL, run: Int64, person: String, semester: String) {
    let (program, database) = (short(URL(fileURLWithPath: CommandLine.arguments.first ?? "jiaoli")), short(database))
    Output.line("\n接下来可以试:")
    Output.line("  \(program) status \(run) --database \(database)")
    Output.line("  \(program) feed \(person) --database \(database)")
    Output.line("  \(program) evaluate studio-semester --semester \(semester) --subject \(person) --explain --database \(database)")
  }

  /// A path as one types it here.
  static func short(_ url: URL) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    let path = url.standardizedFileURL.path
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}
