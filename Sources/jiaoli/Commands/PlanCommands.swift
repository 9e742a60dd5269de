import AcademicCalendar
import ArgumentParser
import Foundation
import Office
import Planner

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "排期: 起草、查看、发布一个学期的活动",
    discussion: "例: jiaoli plan 2026-2027-1\n    jiaoli plan publish 2026-2027-1",
    subcommands: [
      Draft.self, Show.self, Publish.self, Board.self, Why.self, Diff.self, Swaps.self, Load.self, Keep.self, Drafts.self, Take.self,
      Drop.self,
      Compare.self, Export.self, Solve.self, Score.self, Explain.self, Convert.self, Schema.self,
    ],
    defaultSubcommand: Draft.self)

  struct Draft: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "起草排期, 说明放不下的和原因")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("学期, 如 2026-2027-1", valueName: "学期"))
    var semester: String
    @Option(name: .long, help: ArgumentHelp("只排这个工作室, 其余不动", valueName: "编号"))
    var studio: String?
    @Option(name: .long, help: ArgumentHelp("搜索多少步; 步数相同, 结果就相同", valueName: "步数"))
    var steps = 200_000

    @Option(name: .long, help: ArgumentHelp("固定一项的时间, 可重复", valueName: "任务=日期/节次"))
    var pin: [String] = []
    @Option(name: .long, help: ArgumentHelp("一项不能在某天, 可重复", valueName: "任务=日期"))
    var forbid: [String] = []
    @Flag(name: .customLong("try"), help: "只看结果, 不改起草的排期")
    var isTrial = false

    func run() throws {
      var request = Office.PlanRequest()
      (request.studio, request.steps, request.isTrial) = (studio, steps, isTrial)
      for text in pin {
        let (task, day, period) = try Self.slot(text)
        guard let period else { throw OfficeError(.usage, "「\(text)」应写作 任务=日期/节次, 如 12=2026-10-13/3") }
        request.pins[task] = (day, period)
      }
      request.forbidden = try forbid.map { text in
        let (task, day, _) = try Self.slot(text)
        return (task, day)
      }
      let plan = try options.office().plan(semester, request) { progress in
        Output.progress(PlanText.progress(progress))
      }
      Output.progress("")
      if options.json { return try Output.json(plan) }
      print(plan)
    }

    private static func slot(_ text: String) throws -> (task: Int64, day: Day, period: Int?) {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let when = (parts.last ?? "").split(separator: "/", maxSplits: 1).map(String.init)
      guard parts.count == 2, let task = Int64(parts[0]), let date = when.first, when.count == 1 || Int(when[1]) != nil else {
        throw OfficeError(.usage, "「\(text)」应写作 任务=日期 或 任务=日期/节次, 如 12=2026-10-13/3")
      }
      return (task, try Input.day(date), when.count == 2 ? Int(when[1]) : nil)
    }

    private func print(_ plan: PlanSummary) {
      Output.line(
        "\(isTrial ? "试排" : "已起草") \(plan.semester): 排定 \(plan.sessions.count) 项, 未排 \(plan.unplaced.count) 项, 与已发布的不同 \(plan.changed) 项")
      if let costs = plan.costs {
        let earlier = costs.earlier.map { ", 上一稿在同样条件下为 \($0)" } ?? ""
        let bound = costs.bound.map { $0 > 0 || costs.cost == 0 ? ", 已证明不低于 \($0)" : "" } ?? ""
        Output.line("代价 \(costs.cost)\(earlier)\(bound)")
      }
      let provisional = plan.sessions.count { $0.provisional }
      if provisional > 0 { Output.line("其中 \(provisional) 项暂定: 那一年的放假通知尚未发布") }
      PlanText.unplaced(plan).forEach { Output.line($0) }
      guard !isTrial else { return }
      let scope = studio.map { " --studio \($0)" } ?? ""
      Output.line("下一步: jiaoli plan show \(plan.semester) 查看, jiaoli plan publish \(plan.semester)\(scope) 发布")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "查看起草的排期")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("学期", valueName: "学期"))
    var semester: String

    func run() throws {
      let office = try options.office()
      let plan = try office.draft(semester)
      if options.json { return try Output.json(plan) }
      guard !plan.sessions.isEmpty || !plan.unplaced.isEmpty else { return Output.line("还没有排期; 用 jiaoli plan \(semester) 起草") }
      Output.line(PlanText.sessions(plan))
      PlanText.unplaced(plan).forEach { Output.line($0) }
    }
  }

  struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "发布排期, 各人的日历随之更新")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("学期", valueName: "学期"))
    var semester: String
    @Option(name: .long, help: ArgumentHelp("只发布这个工作室的", valueName: "编号"))
    var studio: String?

    func run() throws {
      let (added, moved, cancelled) = try options.office().publish(semester, studio: studio)
      if options.json { return try Output.json(["added": added, "moved": moved, "cancelled": cancelled]) }
      Output.line("已发布 \(semester): 新增 \(added) 项, 改期 \(moved) 项, 取消 \(cancelled) 项")
    }
  }
}

/// A plan in words.
enum PlanText {
  static func unplaced(_ plan: PlanSummary) -> [String] {
    plan.unplaced.map { "未排 \($0.task)「\($0.title)」: " + $0.reasons.joined(separator: "; ") }
  }

  static func sessions(_ plan: PlanSummary) -> String {
    var table = Table(["日期", "星期", "节次", "活动", "地点", "人员", "", "任务"], rightAligned: [7], widest: 30)
    for session in plan.sessions {
      let last = session.length > 1 ? "-\(session.period + session.length - 1)" : ""
      table.add([
        "\(session.day)", session.day.weekday.title, "\(session.period)\(last)", session.title, session.placeName ?? "",
        session.peopleNames.joined(separator: "、"), session.provisional ? "暂定" : "", "\(session.task)",
      ])
    }
    return table.text
  }
}
