import ArgumentParser
import Evaluation
import Foundation
import Office

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "按考核办法评定, 列出所依据的记录", discussion: "例: jiaoli evaluate studio-semester --semester 2026-2027-1")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("考核办法的标识", valueName: "办法"))
  var scheme: String
  @Option(name: [.customLong("semester"), .customLong("period")], help: ArgumentHelp("考核期; 默认为今天所在的", valueName: "学期"))
  var period: String?
  @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("只评这些对象", valueName: "编号"))
  var subject: [String] = []
  @Flag(name: .long, help: "逐条列出比较的数值和计入的记录")
  var explain = false

  func run() throws {
    let results = try options.office().evaluate(scheme, period: period, subjects: subject)
    if options.json { return try Output.json(results) }
    guard let first = results.first else { return Output.line("没有考核对象; 先用 jiaoli start 启动流程") }
    Output.line("\(first.title) · \(first.period.title)")
    if explain {
      for result in results { Output.line("\n" + EvaluationText.explained(result)) }
    } else {
      Output.line(EvaluationText.table(results))
    }
    let passed = results.count { $0.verdict == .pass }
    let unknown = results.count { if case .unknown = $0.verdict { true } else { false } }
    Output.line("\n共 \(results.count) 人: 通过 \(passed), 未通过 \(results.count - passed - unknown), 未设定 \(unknown)")
  }
}

/// Results in words.
enum EvaluationText {
  static func table(_ results: [EvaluationResult]) -> String {
    guard let first = results.first else { return "" }
    var table = Table(["编号", "姓名"] + first.indicators.map(\.title) + ["结果"])
    for result in results {
      table.add([result.subject.id, result.subject.name] + result.indicators.map(cell) + [result.verdict.title])
    }
    return table.text
  }

  /// `1/1 ✓`: what was counted, what is required, whether that is enough.
  private static func cell(_ indicator: IndicatorResult) -> String {
    let mark = ["pass": "✓", "fail": "✗"][indicator.verdict.map { "\($0)" } ?? ""] ?? "?"
    guard let comparison = indicator.trace.first?.comparisons.first else { return mark }
    return "\(comparison.left.value?.text ?? "?")/\(comparison.right.value?.text ?? "?") \(mark)"
  }

  static func explained(_ result: EvaluationResult) -> String {
    var lines = ["\(result.subject.name) (\(result.subject.id)): \(result.verdict.title)"]
    for indicator in result.indicators {
      let cite = indicator.cite.map { " [\($0)]" } ?? ""
      lines.append("  \(indicator.title): \(indicator.verdict?.title ?? "")\(cite)")
      for comparison in indicator.trace.flatMap(\.comparisons) {
        lines.append(
          "    \(comparison.left.value?.text ?? "未设定") \(comparison.sign) \(comparison.right.value?.text ?? "未设定") "
            + (comparison.holds.map { $0 ? "成立" : "不成立" } ?? "无法判断"))
      }
      for measure in result.measures where indicator.measures.contains(measure.name) {
        for record in measure.records {
          lines.append("    计入 \(measure.title): 任务 \(record.id) \(record.title)\(record.day.map { " (\($0))" } ?? "")")
        }
      }
    }
    return lines.joined(separator: "\n")
  }
}
