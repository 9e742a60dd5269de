import AcademicCalendar
import Foundation
import Store
import Synchronization
import Workflow
import YAMLReading

@testable import Office

/// A small county in a rehearsal office, in a folder of its own, which goes when the test ends.
///
/// Two studios: W01 (小学) with leader L1, members A1…A3 and trainees X1, X2; W02 (初中) with L2, B1…B3, Y1, Y2.
/// S001 and S002 are 小学, S003 and S004 初中. P1 项目管理员, R0 评审员, R1 学段评审员 (小学), R2 学校评审员 of S003,
/// C1 学校联络员 of S001, O1 中心管理员.
final class Fixture {
  let folder: URL
  var path: String { folder.appending(path: "office.db").path }

  init(installing: [String] = ["honghu-pilot", "studio-semester"], roster: Bool = true, on day: String = "2026-08-31") throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "office-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let kind = "\(installing) \(roster) \(day)"
    if let bytes = Self.made.withLock({ $0[kind] }) {
      try bytes.write(to: URL(fileURLWithPath: path))
      return
    }
    try Office.create(path: path, name: "测试", isRehearsal: true, now: Date(timeIntervalSince1970: 0), uidDomain: "x.test")
    try fill(installing, roster, day)
    // Closed by now, so all of it is in the one file.
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    Self.made.withLock { $0[kind] = bytes }
  }

  /// Each kind of office is made once and copied.
  private static let made = Mutex<[String: Data]>([:])

  private func fill(_ installing: [String], _ roster: Bool, _ day: String) throws {
    let office = try office(on: day)
    if roster { _ = try office.importRoster(Self.roster.sorted { $0.key < $1.key }.map { try file($0.key + ".csv", $0.value) }) }
    if !installing.isEmpty { _ = try office.install(installing.map(Self.shipped)) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func shipped(_ path: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Workflows").appending(path: path)
  }

  /// The office for one command, at nine in the morning of a day, or on the last one.
  func office(_ staff: String? = nil, on day: String? = nil) throws -> Office {
    try Office(path: path, as: staff, now: Date(timeIntervalSince1970: 0), rehearsalDay: day.map { Day($0)! })
  }

  func file(_ name: String, _ text: String) throws -> URL { try file(name, Data(text.utf8)) }

  func file(_ name: String, _ bytes: Data) throws -> URL {
    let url = folder.appending(path: name)
    try bytes.write(to: url)
    return url
  }

  /// Installs a workflow of the test's own.
  func install(_ text: String) throws { _ = try office().install([try file("\(text.hashValue).yaml", text)]) }

  /// The autumn semester with both studios' duties.
  func startSemester(set parameters: [String: String] = ["hosts": "S002,S004"]) throws {
    try office(on: "2026-08-31").add(Semester(schoolYear: 2026, term: 1, firstDay: Day("2026-09-01")!, weeks: 20)!)
    _ = try office().start("studio-semester", subjects: ["all"], semester: "2026-2027-1", parameters: parameters)
  }

  /// Every task, cancelled ones included, by number.
  func tasks() throws -> [TaskRecord] {
    var filter = TaskFilter()
    filter.statuses = [.planned, .open, .submitted, .returned, .accepted, .waived, .cancelled]
    return try office().store.read { try $0.tasks(filter) }.sorted { $0.id < $1.id }
  }

  /// The number of the task with this title, of this person where one is given.
  func task(_ title: String, of person: String? = nil) throws -> Int64 {
    try tasks().first { $0.title == title && (person == nil || $0.assignee == person) }!.id
  }

  /// The name of a school.
  func name(of school: String) -> String? { try? office().store.read { try $0.school(school)?.name } }

  /// Hands in a task with one file for each kind that it asks for.
  @discardableResult
  func done(_ task: Int64, as staff: String? = nil, on day: String? = nil) throws -> TaskSummary {
    let office = try office(staff, on: day)
    let kinds = try office.store.read { try $0.task(task)?.evidence ?? [] }
    return try office.submit(task, files: kinds.map { (kind: $0, file: try file("\($0).txt", "\($0) \(task)")) }, note: nil)
  }

  /// What refused a command.
  func refusal<T>(_ body: () throws -> T) -> OfficeError? {
    do {
      _ = try body()
      return nil
    } catch {
      return OfficeError.of(error) ?? OfficeError(.defect, "\(error)")
    }
  }

  static let roster: [String: String] = [
    "schools": """
    学校编号,学校名称,片区,学段
    S001,实验小学,城区,小学
    S002,峰口小学,乡镇,小学
    S003,实验中学,城区,初中
    S004,沙口中学,乡镇,初中

    """,
    "people": """
    工号,姓名,学校编号,学段,学科,岗位
    L1,李一,S001,小学,语文,
    A1,安一,S001,小学,语文,
    A2,安二,S002,小学,语文,
    A3,安三,S001,小学,语文,
    X1,徐一,S001,小学,语文,
    X2,徐二,S002,小学,语文,
    L2,林二,S003,初中,数学,
    B1,白一,S003,初中,数学,
    B2,白二,S004,初中,数学,
    B3,白三,S004,初中,数学,
    Y1,杨一,S003,初中,数学,
    Y2,杨二,S004,初中,数学,
    P1,潘一,,,,项目管理员
    R0,任零,,,,评审员
    R1,任一,S002,小学,语文,学段评审员
    R2,任二,S003,初中,数学,学校评审员
    C1,陈一,S001,小学,语文,学校联络员
    O1,欧一,,,,中心管理员

    """,
    "studios": """
    工作室编号,工作室名称,级别,学科,学校编号
    W01,小学语文工作室,省级,语文,S001
    W02,初中数学工作室,市级,数学,S003

    """,
    "memberships": """
    工作室编号,工号,身份,导师工号
    W01,L1,主持人,
    W01,A1,成员,
    W01,A2,成员,
    W01,A3,成员,
    W01,X1,学员,A1
    W01,X2,学员,A2
    W02,L2,主持人,
    W02,B1,成员,
    W02,B2,成员,
    W02,B3,成员,
    W02,Y1,学员,B1
    W02,Y2,学员,B2

    """,
    "lessons": timetable,
  ]

  /// Members teach about half of Monday to Thursday, some classes only in odd or even weeks; trainees teach enough to be visited.
  private static let timetable: String = {
    var lines = ["工号,星期,节次,周次,班级"]
    for (number, person) in ["L1", "A1", "A2", "A3", "L2", "B1", "B2", "B3"].enumerated() {
      for weekday in 1...4 {
        for period in 1...7 {
          let cell = number * 7 + weekday * 3 + period
          if cell % 3 == 0 { lines.append("\(person),\(weekday),\(period),每周,一班") }
          if cell % 3 == 1, cell % 4 == 0 { lines.append("\(person),\(weekday),\(period),单周,二班") }
          if cell % 3 == 1, cell % 4 == 1 { lines.append("\(person),\(weekday),\(period),双周,三班") }
        }
      }
    }
    for person in ["X1", "X2", "Y1", "Y2"] {
      for weekday in 1...5 {
        for period in [2, 3, 5, 6] { lines.append("\(person),\(weekday),\(period),每周,四班") }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()
}

extension Office {
  /// Plans for one studio, or for all.
  @discardableResult
  func plan(_ semester: String, studio: String?, steps: Int = 200_000) throws -> PlanSummary {
    var request = PlanRequest()
    (request.studio, request.steps) = (studio, steps)
    return try plan(semester, request)
  }
}
