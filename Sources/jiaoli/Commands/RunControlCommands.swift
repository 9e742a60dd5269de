import ArgumentParser
import Foundation
import Office
import Workflow

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "一次流程运行: 暂停、恢复、取消、重开阶段、更改参数",
    subcommands: [Suspend.self, Resume.self, Cancel.self, Reopen.self, Set.self])

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "更改参数: 待办任务的日期、名单和定时随之重算, 已提交和已完成的不动",
      discussion: "例: jiaoli run set 1 last-week=16 --reason 校历调整\n    jiaoli run set 1 --refresh --reason 换届 (参数不变, 名单和责任人按现在的名册更新)")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: RunOptions
    @Argument(help: ArgumentHelp("参数, 可给多个; 列表用逗号分隔", valueName: "名称=值"))
    var values: [String] = []
    @Flag(name: .long, help: "不改参数, 按现在的名册更新名单、责任人和日期")
    var refresh = false
    func run() throws {
      guard values.isEmpty == refresh else {
        throw OfficeError(.usage, refresh ? "--refresh 不改参数, 不能同时给出 名称=值" : "请给出 名称=值, 或用 --refresh 只更新名单")
      }
      let office = try options.office()
      let before = try tasks(office)
      if refresh {
        try office.refresh(target.number, reason: try target.required())
      } else {
        try office.setParameters(target.number, try Input.pairs(values), reason: try target.required())
      }
      let after = try tasks(office)
      if options.json { return try Output.json(office.progress(of: target.number)) }
      Output.line("第 \(target.number) 号流程运行的" + (refresh ? "名单已更新" : "参数已更改: \(values.joined(separator: "、"))"))
      let changed = after.filter { task in before[task.key].map { $0.due != task.value.due || $0.opens != task.value.opens } ?? false }
      let cancelled = after.filter { $0.value.status == .cancelled && before[$0.key].map { $0.status != .cancelled } ?? false }
      let moved = after.filter { task in before[task.key].map { $0.assignee != task.value.assignee } ?? false }
      let counts = [("新开", after.count - before.count), ("取消", cancelled.count), ("改期", changed.count), ("改派", moved.count)]
      Output.line("任务: " + counts.map { "\($0.0) \($0.1) 项" }.joined(separator: ", "))
    }

    /// Every task of the run by number.
    private func tasks(_ office: Office) throws -> [Int64: TaskSummary] {
      var query = Office.TaskQuery()
      (query.run, query.statuses) = (target.number, TaskStatus.allCases)
      return Dictionary(uniqueKeysWithValues: try office.tasks(query).map { ($0.id, $0) })
    }
  }

  struct Suspend: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "暂停: 恢复之前什么也不能办")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: RunOptions
    func run() throws {
      let office = try options.office()
      try office.suspend(target.number, reason: try target.required())
      try target.answer(options, office, "第 \(target.number) 号流程运行已暂停")
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "恢复: 暂停期间到时的定时逐一补办")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: RunOptions
    func run() throws {
      let office = try options.office()
      try office.resume(target.number, reason: target.reason)
      try target.answer(options, office, "第 \(target.number) 号流程运行已恢复")
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "取消: 未了的任务随之取消, 已提交的仍可审核")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: RunOptions
    func run() throws {
      let office = try options.office()
      try office.cancel(target.number, reason: try target.required())
      try target.answer(options, office, "第 \(target.number) 号流程运行已取消")
    }
  }

  struct Reopen: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "重开一个已经结束的阶段")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var target: RunOptions
    @Option(name: .long, help: ArgumentHelp("阶段的标识或名称", valueName: "阶段"))
    var phase: String
    func run() throws {
      let office = try options.office()
      try office.reopen(target.number, phase: phase, reason: try target.required())
      try target.answer(options, office, "第 \(target.number) 号流程运行的\(phase)已重开")
    }
  }
}

/// A run with a reason.
struct RunOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("流程运行的编号", valueName: "编号"))
  var number: Int64
  @Option(name: .long, help: ArgumentHelp("原因", valueName: "文字"))
  var reason: String?

  /// What was done, or for machines how the run stands.
  func answer(_ options: OfficeOptions, _ office: Office, _ text: String) throws {
    if options.json { try Output.json(office.progress(of: number)) } else { Output.line(text) }
  }

  func required() throws -> String {
    guard let reason, !reason.allSatisfy(\.isWhitespace) else { throw OfficeError(.usage, "须用 --reason 写明原因") }
    return reason
  }
}
