import AcademicCalendar
import ArgumentParser
import Foundation
import Office
import Workflow

struct StartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "启动流程",
    discussion:
      "例: jiaoli start network-study-pilot --set schools=all\n    jiaoli start studio-semester --subject all --semester 2026-2027-1 --set hosts=S007,S012"
  )

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("流程标识", valueName: "流程"))
  var workflow: String
  @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("对象的编号, 可给多个; all 为全部", valueName: "编号"))
  var subject: [String] = []
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("--subject all 时只取这些级别的工作室 (不给则取全部级别, 研修小组、培训班也在内)", valueName: "级别"))
  var level: [String] = []
  @Option(name: .long, help: ArgumentHelp("所属学期", valueName: "学期"))
  var semester: String?
  @Option(name: .long, help: ArgumentHelp("参数, 可重复; 列表用逗号分隔", valueName: "名称=值"))
  var set: [String] = []

  func run() throws {
    let started = try options.office().start(
      workflow, subjects: subject, levels: level, semester: semester, parameters: try Input.pairs(set))
    let (runs, existing) = (started.runs, started.existing)
    if options.json { return try Output.json(Answer(runs: runs, existing: [existing], skipped: started.skipped)) }
    let skipped = started.skipped.isEmpty ? "" : "; 没有主持人和成员的不启动: " + started.skipped.joined(separator: "、")
    guard !runs.isEmpty else {
      throw OfficeError(.conflict, "没有启动: \(existing) 个对象已有这个流程" + skipped, advice: "用 jiaoli status 查看")
    }
    let range = runs.count == 1 ? "第 \(runs[0]) 号" : "第 \(runs[0]) 至 \(runs[runs.count - 1]) 号, 共 \(runs.count) 个"
    Output.line("已启动 \(workflow): \(range)" + (existing > 0 ? "; \(existing) 个对象已有, 未重复启动" : "") + skipped)
  }

  private struct Answer: Encodable {
    var runs: [Int64]
    var existing: [Int]
    var skipped: [String]
  }
}

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "status", abstract: "查看各阶段进度、逾期任务与责任人")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("流程运行的编号; 不给则列出全部", valueName: "编号"))
  var number: Int64?

  func run() throws {
    let office = try options.office()
    if let day = office.catchUp() { Output.remark("流程走到 \(day) 为止; 到 \(office.today) 该有的步骤, 在下一条办事的命令时进行") }
    guard let number else {
      let runs = try office.runs()
      if options.json { return try Output.json(runs) }
      let none = office.actor.may(.view, .office) ? "还没有启动任何流程; 用 jiaoli start 启动" : "没有您可以查看的流程"
      return Output.line(runs.isEmpty ? none : Self.list(runs))
    }
    let progress = try office.progress(of: number)
    if options.json { return try Output.json(progress) }
    Output.line(Self.text(progress, today: office.today))
  }

  static func list(_ runs: [RunProgress]) -> String {
    var table = Table(["编号", "流程", "对象", "状态", "当前阶段", "完成", "", "逾期"], rightAligned: [0, 6, 7], widest: 28)
    for run in runs {
      let (done, total) = (run.phases.reduce(0) { $0 + $1.done }, run.phases.reduce(0) { $0 + $1.total })
      let current = run.phases.filter { $0.stand == .current && $0.id != run.workflow }.map(\.title).joined(separator: "、")
      let late = run.phases.reduce(0) { $0 + $1.late }
      table.add([
        "\(run.run)", run.title, run.subjectName, RunStanding.title(run.status), current, Bar.of(done, total, width: 10),
        "\(done)/\(total)",
        late == 0 ? "" : "\(late)",
      ])
    }
    return table.text
  }

  static func text(_ run: RunProgress, today: Day) -> String {
    var lines = [
      "第 \(run.run) 号 \(run.title)" + (run.subjectName.isEmpty ? "" : " · \(run.subjectName)")
        + " · \(RunStanding.title(run.status)) · 截至 \(today)", "",
    ]
    var table = Table(["", "阶段", "起止", "必需任务", "", "全部任务", "逾期", "未办"], rightAligned: [4, 5, 6, 7])
    for phase in run.phases {
      let days = phase.from.map { "\($0) 至 \(phase.through?.description ?? "")" } ?? ""
      let mark = ["ahead": " ", "current": "▶", "past": "✓", "skipped": "–"][phase.stand.rawValue] ?? " "
      table.add([
        mark, phase.title, days, phase.required == 0 ? Bar.of(phase.done, phase.total) : Bar.of(phase.requiredDone, phase.required),
        phase.required == 0 ? "" : "\(phase.requiredDone)/\(phase.required)",
        "\(phase.done)/\(phase.total)",
        phase.late == 0 ? "" : "\(phase.late)", phase.missed == 0 ? "" : "\(phase.missed)",
      ])
    }
    lines.append(table.text)
    if !run.obstacles.isEmpty { lines += [""] + run.obstacles }
    if !run.reminders.isEmpty { lines += ["", "提醒", ReminderList.text(run.reminders)] }
    if !run.late.isEmpty {
      lines += ["", "逾期任务 \(run.late.count) 项" + (run.late.count > 20 ? ", 前 20 项 (全部: jiaoli tasks --run \(run.run) --late)" : "")]
      lines.append(TasksCommand.text(Array(run.late.prefix(20))))
    }
    return lines.joined(separator: "\n")
  }
}

/// Where a run stands, in words.
enum RunStanding {
  static func title(_ status: String) -> String {
    ["active": "进行中", "suspended": "已暂停", "done": "已完成", "cancelled": "已取消"][status] ?? status
  }
}
