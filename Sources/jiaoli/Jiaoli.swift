import ArgumentParser
import Foundation
import Glibc
import Office

/// The command line: reads arguments, opens the office, prints what it answers.
@main
struct Jiaoli: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jiaoli", abstract: "教历: 名师工作室与送教下乡的流程、排期与考核",
    discussion: """
      数据库用 --database 或环境变量 JIAOLI_DATABASE 指定, 默认 ./jiaoli.db。
      身份用 --as 工号 或环境变量 JIAOLI_ACTOR 指定, 默认是办公室自己。
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, ImportCommand.self, SemesterCommand.self, HolidaysCommand.self, WorkflowCommand.self, StartCommand.self,
      AbsenceCommand.self, PlanCommand.self, FeedCommand.self, AccountCommand.self, StatusCommand.self, TasksCommand.self,
      DoneCommand.self, ReviewCommand.self,
      TaskCommand.self, ApprovalCommand.self, RunCommand.self, SignInCommand.self, RecordCommand.self, EvaluateCommand.self,
      ReportCommand.self,
      RulesCommand.self, StatechartCommand.self,
      CalendarCommand.self, ServeCommand.self, DoctorCommand.self, BackupCommand.self, RestoreCommand.self, PersonCommand.self,
      AuditCommand.self, DemoCommand.self,
    ])

  static func main() {
    // An office's records are not for everybody on the machine.
    umask(0o027)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Failure(error).exit()
    }
  }
}

/// The options of every command that works on an office.
struct OfficeOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("数据库文件", valueName: "文件"))
  var database: String?
  @Option(name: .customLong("as"), help: ArgumentHelp("以谁的身份", valueName: "工号"))
  var actor: String?
  @Option(name: .long, help: ArgumentHelp("指定日期, 只用于演练库", valueName: "日期"))
  var today: String?
  @Flag(name: .long, help: "输出 JSON, 供程序读取")
  var json = false

  /// Where the database is.
  var path: String { Input.database(database) }

  /// The office for this one command: the only place where the clock is read.
  func office() throws -> Office {
    let office = try Office(
      path: path, as: Input.given(actor, orElse: "JIAOLI_ACTOR"), now: Date(), rehearsalDay: try today.map(Input.day))
    if let note = office.upgradeNote { Output.remark(note) }
    return office
  }
}
