import AcademicCalendar
import Foundation
import Office

/// Plays an office through the days: each step is one command by its own person on its own day.
final class Rehearsal {
  private let base: Office
  private let papers: URL
  private(set) var commands = 0

  /// - Parameters:
  ///   - office: a rehearsal database.
  ///   - papers: a folder for the evidence that people hand in.
  init(_ office: Office, papers: URL) throws {
    (base, self.papers) = (office, papers)
    try FileManager.default.createDirectory(at: papers, withIntermediateDirectories: true)
  }

  /// The office on a day, as somebody or itself.
  func office(on day: Day, as staff: String? = nil) throws -> Office { try base.acting(as: staff, on: day) }

  /// Carries out a step.
  func perform(_ step: Step, on tasks: [Int64: TaskSummary]) throws {
    guard let task = tasks[step.task] else { return }
    let office = try office(on: step.day, as: step.actor)
    switch step.deed {
    case .submit: _ = try office.submit(task.id, files: try evidence(for: task, on: step.day), note: nil)
    case .accept: _ = try office.accept(task.id, note: nil)
    case .giveBack(let reason): _ = try office.giveBack(task.id, reason: reason)
    case .waive(let reason): _ = try office.waive(task.id, reason: reason)
    }
    commands += 1
    Output.progress("\(step.day) \(task.title) \(task.target)")
  }

  /// One page for each kind of evidence that the task asks for.
  private func evidence(for task: TaskSummary, on day: Day) throws -> [(kind: String?, file: URL)] {
    try task.evidence.map { kind in
      let file = papers.appending(path: "\(kind.title)-\(task.id).txt")
      let page = "\(kind.title)\n\n任务: \(task.id) \(task.title) \(task.target)\n经办: \(task.assigneeName)\n日期: \(day)\n(演练材料, 内容虚构)\n"
      try Data(page.utf8).write(to: file)
      return (kind.kind, file)
    }
  }
}

/// The national calendar as people plan by it.
enum WorkingDays {
  private static let calendar = WorkingCalendar.national

  /// The day itself or the next working day; weekdays where the year's notice is not out.
  static func onOrAfter(_ day: Day) -> Day { (0..<20).map { day + $0 }.first(where: isWorking) ?? day }

  /// The day itself or the last working day before it.
  static func onOrBefore(_ day: Day) -> Day { (0..<20).map { day - $0 }.first(where: isWorking) ?? day }

  private static func isWorking(_ day: Day) -> Bool { calendar.isWorkingDay(day) ?? !day.weekday.isWeekend }
}
