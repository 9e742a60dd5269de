import ArgumentParser
import Foundation
import ICalendar
import Office

struct FeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "输出日历: 一个人、一个工作室或一个流程运行的",
    discussion: "例: jiaoli feed T0001 > 我的职责.ics\n    jiaoli feed --all 日历文件夹")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("工号、工作室编号或流程运行的编号", valueName: "对象"))
  var subject: String?
  @Option(name: .long, help: ArgumentHelp("把所有人和工作室的日历写进文件夹", valueName: "文件夹"))
  var all: String?
  @Flag(name: .long, help: "不含截止日期")
  var noDeadlines = false
  @Flag(name: .long, help: "不含待办")
  var noToDos = false
  @Option(name: .long, help: ArgumentHelp("活动前多少分钟提醒, 可重复", valueName: "分钟"))
  var alarm: [Int] = []

  func run() throws {
    let office = try options.office()
    var content = FeedContent.everything
    if noDeadlines { content.remove(.deadlines) }
    if noToDos { content.remove(.toDos) }
    if let all {
      let count = try Self.write(office, content, alarm, to: Input.file(all))
      if options.json { return try Output.json(["written": count]) }
      return Output.line("已写入 \(count) 个日历到 \(all)")
    }
    guard let subject else { throw OfficeError(.usage, "请给出工号、工作室编号或流程运行的编号, 或用 --all 文件夹") }
    Output.write(Data(try office.feed(try office.feedSubject(subject), content: content, alarms: alarm)))
  }

  /// Writes every feed; one that is unchanged is left as it is.
  static func write(_ office: Office, _ content: FeedContent, _ alarms: [Int], to folder: URL) throws -> Int {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw OfficeError(.notAllowed, "不能建立文件夹 \(folder.path)", advice: "检查路径与权限")
    }
    let subjects = try office.feedSubjects()
    for (index, row) in subjects.enumerated() {
      Output.progress("日历 \(index + 1)/\(subjects.count)")
      let data = Data(try office.feed(row.subject, content: content, alarms: alarms))
      let file = folder.appending(path: row.file)
      guard FileManager.default.contents(atPath: file.path) != data else { continue }
      do {
        try data.write(to: file, options: .atomic)
      } catch {
        throw OfficeError(.notAllowed, "写不了 \(file.path)", advice: "检查空间与权限")
      }
    }
    Output.progress("")
    return subjects.count
  }
}

struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "calendar", abstract: "检查日历文件", subcommands: [Check.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "检查一个 .ics 文件, 列出问题并输出规范形式")

    @Flag(name: .long, help: "输出 JSON, 供程序读取")
    var json = false
    @Argument(help: ArgumentHelp("iCalendar 文件", valueName: "文件"))
    var file: String

    func run() throws {
      guard let data = FileManager.default.contents(atPath: file) else { throw OfficeError(.notFound, "读不到文件 \(file)") }
      let report = CalendarCheck.check([UInt8](data))
      if json {
        try Output.json(CalendarAnswer(report))
      } else {
        report.problems.forEach { Output.remark("\(file):\($0.line): \($0.property): \($0.rule)") }
        Output.write(Data(report.normalForm))
      }
      if !report.problems.isEmpty { throw ExitCode(65) }
    }
  }
}

/// A report as `calendar check --json` gives it.
struct CalendarAnswer: Encodable {
  struct Line: Encodable {
    var line: Int
    var property: String
    var rule: String
  }

  var problems: [Line]
  var normalForm: String

  init(_ report: CalendarCheck.Report) {
    problems = report.problems.map { Line(line: $0.line, property: $0.property, rule: $0.rule.description) }
    normalForm = String(decoding: report.normalForm, as: UTF8.self)
  }
}
