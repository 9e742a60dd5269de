import AcademicCalendar
import Foundation
import Office
import Store

/// A small invented county in a rehearsal database of its own, removed when the test is over.
final class EngineCounty {
  let folder: URL
  let database: String

  /// - Parameters:
  ///   - workflows: YAML texts to install.
  ///   - today: the first day.
  init(_ workflows: [String], today: Day) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "jiaoli-engine-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    database = folder.appending(path: "office.db").path
    try Office.create(path: database, name: "测试县", isRehearsal: true, now: Date(timeIntervalSince1970: 0), uidDomain: "test")
    try write("schools.csv", "学校编号,学校名称,片区,学段\nS001,一小,城区,小学\nS002,二小,城区,小学\nS003,三中,东片,初中\n")
    try write(
      "people.csv",
      """
      工号,姓名,学校编号,学段,学科,岗位
      T001,甲一,S001,小学,语文,学校联络员
      T002,乙二,S002,小学,数学,学校联络员
      T003,丙三,S003,初中,英语,学校联络员
      T004,丁四,S001,小学,语文,
      T005,戊五,S001,小学,语文,学校联络员
      E001,专家一,,小学,语文,评审员
      E002,专家二,,小学,语文,评审员
      E003,专家三,,小学,语文,评审员
      P001,管一,,小学,语文,项目管理员

      """)
    _ = try office(today).importRoster([folder.appending(path: "schools.csv"), folder.appending(path: "people.csv")])
    for (number, text) in (workflows + [Self.none]).enumerated() {
      let file = try write("workflow\(number).yaml", text)
      _ = try office(today).install([file])
    }
  }

  /// A workflow that is over as it starts.
  private static let none = "workflow: none\nversion: 1\ntitle: 无\nstates: { end: { type: final } }\n"

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The office for one command of somebody.
  func office(_ today: Day, as staff: String? = nil) throws -> Office {
    try Office(path: database, as: staff, now: Date(timeIntervalSince1970: 0), rehearsalDay: today)
  }

  /// The day turns by a command that changes nothing else.
  func turn(_ today: Day) throws { _ = try office(today).start("none", subjects: [], semester: nil, parameters: [:]) }

  /// A file of the folder.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> URL {
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file
  }
}

/// A day that the test knows to exist.
func day(_ text: String) -> Day { Day(text)! }
