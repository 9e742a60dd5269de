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
      for result in results { Output.line("\n" + result.lines(isExplained: true).joined(separator: "\n")) }
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
    let mark =
      switch indicator.verdict {
      case .pass: "✓"
      case .fail: "✗"
      case .unknown: "?"
      case nil: ""
      }
    guard let step = indicator.trace.first(where: { $0.kind == .requirement })?.decision.comparison else { return mark }
    return "\(step.left.value?.text ?? "?")/\(step.right.value?.text ?? "?") \(mark)"
  }
}
