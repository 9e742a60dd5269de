import ArgumentParser
import Foundation
import Office

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "检查数据库和佐证材料是否完好", discussion: "只读不写; 加 --repair 才按流水重建各表。有问题时退出码为 1。")

  @OptionGroup var options: OfficeOptions
  @Flag(name: .long, help: "按流水重建各表")
  var repair = false

  func run() throws {
    let office = try options.office()
    var report = try office.examine(progress: Output.progress)
    Output.progress("")
    if repair, report.isMendable {
      try office.repair()
      report = try office.examine()
      if !options.json { Output.line("已按流水重建各表") }
    }
    if options.json { try Output.json(report) } else { Output.line(report.text) }
    if !report.problems.isEmpty { throw ExitCode(1) }
  }
}

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "备份到文件夹: 数据库和佐证材料, 写后核对",
    discussion: "使用中也能备份。备份到同一文件夹时, 已有的佐证材料不再复制。备份本身就是可以打开的办公室。")

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("放备份的文件夹", valueName: "文件夹"))
  var folder: String

  func run() throws {
    let summary = try options.office().backUp(to: Input.file(folder), progress: Output.progress)
    Output.progress("")
    if options.json { return try Output.json(summary) }
    Output.line("已备份到 \(folder): 流水 \(summary.journal) 条, 佐证材料 \(summary.evidence) 份 (本次复制 \(summary.copied) 份), 已核对")
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "restore", abstract: "从备份恢复到一个新的数据库文件")

  @Option(name: .long, help: ArgumentHelp("恢复成哪个数据库文件; 不能已经存在", valueName: "文件"))
  var database: String
  @Argument(help: ArgumentHelp("放备份的文件夹", valueName: "文件夹"))
  var folder: String

  func run() throws {
    let summary = try Office.restore(from: Input.file(folder), to: database, progress: Output.progress)
    Output.progress("")
    Output.line("已恢复到 \(database): 流水 \(summary.journal) 条, 佐证材料 \(summary.evidence) 份")
  }
}
