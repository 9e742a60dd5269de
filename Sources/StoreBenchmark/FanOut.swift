import AcademicCalendar
import Foundation
import Office

/// A workflow that starts one child run, with a task, for each of many people.
struct FanOut {
  let office: Office

  init(in folder: URL, people count: Int) throws {
    let path = folder.appending(path: "fan-out.db").path
    try Office.create(path: path, name: "测速", isRehearsal: true, now: Date(), uidDomain: "bench.jiaoli")
    office = try Office(path: path, as: nil, now: Date(), rehearsalDay: Day(2026, 9, 1))
    let lines = ["工号,姓名"] + (1...count).map { "Q\(100_000 + $0),教师\($0)" }
    let roster = folder.appending(path: "fan-out.csv")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: roster)
    _ = try office.importRoster([roster])
    let files = try [("child", Self.child), ("fan-out", Self.parent)].map { name, text in
      let file = folder.appending(path: "\(name).yaml")
      try Data(text.utf8).write(to: file)
      return file
    }
    _ = try office.install(files)
  }

  /// Starts the run and all its children in one transaction.
  func start() throws { _ = try office.start("fan-out", subjects: [], semester: nil, parameters: [:]) }

  private static let parent = """
    workflow: fan-out
    version: 1
    title: 逐人
    states:
      all: { each: { person: roster.people, run: fan-out-child, until: settled >= 0.8 * total }, on: { done: end } }
      end: { type: final, title: 结束 }

    """

  private static let child = """
    workflow: fan-out-child
    version: 1
    title: 一人
    subject: person
    states:
      work:
        window: { from: 2026-09-01, through: 2026-12-31 }
        tasks: { own: { title: 自己的一份, for: "[subject]" } }
        on: { done: end }
      end: { type: final, title: 结束 }

    """
}
