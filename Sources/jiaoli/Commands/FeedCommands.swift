import ArgumentParser
import Foundation
import ICalendar
import Office

struct FeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "输出日历, 或管理日历订阅",
    discussion: """
      例: jiaoli feed T0001 > 我的职责.ics
          jiaoli feed --all 日历文件夹
          jiaoli feed token issue T0001 --label 我的手机
      """,
    subcommands: [Show.self, FeedTokenCommand.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "输出日历: 一个人、一个工作室、一所学校、一个学期或一个流程运行的")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var contents: FeedOptions
    @Argument(help: ArgumentHelp("工号、工作室编号、学校编号、学期或流程运行的编号", valueName: "对象"))
    var subject: String?
    @Option(name: .long, help: ArgumentHelp("把所有人和工作室的日历写进文件夹", valueName: "文件夹"))
    var all: String?

    func run() throws {
      let office = try options.office()
      if let all {
        let count = try FeedCommand.write(office, to: Input.file(all), contents.order)
        if options.json { return try Output.json(["written": count]) }
        return Output.line("已写入 \(count) 个日历到 \(all)")
      }
      guard let subject else { throw OfficeError(.usage, "请给出工号、工作室、学校、学期或流程运行的编号, 或用 --all 文件夹") }
      let rendering = try office.showFeed(try contents.order(try office.feedSubject(subject)))
      Output.write(Data(rendering.bytes))
      if rendering.omitted > 0 { Output.remark(FeedCommand.remark(subject, rendering.omitted)) }
    }
  }

  private static func remark(_ name: String, _ omitted: Int) -> String {
    "\(name): 日历过大, 有 \(omitted) 项未列入 (先略去已过去的, 再略去待办和较远的); 用 --from 和 --to 分段输出"
  }

  /// Writes every feed; one that is unchanged is left as it is.
  static func write(_ office: Office, to folder: URL, _ order: (FeedSubject) throws -> FeedOrder) throws -> Int {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw OfficeError(.notAllowed, "不能建立文件夹 \(folder.path)", advice: "检查路径与权限")
    }
    let subjects = try office.feedSubjects()
    var remarks: [String] = []
    try office.showFeeds(subjects.map(\.subject), order) { index, rendering in
      Output.progress("日历 \(index + 1)/\(subjects.count)")
      if rendering.omitted > 0 { remarks.append(remark(subjects[index].file, rendering.omitted)) }
      let (data, file) = (Data(rendering.bytes), folder.appending(path: subjects[index].file))
      guard FileManager.default.contents(atPath: file.path) != data else { return }
      do {
        try data.write(to: file, options: .atomic)
      } catch {
        throw OfficeError(.notAllowed, "写不了 \(file.path)", advice: "检查空间与权限")
      }
    }
    Output.progress("")
    remarks.forEach(Output.remark)
    return subjects.count
  }
}

/// What goes into a feed.
struct FeedOptions: ParsableArguments {
  @Flag(name: .long, help: "不含活动")
  var noEvents = false
  @Flag(name: .long, help: "不含截止日期")
  var noDeadlines = false
  @Flag(name: .long, help: "不含待办")
  var noToDos = false
  @Option(name: .long, help: ArgumentHelp("活动前多少分钟提醒, 可重复", valueName: "分钟"))
  var alarm: [Int] = []
  @Option(name: .long, help: ArgumentHelp("从这一天起", valueName: "日期"))
  var from: String?
  @Option(name: .long, help: ArgumentHelp("到这一天止", valueName: "日期"))
  var to: String?

  func order(_ subject: FeedSubject) throws -> FeedOrder {
    var content = FeedContent.everything
    if noEvents { content.remove(.sessions) }
    if noDeadlines { content.remove(.deadlines) }
    if noToDos { content.remove(.toDos) }
    let (from, through) = (try from.map(Input.day), try to.map(Input.day))
    if let from, let through, from > through { throw OfficeError(.usage, "--from \(from) 晚于 --to \(through)") }
    guard alarm.allSatisfy({ abs($0) <= 40_320 }), alarm.count <= 10 else { throw OfficeError(.usage, "提醒应在活动前四周以内, 至多十个") }
    return FeedOrder(subject, content: content, alarms: alarm, from: from, through: through)
  }
}
