import ArgumentParser
import Evaluation
import Foundation
import Office

struct EvaluateMarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark", abstract: "评分: 自评、站评、市评各一栏",
    discussion: "例: jiaoli evaluate mark unit-score --period 2026 --subject S001 --column 市评 市级培训项目=90")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("考核办法的标识", valueName: "办法"))
  var scheme: String
  @Argument(help: ArgumentHelp("评分项目和分数", valueName: "项目=分数"))
  var marks: [String]
  @Option(name: .long, help: ArgumentHelp("考核期", valueName: "考核期"))
  var period: String
  @Option(name: .long, help: ArgumentHelp("评谁", valueName: "编号"))
  var subject: String
  @Option(name: .long, help: ArgumentHelp("评分栏: 自评、站评、市评…", valueName: "栏"))
  var column: String

  func run() throws {
    let summary = try options.office().mark(scheme, period: period, subject: subject, column: column, marks: try Input.pairs(marks))
    try RecordText.report(summary, "已评分", options)
  }
}

struct EvaluateVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "从流水重算公布过的结果, 逐字节核对; 也可重列当时的依据",
    discussion: "例: jiaoli evaluate verify 3; jiaoli evaluate verify 3 --explain T0102")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("公布的编号, 见 jiaoli evaluate published", valueName: "编号"))
  var number: Int64
  @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("列出这些对象当时的依据", valueName: "编号"))
  var explain: [String] = []

  func run() throws {
    let office = try options.office()
    if !explain.isEmpty {
      let results = try office.explain(publication: number, subjects: explain)
      if options.json { return try Output.json(results) }
      return Output.line(results.map { $0.lines(isExplained: true).joined(separator: "\n") }.joined(separator: "\n\n"))
    }
    let differences = try office.differences(fromPublication: number)
    if options.json { try Output.json(differences) }
    guard differences.isEmpty else {
      throw OfficeError(.no, "第 \(number) 次公布有 \(differences.count) 个结果与流水不符", places: differences)
    }
    if !options.json { Output.line("第 \(number) 次公布的结果与流水重算的完全相同") }
  }
}
