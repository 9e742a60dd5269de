import AcademicCalendar
import ArgumentParser
import Foundation
import Office
import Workflow

struct TasksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tasks", abstract: "列出任务")

  @OptionGroup var options: OfficeOptions
  @Option(name: .long, help: ArgumentHelp("谁的任务", valueName: "工号"))
  var person: String?
  @Option(name: .long, help: ArgumentHelp("哪个工作室的任务", valueName: "编号"))
  var studio: String?
  @Option(name: .long, help: ArgumentHelp("哪所学校和该校人员的任务", valueName: "编号"))
  var school: String?
  @Option(name: .customLong("run"), help: ArgumentHelp("哪个流程运行的任务", valueName: "编号"))
  var number: Int64?
  @Flag(name: .long, help: "只列逾期的; 不指明谁的, 就列您可以查看的全部")
  var late = false
  @Flag(name: .long, help: "只列待审的; 不指明谁的, 就列您可以审核的全部")
  var submitted = false
  @Flag(name: .long, help: "只列抄送给我的 (用 --as 指定身份)")
  var copied = false
  @Flag(name: .long, help: "只列提醒")
  var reminders = false

  func run() throws {
    let office = try options.office()
    _ = office.catchUp()
    if reminders { return try printReminders(office) }
    let tasks = try tasks(office)
    if options.json { return try Output.json(tasks) }
    Output.line(tasks.isEmpty ? (late ? "没有逾期的任务" : submitted ? "没有待审的任务" : "没有任务") : Self.text(tasks))
    guard !late, !submitted, !copied else { return }
    let current = try office.reminders(query(office))
    if !current.isEmpty { Output.line("\n提醒\n" + ReminderList.text(current)) }
  }

  private func printReminders(_ office: Office) throws {
    let current = try office.reminders(query(office))
    if options.json { return try Output.json(current) }
    Output.line(current.isEmpty ? "没有提醒" : ReminderList.text(current))
  }

  private func tasks(_ office: Office) throws -> [TaskSummary] {
    let isOfNobody = person == nil && studio == nil && school == nil && number == nil
    if isOfNobody, !copied, office.actor != .office, submitted != late {
      return submitted ? try office.tasksToReview() : try office.lateTasks()
    }
    return try office.tasks(query(office))
  }

  private func query(_ office: Office) -> Office.TaskQuery {
    var query = Office.TaskQuery()
    (query.person, query.studio, query.school, query.run, query.isLate) = (person, studio, school, number, late)
    if submitted { query.statuses = [.submitted] }
    if copied {
      query.copiedTo = office.actor.id
    } else if person == nil, studio == nil, school == nil, number == nil, office.actor != .office {
      // A teacher who asks for nothing in particular asks for their own.
      query.person = office.actor.id
    }
    return query
  }

  /// A returned task says why, and one that somebody was urged to do says when, and with which words.
  private static func status(_ task: TaskSummary) -> String {
    let reason = task.status == .returned ? task.note.map { ": \($0)" } ?? "" : ""
    let urging = task.urged.map { " (\($0.day) 催办" + ($0.note.map { ": \($0)" } ?? "") + ")" } ?? ""
    return task.status.title + reason + urging
  }

  static func text(_ tasks: [TaskSummary]) -> String {
    var table = Table(["编号", "任务", "对象", "谁做", "状态", "截止", "逾期天数"], rightAligned: [0, 6], widest: 36)
    for task in tasks {
      table.add([
        "\(task.id)", task.title, task.target, task.assigneeName, status(task), task.due?.description ?? "",
        task.daysLate == 0 ? "" : "\(task.daysLate)",
      ])
    }
    return table.text
  }
}

struct DoneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "提交任务和佐证材料",
    discussion:
      "任务要求的每种佐证都要给出。按要求的顺序给文件, 或写明种类:\n  jiaoli done 12 --evidence 签到表.pdf 会议记录.docx\n  jiaoli done 12 --evidence sign-in=签到表.pdf")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("任务编号", valueName: "任务"))
  var task: Int64
  @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("佐证材料", valueName: "[种类=]文件"))
  var evidence: [String] = []
  @Option(name: .long, help: ArgumentHelp("说明", valueName: "文字"))
  var note: String?

  func run() throws {
    let files = evidence.map { text -> (kind: String?, file: URL) in
      guard !FileManager.default.fileExists(atPath: text), let mark = text.firstIndex(of: "="),
        text[..<mark].wholeMatch(of: /[a-z][a-z0-9-]*/) != nil
      else { return (nil, Input.file(text)) }
      return (String(text[..<mark]), Input.file(String(text[text.index(after: mark)...])))
    }
    let done = try options.office().submit(task, files: files, note: note)
    if options.json { return try Output.json(done) }
    Output.line("已提交任务 \(done.id)「\(done.title)」, 等待审核")
  }
}

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "review", abstract: "审核任务: 通过、退回或免除")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("任务编号", valueName: "任务"))
  var task: Int64
  @Flag(name: .long, help: "通过")
  var accept = false
  @Option(name: .customLong("return"), help: ArgumentHelp("退回, 写明原因", valueName: "原因"))
  var returnReason: String?
  @Option(name: .long, help: ArgumentHelp("免除, 写明原因", valueName: "原因"))
  var waive: String?
  @Option(name: .long, help: ArgumentHelp("通过时的意见", valueName: "文字"))
  var note: String?

  func run() throws {
    guard [accept, returnReason != nil, waive != nil].count(where: \.self) == 1 else {
      throw OfficeError(.usage, "请给出 --accept、--return 原因、--waive 原因 之一")
    }
    for reason in [returnReason, waive].compactMap(\.self) where reason.allSatisfy(\.isWhitespace) {
      throw OfficeError(.usage, "原因不能是空的")
    }
    let office = try options.office()
    let decided =
      if let returnReason {
        try office.giveBack(task, reason: returnReason)
      } else if let waive {
        try office.waive(task, reason: waive)
      } else {
        try office.accept(task, note: note)
      }
    if options.json { return try Output.json(decided) }
    Output.line("任务 \(decided.id)「\(decided.title)」\(decided.status.title)")
  }
}
