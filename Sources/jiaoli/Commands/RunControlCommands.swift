import ArgumentParser
import Foundation
import Office

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "一次流程运行: 暂停、恢复、取消、重开阶段、更改参数",
    subcommands: [Suspend.self, Resume.self, Cancel.self, Reopen.self, Set.self])

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "更改参数: 待办任务的日期、名单和定时随之重算, 已提交和已完成的不动",
      discussion: "例: jiaoli run set 1 online-hours=60 --reason 上级文件调整")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: RunOptions
    @Argument(help: ArgumentHelp("参数, 可给多个; 列表用逗号分隔", valueName: "名称=值"))
    var values: [String]
    func run() throws {
      try options.office().setParameters(target.number, try Input.pairs(values), reason: try target.required())
      Output.line("第 \(target.number) 号流程运行的参数已更改: \(values.joined(separator: "、"))")
    }
  }

  struct Suspend: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "暂停: 恢复之前什么也不能办")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: RunOptions
    func run() throws {
      try options.office().suspend(target.number, reason: try target.required())
      Output.line("第 \(target.number) 号流程运行已暂停")
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "恢复: 暂停期间到时的定时逐一补办")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: RunOptions
    func run() throws {
      try options.office().resume(target.number, reason: target.reason)
      Output.line("第 \(target.number) 号流程运行已恢复")
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "取消: 未了的任务随之取消, 已提交的仍可审核")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: RunOptions
    func run() throws {
      try options.office().cancel(target.number, reason: try target.required())
      Output.line("第 \(target.number) 号流程运行已取消")
    }
  }

  struct Reopen: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "重开一个已经结束的阶段")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: RunOptions
    @Option(name: .long, help: ArgumentHelp("阶段的标识或名称", valueName: "阶段"))
    var phase: String
    func run() throws {
      try options.office().reopen(target.number, phase: phase, reason: try target.required())
      Output.line("第 \(target.number) 号流程运行的\(phase)已重开")
    }
  }
}

/// A run with a reason.
struct RunOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("流程运行的编号", valueName: "编号"))
  var number: Int64
  @Option(name: .long, help: ArgumentHelp("原因", valueName: "文字"))
  var reason: String?

  func required() throws -> String {
    guard let reason, !reason.allSatisfy(\.isWhitespace) else { throw OfficeError(.usage, "须用 --reason 写明原因") }
    return reason
  }
}
