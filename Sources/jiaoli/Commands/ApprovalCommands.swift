import AcademicCalendar
import ArgumentParser
import Foundation
import Office
import Workflow

struct ApprovalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approval", abstract: "逐级审批: 查看、通过、退回、否决、加签、重新提交",
    subcommands: [List.self, Show.self, Approve.self, Return.self, Reject.self, Add.self, Resubmit.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出待审的审批")
    @OptionGroup var options: OfficeOptions

    func run() throws {
      let approvals = try options.office().approvals()
      if options.json { return try Output.json(approvals) }
      var table = Table(["编号", "事项", "审核级", "方式", "状态", "待谁", "截止", "逾期天数"], rightAligned: [0, 7], widest: 32)
      for row in approvals {
        table.add([
          "\(row.id)", row.title, row.level, row.quorum, row.status, row.waiting.joined(separator: "、"), row.due?.description ?? "",
          row.daysLate == 0 ? "" : "\(row.daysLate)",
        ])
      }
      Output.line(approvals.isEmpty ? "没有待审的审批" : table.text)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "查看一项审批和全部意见")
    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("审批编号", valueName: "审批"))
    var approval: Int64
    func run() throws { try ApprovalCommand.report(try options.office().approval(approval), options) }
  }

  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "通过")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var opinion: ApprovalOpinion
    func run() throws { try opinion.decide(.approve, options) }
  }

  struct Return: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "退回给提交人或前面任一级")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var opinion: ApprovalOpinion
    @Option(name: .long, help: ArgumentHelp("退回给哪一级; 默认 author, 即提交人", valueName: "级"))
    var to: String = "author"
    func run() throws { try opinion.decide(.return, to: to, options) }
  }

  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "否决")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var opinion: ApprovalOpinion
    func run() throws { try opinion.decide(.reject, options) }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "加签: 给当前这一级增加审核人")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var opinion: ApprovalOpinion
    @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("加谁", valueName: "工号"))
    var add: [String]
    func run() throws {
      try ApprovalCommand.report(try options.office().addReviewers(opinion.approval, add, note: opinion.note), options)
    }
  }

  struct Resubmit: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "退回之后重新提交")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var opinion: ApprovalOpinion
    func run() throws { try ApprovalCommand.report(try options.office().resubmit(opinion.approval, note: opinion.note), options) }
  }

  static func report(_ row: ApprovalSummary, _ options: OfficeOptions) throws {
    if options.json { return try Output.json(row) }
    let waiting = row.waiting.isEmpty ? "" : ", 待\(row.waiting.joined(separator: "、"))"
    Output.line("第 \(row.id) 号审批「\(row.title)」: \(row.status), \(row.level)(\(row.quorum))\(waiting)")
    var table = Table(["轮", "审核级", "谁", "结论", "意见", "日期"], rightAligned: [0])
    for line in row.opinions where line.verdict != nil {
      let verdict = (line.verdict ?? "") + (line.target.map { "至\($0)" } ?? "") + (line.isAdded ? "(加签)" : "")
      table.add(["\(line.round)", line.level, line.reviewer, verdict, line.note ?? "", line.day?.description ?? ""])
    }
    if row.opinions.contains(where: { $0.verdict != nil }) { Output.line(table.text) }
  }
}

/// An approval with an opinion.
struct ApprovalOpinion: ParsableArguments {
  @Argument(help: ArgumentHelp("审批编号", valueName: "审批"))
  var approval: Int64
  @Option(name: .long, help: ArgumentHelp("意见", valueName: "文字"))
  var note: String?
  @Option(name: .long, help: ArgumentHelp("办公室代谁办理", valueName: "工号"))
  var behalf: String?

  func decide(_ verdict: ReviewVerdict, to target: String? = nil, _ options: OfficeOptions) throws {
    if verdict != .approve, note?.allSatisfy(\.isWhitespace) ?? true { throw OfficeError(.usage, "\(verdict.title)须用 --note 写明意见") }
    try ApprovalCommand.report(try options.office().decide(approval, verdict, to: target, note: note, behalf: behalf), options)
  }
}
