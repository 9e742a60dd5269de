import ArgumentParser
import Foundation
import ICalendar
import Office

struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "calendar", abstract: "检查日历文件", subcommands: [Check.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "检查一个 .ics 文件, 列出问题并输出规范形式")

    @Flag(name: .long, help: "输出 JSON, 供程序读取")
    var json = false
    @Argument(help: ArgumentHelp("iCalendar 文件", valueName: "文件"))
    var file: String

    func run() throws {
      let data = try GivenFile.data(URL(fileURLWithPath: file))
      let report = CalendarCheck.check([UInt8](data))
      if json {
        try Output.json(CalendarAnswer(report))
      } else {
        report.problems.forEach { Output.remark("\(file): \($0)") }
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
