import AcademicCalendar
import ArgumentParser
import Office

struct AbsenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "absence", abstract: "登记请假和学校停用, 排期会避开",
    discussion: "例: jiaoli absence add T0102 --from 2026-10-12 --through 2026-10-16 --reason 病假",
    subcommands: [Add.self, Remove.self, List.self],
    defaultSubcommand: List.self)

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "登记一段请假或停用")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("工号或学校编号", valueName: "对象"))
    var subject: String
    @Option(name: .long, help: ArgumentHelp("第一天", valueName: "日期"))
    var from: String
    @Option(name: .long, help: ArgumentHelp("最后一天; 默认只有一天", valueName: "日期"))
    var through: String?
    @Option(name: .long, help: ArgumentHelp("原因", valueName: "文字"))
    var reason = ""

    func run() throws {
      let first = try Input.day(from)
      let last = try through.map(Input.day) ?? first
      let office = try options.office()
      try office.addAbsence(subject, from: first, through: last, reason: reason)
      if options.json { return try Output.json(try office.absences()) }
      Output.line("已登记 \(subject): \(first) 至 \(last)\(reason.isEmpty ? "" : ", \(reason)")")
      Output.line("下一步: 重新排期 (jiaoli plan 学期), 已发布的只动该动的")
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "撤销一段请假或停用")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("编号", valueName: "编号"))
    var number: Int64

    func run() throws {
      let office = try options.office()
      try office.removeAbsence(number)
      if options.json { return try Output.json(try office.absences()) }
      Output.line("已撤销第 \(number) 号")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出请假与停用")

    @OptionGroup var options: OfficeOptions

    func run() throws {
      let absences = try options.office().absences()
      if options.json { return try Output.json(absences) }
      guard !absences.isEmpty else { return Output.line("没有登记请假或停用") }
      var table = Table(["编号", "对象", "名称", "第一天", "最后一天", "原因"], rightAligned: [0])
      for row in absences { table.add(["\(row.id)", row.subject, row.name, "\(row.from)", "\(row.through)", row.reason]) }
      Output.line(table.text)
    }
  }
}
