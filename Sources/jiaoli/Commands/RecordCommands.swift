import AcademicCalendar
import ArgumentParser
import Foundation
import Office

struct SignInCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signin", abstract: "登记签到: 谁参加了一次活动",
    discussion: "例: jiaoli signin 128 T0102 T0103; jiaoli signin HD01 T0104 --late。再登记一次就是更正。")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("任务编号, 或活动编号", valueName: "活动"))
  var occasion: String
  @Argument(help: ArgumentHelp("谁", valueName: "工号"))
  var people: [String]
  @Flag(name: .long, help: "迟到")
  var late = false
  @Flag(name: .long, help: "请假")
  var leave = false
  @Flag(name: .long, help: "缺勤")
  var absent = false

  func run() throws {
    let given = [(late, "late"), (leave, "leave"), (absent, "absent")].filter(\.0).map(\.1)
    guard given.count <= 1 else { throw OfficeError(.usage, "--late、--leave、--absent 只能给一个") }
    let summary = try options.office().signIn(occasion, people, given.first ?? "present")
    try RecordText.report(summary, "已登记", options)
  }
}

struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "登记和查看签到、学时、成果、称号、经费、问卷、评分",
    subcommands: [Import.self, Add.self, List.self, Correct.self, Withdraw.self, Revoke.self], defaultSubcommand: List.self)

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "导入记录: 活动、签到、学时、成果、称号、经费、问卷、评分、本人情况",
      discussion: "CSV 文件, UTF-8 或 GB18030, 按表头识别种类。全部正确才导入, 有一行不对就什么也不改。")
    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("CSV 文件", valueName: "文件"))
    var files: [String]
    func run() throws { try RecordText.report(try options.office().importRecords(files.map(Input.file)), "已导入", options) }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "登记一条记录", discussion: "栏目与导入的表头相同: jiaoli record add 学时 工号=T0102 学时=6 日期=2026-10-12 方式=网络")
    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("签到、学时、成果、称号、经费、问卷、评分、活动、本人情况", valueName: "种类"))
    var kind: String
    @Argument(help: ArgumentHelp("栏目和值", valueName: "栏目=值"))
    var fields: [String]
    func run() throws { try RecordText.report(try options.office().addRecord(kind, Input.pairs(fields)), "已登记", options) }
  }

  struct Correct: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "更正一条记录: 原来的不再计入, 换成给出的")
    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("记录编号, 如 hours-12", valueName: "记录"))
    var record: String
    @Argument(help: ArgumentHelp("种类", valueName: "种类"))
    var kind: String
    @Argument(help: ArgumentHelp("全部栏目和值", valueName: "栏目=值"))
    var fields: [String]
    func run() throws {
      try RecordText.report(try options.office().addRecord(kind, Input.pairs(fields), correcting: record), "已更正", options)
    }
  }

  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "撤销录错的记录: 不再计入, 流水里仍可查")
    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("记录编号", valueName: "记录"))
    var records: [String]
    @Option(name: .long, help: ArgumentHelp("原因", valueName: "文字"))
    var reason: String
    func run() throws {
      try options.office().withdrawRecords(records, reason: reason)
      if options.json { return try Output.json(records) }
      Output.line("已撤销 \(records.joined(separator: "、"))")
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "取消称号 (此前仍算持有); 录错的用 withdraw")
    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("称号的记录编号, 如 title-3", valueName: "记录"))
    var record: String
    @Option(name: .long, help: ArgumentHelp("从哪天起; 默认今天", valueName: "日期"))
    var on: String?
    @Option(name: .long, help: ArgumentHelp("原因", valueName: "文字"))
    var reason: String
    func run() throws {
      let ended = try options.office().revokeTitle(record, on: try on.map(Input.day), reason: reason)
      if options.json { return try Output.json([record]) }
      Output.line("已取消 \(record)")
      for run in ended { Output.line("第 \(run) 号流程运行随之取消") }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出记录")
    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("只列这些种类", valueName: "种类"))
    var kinds: [String] = []
    @Option(name: .long, help: ArgumentHelp("谁的", valueName: "工号"))
    var person: String?
    @Option(name: .long, help: ArgumentHelp("哪所学校和它的人的", valueName: "编号"))
    var school: String?
    @Option(name: .long, help: ArgumentHelp("哪个工作室和它的人的", valueName: "编号"))
    var studio: String?
    @Option(name: .long, help: ArgumentHelp("从哪天起", valueName: "日期"))
    var from: String?
    @Option(name: .long, help: ArgumentHelp("到哪天止", valueName: "日期"))
    var through: String?
    @Flag(name: .long, help: "连同已撤销的")
    var all = false

    func run() throws {
      let office = try options.office()
      let person = person ?? (school == nil && studio == nil && office.actor != .office ? office.actor.id : nil)
      let rows = try office.records(
        kinds, person: person, school: school, studio: studio, from: try from.map(Input.day), through: try through.map(Input.day),
        withWithdrawn: all)
      if options.json { return try Output.json(rows) }
      Output.line(rows.isEmpty ? "没有记录" : RecordText.table(rows))
    }
  }
}

/// Records in words.
enum RecordText {
  static func report(_ summary: Office.RecordSummary, _ done: String, _ options: OfficeOptions) throws {
    if options.json { return try Output.json(summary) }
    Output.line(summary.counts.isEmpty ? "没有新的记录" : "\(done): \(summary.countsInWords)")
    if !summary.known.isEmpty { Output.line("已经登记过的, 没有再登记: \(summary.knownInWords)") }
    if !summary.ignoredColumns.isEmpty { Output.line("这些列没有读入, 也没有保存: \(summary.ignoredColumns.joined(separator: "、"))") }
  }

  static func table(_ rows: [Office.RecordLine]) -> String {
    var table = Table(["编号", "日期", "对象", "种类", "名称", "说明", "数额", "备注"], rightAligned: [6], widest: 30)
    for row in rows {
      table.add([row.id, row.day.description, row.subject, row.kind, row.title, row.details, row.amount, row.remark])
    }
    return table.text
  }
}
