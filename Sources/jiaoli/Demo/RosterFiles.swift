import Foundation

/// A county as the five CSV files of a roster: UTF-8 with a byte order mark, so that spreadsheets open them.
struct RosterFiles {
  let county: County

  /// Writes the files.
  /// - Returns: where they are.
  func write(to folder: URL) throws -> [URL] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try tables.map { name, header, rows in
      let file = folder.appending(path: name)
      let lines = [header] + rows.map { $0.joined(separator: ",") }
      try Data(("\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n").utf8).write(to: file, options: .atomic)
      return file
    }
  }

  private var tables: [(name: String, header: String, rows: [[String]])] {
    [
      ("学校.csv", "学校编号,学校名称,片区,学段", county.schools.map { [$0.id, $0.name, $0.zone, $0.stage] }),
      (
        "人员.csv", "工号,姓名,学校编号,学段,学科,岗位",
        county.people.map { [$0.id, $0.name, $0.school ?? "", $0.stage, $0.subject, $0.posts.joined(separator: "、")] }
      ),
      ("工作室.csv", "工作室编号,工作室名称,级别,学科,学校编号", county.studios.map { [$0.id, $0.name, $0.level, $0.subject, $0.school] }),
      ("成员.csv", "工作室编号,工号,身份,导师工号", county.memberships.map { [$0.studio, $0.person, $0.role, $0.mentor ?? ""] }),
      (
        "课表.csv", "工号,星期,节次,周次,班级",
        county.lessons.map { [$0.person, weekdays[$0.weekday - 1], "\($0.period)", $0.weeks, $0.schoolClass] }
      ),
    ]
  }

  private var weekdays: [String] { ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] }
}
