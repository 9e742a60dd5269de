import AcademicCalendar
import ArgumentParser
import Foundation
import Office
import Workflow

struct WorkflowSimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "在虚拟时间里试跑整个流程: 各阶段何时结束, 期限守不守得住",
    discussion:
      "例: jiaoli workflow simulate Workflows/honghu-pilot/network-study-pilot.yaml --runs 200\n同一个 --seed 得到同样的结果。名单没有给定的, 按十所学校、十个人试跑。")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("流程文件, 或已安装流程的标识", valueName: "流程"))
  var workflow: String
  @Option(name: .long, help: ArgumentHelp("试跑多少次", valueName: "次数"))
  var runs = 100
  @Option(name: .long, help: ArgumentHelp("随机种子", valueName: "数"))
  var seed: UInt64 = 1
  @Option(name: .long, help: ArgumentHelp("按剧本试跑一次: 每项任务哪天完成, 审批结果如何 (YAML)", valueName: "文件"))
  var script: String?
  @Option(name: .long, help: ArgumentHelp("从哪天开始; 默认第一阶段的第一天", valueName: "日期"))
  var from: String?
  @Option(name: .long, help: ArgumentHelp("每项任务逾期的可能, 0 至 1", valueName: "概率"))
  var lateness = 0.15

  func run() throws {
    guard (1...10_000).contains(runs), (0...1).contains(lateness) else {
      throw OfficeError(.usage, "--runs 应为 1 至 10000, --lateness 应为 0 至 1")
    }
    let isFile = workflow.hasSuffix(".yaml") || workflow.hasSuffix(".yml")
    let definition = isFile ? try Office.definition(in: Input.file(workflow)) : try options.office().workflow(workflow)
    var people = SimulatedPeople()
    people.lateness = lateness
    let report = try Office.simulate(
      definition, from: try from.map(Input.day), runs: runs, seed: seed, people: people, script: script.map(Input.file))
    if options.json { return try Output.json(report) }
    let ending = script == nil ? "试跑 \(report.runs) 次, 走到结束的占 \(Self.percent(report.done))" : report.done == 1 ? "按剧本走到结束" : "按剧本没有走到结束"
    Output.line("\(definition.title): \(ending)\n")
    Output.line(Gantt.text(report.phases))
    if !report.errors.isEmpty { Output.line("\n出错的条件或动作") }
    report.errors.forEach { Output.line("  " + $0) }
    guard !report.lines.isEmpty else { return }
    Output.line("\n按期完成的可能")
    var table = Table(["  任务", "按期"], rightAligned: [1])
    for line in report.lines { table.add(["  " + line.title, Self.percent(line.inTime)]) }
    Output.line(table.text)
  }

  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}

/// Bars of phases on one scale of time.
enum Gantt {
  static func text(_ phases: [SimulationReport.Phase], width: Int = 48) -> String {
    guard let first = phases.map(\.entered).min(),
      let last = phases.flatMap({ [$0.entered, $0.left, $0.due].compactMap(\.self) }).max()
    else { return "没有进入任何阶段" }
    let span = max(1, last - first + 1)
    func column(_ day: Day) -> Int { min(width - 1, (day - first) * width / span) }
    var table = Table(["阶段", "", "起止 (中位)", "期限", "按期"], rightAligned: [4], widest: 60)
    for phase in phases {
      let (from, through) = (column(phase.entered), column(phase.left ?? last))
      let bar = String(repeating: " ", count: from) + String(repeating: "█", count: through - from + 1)
      let span = "\(phase.entered) 至 \(phase.left?.description ?? "未结束")"
      table.add([
        phase.title, bar + String(repeating: " ", count: width - bar.count), span, phase.due?.description ?? "",
        phase.inTime.map(WorkflowSimulateCommand.percent) ?? "",
      ])
    }
    return table.text
  }
}

struct WorkflowSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "输出流程语言的 JSON Schema, 供编辑器补全与检查",
    discussion: "例: jiaoli workflow schema > workflow.schema.json")

  func run() { Output.line(WorkflowSchema.text) }
}
