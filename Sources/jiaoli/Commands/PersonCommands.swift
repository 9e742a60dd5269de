import ArgumentParser
import Foundation
import Office
import Reports

struct PersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "查看、导出和注销一个人的数据", subcommands: [Show.self, Export.self, Erase.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "名册里的资料; 电话只显示一部分")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("工号", valueName: "工号"))
    var person: String
    @Flag(name: .long, help: "显示完整的电话 (会记入审计)")
    var phone = false

    func run() throws {
      let record = try options.office().person(person, showsPhone: phone)
      if options.json { return try Output.json(record) }
      let rows = [
        ("工号", record.id), ("姓名", record.name), ("学校", record.school), ("学段", record.stage), ("学科", record.subject),
        ("岗位", record.posts.joined(separator: "、")), ("工作室", record.studios.joined(separator: "; ")), ("联系电话", record.phone),
      ]
      for (title, value) in rows where !value.isEmpty { Output.line(DisplayWidth.fit(title, 10) + value) }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "把一个人的全部数据导出到新文件夹: 数据.json 和佐证材料", discussion: "有佐证材料读不到时, 其余的照样导出, 说明缺哪些, 退出码为 1。")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("工号", valueName: "工号"))
    var person: String
    @Argument(help: ArgumentHelp("新文件夹", valueName: "文件夹"))
    var folder: String

    func run() throws {
      let export = try options.office().exportPerson(person, to: Input.file(folder))
      if options.json {
        try Output.json(export)
      } else {
        Output.line("已导出到 \(folder): 数据.json, 佐证材料 \(export.evidence) 份")
        for lost in export.lost { Output.line("没有导出: \(lost)") }
        if !export.lost.isEmpty { Output.line("办法: 用 jiaoli doctor 查看怎样找回, 然后另导出一次") }
      }
      if !export.lost.isEmpty { throw ExitCode(1) }
    }
  }

  struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "注销一个人: 姓名、电话、课表、账号和本人交的佐证材料从此不可恢复",
      discussion: "流水仍然有效: 任务、排期和考核的数目不变, 只是不再知道是谁。以前的备份里仍有这个人: 再备份到原来的文件夹就会换掉, 别处的请另行销毁。")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("工号", valueName: "工号"))
    var person: String
    @Option(name: .long, help: ArgumentHelp("原因", valueName: "文字"))
    var reason: String
    @Option(name: .long, help: ArgumentHelp("再写一遍工号, 确认不可恢复", valueName: "工号"))
    var confirm: String

    func run() throws {
      guard confirm == person else { throw OfficeError(.usage, "--confirm 与工号不同, 什么也没有做", advice: "注销不可恢复; 确定要做时写 --confirm \(person)") }
      let (pseudonym, files) = try options.office().erasePerson(person, reason: reason)
      if options.json { return try Output.json(Answer(pseudonym: pseudonym, evidence: files)) }
      Output.line("已注销 \(person), 今后记作 \(pseudonym); 删除佐证材料 \(files) 份")
      Output.line("以前的备份里仍有这个人: 请再备份到原来的文件夹 (会替换数据库, 并删去这些佐证材料), 并销毁别处的旧备份")
    }

    private struct Answer: Encodable {
      var pseudonym: String
      /// Files of evidence that were deleted.
      var evidence: Int
    }
  }
}

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "审计: 谁改了什么, 谁看了谁的资料",
    discussion: "老师可以查看谁看过自己的资料。改动永久保留; 查看记录默认保留两年, 用 --keep 设定。")

  @OptionGroup var options: OfficeOptions
  @Option(name: .long, help: ArgumentHelp("关于谁", valueName: "工号"))
  var person: String?
  @Option(name: .long, help: ArgumentHelp("由谁", valueName: "工号"))
  var by: String?
  @Option(name: .long, help: ArgumentHelp("最多几行", valueName: "行数"))
  var limit = 50
  @Option(name: .long, help: ArgumentHelp("把查看记录的保留期设为多少天", valueName: "天数"))
  var keep: Int?

  func run() throws {
    let office = try options.office()
    if let keep {
      try office.setAccessRetention(days: keep)
      if options.json { return try Output.json(["accessDays": keep]) }
      return Output.line("查看记录今后保留 \(keep) 天")
    }
    let lines = try office.audit(of: person, by: by, limit: limit)
    if options.json { return try Output.json(lines) }
    guard !lines.isEmpty else { return Output.line("没有记录") }
    var table = Table(["时间", "谁", "代谁", "类别", "做了什么", "对象"])
    for line in lines {
      table.add([line.time, line.actor, line.behalf ?? "", line.type == "look" ? "查看" : "改动", line.title, line.object])
    }
    Output.line(table.text)
  }
}
