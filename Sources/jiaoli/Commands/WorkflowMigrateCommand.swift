import ArgumentParser
import Foundation
import Office

struct WorkflowMigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "把进行中的运行迁移到另一个版本; 先试算, 加 --apply 才迁移",
    discussion: "例: jiaoli workflow migrate studio-semester --map semester=activities --apply --reason 阶段改名")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("流程标识", valueName: "流程"))
  var workflow: String
  @Option(name: .long, help: ArgumentHelp("迁移到哪个版本; 默认最新", valueName: "版本"))
  var to: Int?
  @Option(name: .long, help: ArgumentHelp("状态改名的对照, 可重复", valueName: "旧名=新名"))
  var map: [String] = []
  @Flag(name: .long, help: "迁移能迁移的; 不加则只试算")
  var apply = false
  @Flag(name: .customLong("present-only"), help: "只看现状, 不要求以往的流水在新版本上走得一样")
  var isPresentOnly = false
  @Option(name: .long, help: ArgumentHelp("原因, 记入流水", valueName: "文字"))
  var reason: String?

  func run() throws {
    let office = try options.office()
    let states = try Input.pairs(map)
    let lines =
      apply
      ? try office.migrate(workflow, to: to, states: states, reason: reason, isPresentOnly: isPresentOnly)
      : try office.tryMigration(workflow, to: to, states: states, isPresentOnly: isPresentOnly)
    if options.json { return try Output.json(lines) }
    guard !lines.isEmpty else { return Output.line("没有需要迁移的运行") }
    var table = Table(["编号", "对象", "现版本", "结论", "说明"], rightAligned: [0, 2], widest: 200)
    for line in lines {
      table.add(["\(line.run)", line.subject, "\(line.version)", line.verdict.title, line.reasons.joined(separator: "; ")])
    }
    Output.line(table.text)
    let movable = lines.count { $0.verdict != .blocked }
    Output.line(
      apply ? "已迁移 \(movable) 个, \(lines.count - movable) 个留在原版本" : "试算: 可迁移 \(movable) 个, 不能 \(lines.count - movable) 个; 加 --apply 迁移")
  }
}
