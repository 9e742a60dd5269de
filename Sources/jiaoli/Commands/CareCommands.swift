import ArgumentParser
import Foundation
import Office

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "检查数据库和佐证材料是否完好",
    discussion: """
      只读不写; 加 --repair 才按流水重建各表。有问题时退出码为 1。
      佐证材料不见了或被改动过时, 找到内容相同的文件 (文件名不论), 或备份文件夹, 就能放回:
        jiaoli doctor --repair --evidence 教案.docx
        jiaoli doctor --repair --evidence 备份文件夹
      """)

  @OptionGroup var options: OfficeOptions
  @Flag(name: .long, help: "按流水重建各表")
  var repair = false
  @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("与 --repair 同用: 从这些文件或文件夹放回缺少的佐证材料", valueName: "文件"))
  var evidence: [String] = []

  func run() throws {
    guard repair || evidence.isEmpty else {
      throw OfficeError(.usage, "--evidence 要与 --repair 同用", advice: "jiaoli doctor --repair --evidence 文件")
    }
    let office = try options.office()
    let back = evidence.isEmpty ? [] : try office.putBack(evidence.map(Input.file), progress: Output.progress)
    if !options.json { for piece in back { Output.line("已放回\(piece.title)") } }
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
    discussion: """
      使用中也能备份。备份到同一文件夹时, 已有的佐证材料不再复制, 已注销人员的删去; 备份本身就是可以打开的办公室。
      文件夹里已有的 office.db 只在它是本办公室较早的备份时才替换, 否则拒绝, 什么也不改。
      有佐证材料读不到时, 其余的照样备份, 说明缺哪些, 退出码为 1。
      """)

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("放备份的文件夹", valueName: "文件夹"))
  var folder: String

  func run() throws {
    let report = try options.office().backUp(to: Input.file(folder), progress: Output.progress)
    Output.progress("")
    if options.json {
      try Output.json(report)
    } else {
      Output.line("已备份到 \(folder): 流水 \(report.journal) 条, 佐证材料 \(report.evidence) 份 (本次复制 \(report.copied) 份), 已核对")
      if report.erased > 0 { Output.line("已从文件夹删去已注销人员的佐证材料 \(report.erased) 份") }
    }
    try report.tellLosses(isQuiet: options.json, "没有备份到")
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "从备份恢复到一个新的数据库文件", discussion: "备份里缺佐证材料时, 其余的照样恢复, 说明缺哪些, 退出码为 1。")

  @Option(name: .long, help: ArgumentHelp("恢复成哪个数据库文件; 不能已经存在", valueName: "文件"))
  var database: String
  @Argument(help: ArgumentHelp("放备份的文件夹", valueName: "文件夹"))
  var folder: String

  func run() throws {
    let report = try Office.restore(from: Input.file(folder), to: database, progress: Output.progress)
    Output.progress("")
    Output.line("已恢复到 \(database): 流水 \(report.journal) 条, 佐证材料 \(report.evidence) 份")
    try report.tellLosses(isQuiet: false, "没有恢复")
  }
}

extension BackupReport {
  /// Says what is not in the copy; the answer to whether all is in it is no then.
  fileprivate func tellLosses(isQuiet: Bool, _ words: String) throws {
    guard !lost.isEmpty else { return }
    if !isQuiet {
      Output.line("缺 \(lost.count) 份佐证材料, \(words):")
      for piece in lost { Output.line("  \(piece.message)\n    办法: \(piece.advice)") }
    }
    throw ExitCode(1)
  }
}
