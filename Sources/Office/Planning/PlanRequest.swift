public import AcademicCalendar
import Planner
import Store

extension Office {
  /// How to plan.
  public struct PlanRequest: Sendable {
    /// Only this studio's sessions move; nil for all, and what was published otherwise stays.
    public var studio: String?
    /// How many steps the search may take after everything was placed; the result depends on nothing else.
    public var steps = 200_000
    /// Tasks that must be held at a time: the day and the first period.
    public var pins: [Int64: (day: Day, period: Int)] = [:]
    /// Tasks that must not be held on a day.
    public var forbidden: [(task: Int64, day: Day)] = []
    /// Whether the result is only shown, and the draft stays as it is (what if).
    public var isTrial = false

    /// The usual way, for everything.
    public init() {}
  }
}

extension Office.PlanRequest {
  /// Tasks that somebody asks another time for: their day may be over, as long as nothing was handed in.
  var named: Set<Int64> { Set(pins.keys).union(forbidden.map(\.task)) }

  /// Writes pins and forbidden days into a problem.
  /// - Throws: `OfficeError` where a task has no say in this plan, or cannot be held at the time of its pin whatever the others do.
  func apply(to built: inout ProblemBuilder.Result) throws {
    for (task, slot) in pins.sorted(by: { $0.key < $1.key }) {
      let index = try index(of: task, in: built)
      if let reason = Self.obstacle(to: slot, built.problem.sessions[index], built.problem) {
        throw OfficeError(.usage, "任务 \(task)「\(built.problem.sessions[index].label)」不能固定在 \(slot.day) 第\(slot.period)节: \(reason)")
      }
      built.problem.sessions[index].pinned = Placement(day: slot.day, period: slot.period)
    }
    for (task, day) in forbidden {
      built.problem.sessions[try index(of: task, in: built)].forbidden.append(TimePattern(from: day, through: day))
    }
  }

  /// Where a task stands in the problem, if it can move at all.
  private func index(of task: Int64, in built: ProblemBuilder.Result) throws -> Int {
    let index = built.problem.sessions.firstIndex { $0.id == String(task) }
    if let studio, index != nil, built.tasks[task] == nil {
      throw OfficeError(.usage, "任务 \(task) 不属于工作室 \(studio), 这次排期不动它", advice: "用 --studio 写它的工作室, 或不写 --studio")
    }
    if let held = built.settled[task] {
      throw OfficeError(.usage, "任务 \(task) 已于 \(held.day) 举行并提交, 不再改期", advice: "要改期, 先由审核人退回或本人撤回")
    }
    if let reasons = built.impossible.first(where: { $0.task == task })?.reasons {
      throw OfficeError(.usage, "任务 \(task) 排不了: \(reasons.joined(separator: "; "))")
    }
    guard let index else {
      throw OfficeError(.notFound, "任务 \(task) 不在这个学期的排期里", advice: "用 jiaoli plan show 查看任务编号")
    }
    return index
  }

  /// Why a session cannot be held at a time whatever people, places and other sessions allow; nil where it can.
  private static func obstacle(to slot: (day: Day, period: Int), _ session: Planner.Session, _ problem: Problem) -> String? {
    guard problem.days.contains(where: { $0.day == slot.day }) else { return "这一天不是本学期的教学日" }
    guard (1...problem.periods.count).contains(slot.period) else { return "每天有 \(problem.periods.count) 节" }
    guard problem.fits(session.length, from: slot.period) else { return "须连上 \(session.length) 节, 从这一节起放不下" }
    if let from = session.from, slot.day < from { return "应不早于 \(from)" }
    if let through = session.through, slot.day > through { return "应不晚于 \(through)" }
    return nil
  }
}
