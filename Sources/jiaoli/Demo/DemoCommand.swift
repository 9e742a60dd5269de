import AcademicCalendar
import ArgumentParser
import Foundation
import Office
import Workflow

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "生成一个虚构的县, 从头走完全程",
    discussion: """
      在文件夹里写入名册 (roster)、演练库 (office.db) 和日历 (feeds)。同一个种子每次结果相同。
      再次运行会替换上一次的演示; 不是演示建立的数据库不会被改动。
      """)

  @Argument(help: ArgumentHelp("放演示的文件夹", valueName: "文件夹"))
  var folder: String
  @Option(name: .long, help: ArgumentHelp("种子: 换一个就换一个县", valueName: "数"))
  var seed: UInt64 = 2026
  @Option(name: .long, help: ArgumentHelp("流程包所在的文件夹", valueName: "文件夹"))
  var workflows = "Workflows"

  /// How many schools take part in the pilot.
  private static let pilotSchools = 10

  func run() throws {
    let clock = ContinuousClock()
    let began = clock.now
    let packs = try ["honghu-pilot", "studio-semester"].map(pack)
    let folder = DemoFolder(url: Input.file(folder))
    try folder.prepare()

    let county = County(seed: seed)
    let office = try openOffice(folder, county, packs)
    let papers = FileManager.default.temporaryDirectory.appending(path: "jiaoli-demo-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: papers) }
    let rehearsal = try Rehearsal(office, papers: papers)
    var seeds = SeededRandom(seed: seed &+ 1)
    let pilot = try play(PilotRehearsal(rehearsal, random: SeededRandom(seed: seeds.next())), county)
    let autumn = try play(AutumnRehearsal(rehearsal, random: SeededRandom(seed: seeds.next())), county, rehearsal, folder)

    let person = try DemoText.judge(try rehearsal.office(on: autumn.end))
    let seconds = (clock.now - began).components.seconds
    Output.line("\n共提交与审核 \(rehearsal.commands) 次, 用时 \(seconds) 秒。数据库停在 \(autumn.end)。")
    DemoText.next(database: folder.database, run: pilot, person: person, semester: AutumnRehearsal.semester)
  }

  private func pack(_ name: String) throws -> URL {
    let url = Input.file(workflows).appending(path: name)
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw OfficeError(.notFound, "没有流程包 \(url.path)", advice: "在源码的文件夹里运行, 或用 --workflows 指定 Workflows 文件夹")
    }
    return url
  }

  /// The office as it stands before anything begins: roster, semesters, workflows.
  private func openOffice(_ folder: DemoFolder, _ county: County, _ packs: [URL]) throws -> Office {
    DemoText.heading("虚构的县 (种子 \(seed))")
    try Office.create(
      path: folder.database.path, name: "虚构县教师发展办公室", isRehearsal: true, now: Date(), uidDomain: DemoFolder.uidDomain(seed: seed))
    let office = try Office(path: folder.database.path, as: nil, now: Date(), rehearsalDay: Day(2013, 12, 30))
    Output.progress("正在导入名册…")
    let summary = try office.importRoster(try RosterFiles(county: county).write(to: folder.roster))
    Output.progress("")
    Output.line(
      "已导入: 学校 \(summary.schools), 人员 \(summary.people), 工作室 \(summary.studios), 成员 \(summary.memberships), 课表 \(summary.lessons) 节")
    for (year, term, first) in Self.semesters {
      if let semester = Semester(schoolYear: year, term: term, firstDay: try Input.day(first), weeks: 20) { try office.add(semester) }
    }
    for (readable, _) in try office.install(packs) { Output.line("已安装: \(readable.label)") }
    return office
  }

  private static let semesters = [(2013, 1, "2013-09-02"), (2013, 2, "2014-02-17"), (2014, 1, "2014-09-01"), (2026, 1, "2026-09-01")]

  private func play(_ rehearsal: consuming PilotRehearsal, _ county: County) throws -> Int64 {
    DemoText.heading("洪湖试点: 2014 年 1 月至 2015 年 2 月, \(Self.pilotSchools) 所学校")
    var pilot = rehearsal
    let last = try pilot.play(schools: county.pilotSchools(Self.pilotSchools).map(\.id)) { progress, day in
      Output.progress("")
      Output.line(StatusCommand.text(progress, today: day))
    }
    Output.progress("")
    Output.line()
    Output.line(StatusCommand.text(try pilot.progress(on: last), today: last))
    return pilot.run
  }

  private func play(
    _ rehearsed: consuming AutumnRehearsal, _ county: County, _ rehearsal: Rehearsal, _ folder: DemoFolder
  ) throws -> AutumnRehearsal {
    DemoText.heading("工作室学期: \(AutumnRehearsal.semester)")
    var autumn = rehearsed
    Output.progress("正在排期…")
    let plan = try autumn.plan(hosts: county.ruralSchools.map(\.id))
    Output.progress("")
    DemoText.plan(plan)
    let feeds = try FeedCommand.write(try rehearsal.office(on: autumn.start), to: folder.feeds) { FeedOrder($0) }
    Output.line("已写入 \(feeds) 个日历到 \(DemoText.short(folder.feeds))")
    try autumn.play(county)
    Output.progress("")
    Output.line()
    Output.line(StatusCommand.list(try rehearsal.office(on: autumn.end).runs()))
    return autumn
  }
}
