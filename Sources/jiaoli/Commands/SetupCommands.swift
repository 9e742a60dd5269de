import AcademicCalendar
import ArgumentParser
import Foundation
import Office

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "init", abstract: "建立办公室的数据库")

  @Option(name: .long, help: ArgumentHelp("数据库文件", valueName: "文件"))
  var database: String?
  @Option(name: .long, help: ArgumentHelp("办公室名称", valueName: "名称"))
  var name = "教师发展办公室"
  @Flag(name: .long, help: "建立演练库: 可用 --today 指定日期; 真实的办公室不要用")
  var rehearsal = false

  func run() throws {
    let path = Input.database(database)
    let domain = UUID().uuidString.lowercased() + ".jiaoli"
    try Office.create(path: path, name: name, isRehearsal: rehearsal, now: Date(), uidDomain: domain)
    Output.line("已建立\(rehearsal ? "演练库" : "数据库") \(path)")
    Output.line("下一步: jiaoli import 学校.csv 人员.csv 工作室.csv 成员.csv 课表.csv")
  }
}

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "导入名册: 学校、人员、工作室、成员、课表",
    discussion: "CSV 文件, UTF-8 或 GB18030, 按表头识别种类。全部正确才导入, 有一行不对就什么也不改。岗位可以是任何词; 像权限岗位而不是的, 导入后逐行提醒。")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("CSV 文件, 或放 CSV 的文件夹", valueName: "文件"))
  var files: [String]

  func run() throws {
    let summary = try options.office().importRoster(try files.flatMap(Self.expand))
    if options.json { return try Output.json(summary) }
    Output.line(
      "已导入: 学校 \(summary.schools), 人员 \(summary.people), 工作室 \(summary.studios), 成员 \(summary.memberships), 课表 \(summary.lessons)")
    for run in summary.staleRuns { Output.line(Self.text(run)) }
    for remark in summary.remarks { Output.line("提醒: \(remark)") }
    if !summary.ignoredColumns.isEmpty { Output.line("这些列没有读入, 也没有保存: \(summary.ignoredColumns.joined(separator: "、"))") }
  }

  /// What a run does not know of the new roster, and what to do.
  private static func text(_ run: Office.StaleRun) -> String {
    func list(_ parts: [Office.StaleRun.Part]) -> String { parts.map { "\($0.name)(\($0.person)) \($0.tasks) 项" }.joined(separator: "、") }
    var lines = ["第 \(run.run) 号 \(run.title)" + (run.subjectName.isEmpty ? "" : " · \(run.subjectName)") + " 的任务还是原来的名单:"]
    if !run.leaving.isEmpty { lines.append("  不再负责, 还有未办的: \(list(run.leaving))") }
    if !run.missing.isEmpty { lines.append("  应办而还没有的: \(list(run.missing))") }
    if let problem = run.problem { lines.append("  现在的名单算不出: \(problem)") }
    return (lines + ["  更新: \(run.command)"]).joined(separator: "\n")
  }

  private static func expand(_ path: String) throws -> [URL] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { return [Input.file(path)] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.lowercased().hasSuffix(".csv") }.sorted()
    guard !names.isEmpty else { throw OfficeError(.notFound, "\(path) 里没有 .csv 文件") }
    return names.map { Input.file(path).appending(path: $0) }
  }
}

struct SemesterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "semester", abstract: "登记和查看学期", subcommands: [Add.self, List.self], defaultSubcommand: List.self)

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "登记学期, 或更正已登记的")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("学期, 如 2026-2027-1 或 2026-2027学年第一学期", valueName: "学期"))
    var semester: String
    @Option(name: .long, help: ArgumentHelp("上课第一天", valueName: "日期"))
    var from: String
    @Option(name: .long, help: ArgumentHelp("教学周数", valueName: "周数"))
    var weeks: Int

    func run() throws {
      guard let (year, term) = Semester.parse(semester) else {
        throw OfficeError(.usage, "「\(semester)」不是学期", advice: "写作 2026-2027-1 (秋季) 或 2026-2027-2 (春季)")
      }
      guard let semester = Semester(schoolYear: year, term: term, firstDay: try Input.day(from), weeks: weeks) else {
        throw OfficeError(.usage, "周数应为 1 至 30")
      }
      try options.office().add(semester)
      if options.json { return try Output.json(semester) }
      Output.line("已登记 \(semester.name): \(semester.firstDay) 至 \(semester.lastDay), \(semester.weeks) 周")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出学期")

    @OptionGroup var options: OfficeOptions

    func run() throws {
      let semesters = try options.office().semesters()
      if options.json { return try Output.json(semesters) }
      var table = Table(["编号", "学期", "第一天", "最后一天", "周数"], rightAligned: [4])
      for row in semesters { table.add([row.id, row.name, "\(row.firstDay)", "\(row.lastDay)", "\(row.weeks)"]) }
      Output.line(semesters.isEmpty ? "还没有登记学期; 用 jiaoli semester add 登记" : table.text)
    }
  }
}

struct HolidaysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holidays", abstract: "导入某一年的放假调休通知 (holiday-cn JSON)",
    discussion: "已有通知的年份会被替换, 并列出哪些日子变了; 放假的天数变少时拒绝 (文件多半不全), 加 --force 才替换。")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("JSON 文件", valueName: "文件"))
  var file: String
  @Flag(name: .long, help: "放假的天数变少也替换")
  var force = false

  func run() throws {
    let data = try GivenFile.data(URL(fileURLWithPath: file))
    let imported = try options.office().importHolidays(data, file: file, isForced: force)
    if options.json { return try Output.json(imported) }
    let off = imported.days.count { $0.isOffDay }
    Output.line("已导入 \(imported.year) 年: 放假 \(off) 天, 调休上班 \(imported.days.count - off) 天")
    guard let changes = imported.changes else { return }
    Output.line(changes.isEmpty ? "与原有的通知相同, 没有改动" : "替换了原有的通知, 变了 \(changes.count) 天:")
    for change in changes { Output.line("  \(change.text)") }
  }
}
