import ArgumentParser
import Foundation
import Office
import Planner

/// The options of every view of a plan.
struct PlanViewOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("学期, 如 2026-2027-1", valueName: "学期"))
  var semester: String
  @Option(name: .long, help: ArgumentHelp("只看这个工作室", valueName: "编号"))
  var studio: String?
  @Flag(name: .long, help: "看已发布的, 而不是起草的")
  var published = false
}

extension PlanCommand {
  struct Board: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "周历: 教学周 × 星期", discussion: "--person 也列出去听这个人的课的活动。")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var view: PlanViewOptions
    @Option(name: .long, help: ArgumentHelp("只看这个人", valueName: "工号"))
    var person: String?
    @Flag(name: .long, help: "输出 SVG 图")
    var svg = false

    func run() throws {
      guard !svg || !options.json else { throw OfficeError(.usage, "--svg 与 --json 只能用一个") }
      let documents = try options.office().planDocuments(view.semester, studio: view.studio, person: person)
      let board = WeekBoard(documents.problem, view.published ? documents.published : documents.draft, people: person.map { [$0] })
      if options.json { return try Output.json(board.columns) }
      Output.line(svg ? board.svg() : board.text())
    }
  }

  struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "说明一项活动为什么排在那里, 还有哪些选择")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var view: PlanViewOptions
    @Option(name: .long, help: ArgumentHelp("任务编号", valueName: "任务"))
    var task: Int64

    func run() throws {
      let why = try options.office().why(task, in: view.semester, studio: view.studio, isPublished: view.published)
      if options.json { return try Output.json(why) }
      Output.line(PlanText.why(why))
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "起草的与已发布的有何不同, 要通知谁")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("学期, 如 2026-2027-1", valueName: "学期"))
    var semester: String
    @Option(name: .long, help: ArgumentHelp("只看这个工作室", valueName: "编号"))
    var studio: String?

    func run() throws {
      let diff = try options.office().planDifference(semester, studio: studio)
      if options.json { return try Output.json(diff) }
      guard !diff.changes.isEmpty else { return Output.line("起草的与已发布的相同") }
      Output.line("\(diff.changes.count) 项不同, 须通知 \(diff.notices.count) 人")
      func show(_ notice: PlanDiff.Notice) {
        Output.line("\n\(notice.name) (\(notice.person))\n  " + notice.lines.joined(separator: "\n  "))
      }
      diff.notices.forEach(show)
      if !diff.places.isEmpty { Output.line("\n各学校") }
      diff.places.forEach(show)
    }
  }

  struct Swaps: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "需要调课或代课的清单, 按学校")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var view: PlanViewOptions

    func run() throws {
      let documents = try options.office().planDocuments(view.semester, studio: view.studio)
      let swaps = ClassSwap.needed(documents.problem, view.published ? documents.published : documents.draft)
      if options.json { return try Output.json(swaps) }
      guard !swaps.isEmpty else { return Output.line("没有需要调的课") }
      for (_, text) in ClassSwap.text(swaps, documents.problem) { Output.line(text) }
    }
  }

  struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "每个人的活动数量")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var view: PlanViewOptions

    func run() throws {
      let documents = try options.office().planDocuments(view.semester, studio: view.studio)
      let loads = PersonLoad.of(documents.problem, view.published ? documents.published : documents.draft)
      if options.json { return try Output.json(loads) }
      Output.line(PersonLoad.text(loads))
    }
  }
}

extension PlanText {
  static func why(_ why: Why) -> String {
    var lines = [why.current.map { "排在 " + slot($0) } ?? "没有排上: " + why.reasons.joined(separator: "; ")]
    for cost in why.costs { lines.append("  \(cost.constraint.title): 代价 \(cost.cost)") }
    lines.append("其他选择:")
    for alternative in why.alternatives {
      let effect =
        alternative.breaks.isEmpty
        ? "代价 \(alternative.total >= 0 ? "+" : "")\(alternative.total)" : "不行: " + alternative.breaks.map(\.message).joined(separator: "; ")
      lines.append("  \(slot(alternative.assignment)): \(effect)")
    }
    return lines.joined(separator: "\n")
  }

  private static func slot(_ assignment: Assignment) -> String {
    let last = assignment.length > 1 ? "-\(assignment.periods.upperBound)" : ""
    return "\(assignment.day) 第\(assignment.firstPeriod)\(last)节" + (assignment.place.map { " 在 \($0)" } ?? "")
  }
}
