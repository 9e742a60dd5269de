import ArgumentParser
import Foundation
import Office
import Workflow

struct TaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task", abstract: "一项任务: 领取、转办、撤回、催办、抄送、查看经过",
    subcommands: [Claim.self, Delegate.self, Withdraw.self, Urge.self, Copy.self, Show.self])

  struct Claim: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "领取: 担任该角色的人承担这项任务")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: TaskOptions
    func run() throws { try target.report(try options.office().claim(target.task), "已领取", options) }
  }

  struct Delegate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "转办: 交给另一个人承担")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: TaskOptions
    @Option(name: .long, help: ArgumentHelp("交给谁", valueName: "工号"))
    var to: String
    func run() throws {
      let done = try options.office().delegate(target.task, to: to, note: target.note)
      try target.report(done, "已转办给\(done.assigneeName)", options)
    }
  }

  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "撤回: 审核之前收回已提交的任务")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: TaskOptions
    func run() throws { try target.report(try options.office().withdraw(target.task, note: target.note), "已撤回", options) }
  }

  struct Urge: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "催办")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: TaskOptions
    func run() throws { try target.report(try options.office().urge(target.task, note: target.note), "已催办", options) }
  }

  struct Copy: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "抄送: 让别人也看到这项任务")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: TaskOptions
    @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("给谁看", valueName: "工号"))
    var to: [String]
    func run() throws { try target.report(try options.office().copy(target.task, to: to, note: target.note), "已抄送", options) }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "查看一项任务和它的经过")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: TaskOptions

    private struct Shown: Encodable {
      var task: TaskSummary
      var history: [TaskHistoryLine]
      var files: [EvidenceFile]
    }

    func run() throws {
      let office = try options.office()
      let (task, lines) = try office.history(of: target.task)
      let files = try office.evidence(of: target.task)
      if options.json { return try Output.json(Shown(task: task, history: lines, files: files)) }
      Output.line(TasksCommand.text([task]))
      if let cite = task.cite { Output.line("依据: \(cite)") }
      if !task.evidence.isEmpty { Output.line("佐证: " + task.evidence.map(\.title).joined(separator: "、")) }
      for file in files { Output.line("材料: \(file.title) \(file.name) → \(file.path)") }
      var table = Table(["日期", "谁", "做了什么", "对谁", "意见或说明"])
      for line in lines { table.add([line.day, line.actor, line.event, line.person ?? "", line.note ?? ""]) }
      if !lines.isEmpty { Output.line("\n" + table.text) }
    }
  }
}

/// The task of a command, with a remark.
struct TaskOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("任务编号", valueName: "任务"))
  var task: Int64
  @Option(name: .long, help: ArgumentHelp("说明", valueName: "文字"))
  var note: String?

  func report(_ task: TaskSummary, _ done: String, _ options: OfficeOptions) throws {
    if options.json { return try Output.json(task) }
    Output.line("\(done): 任务 \(task.id)「\(task.title)」, \(task.status.title)")
  }
}
