import ArgumentParser
import Foundation
import Office
import Reports

/// How a report is printed, and where to.
struct ReportOutput: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("table、csv、xlsx、html 或 json", valueName: "格式"))
  var format: String?
  @Option(name: .long, help: ArgumentHelp("写进文件, 格式按扩展名", valueName: "文件"))
  var out: String?
  @Option(name: .long, help: ArgumentHelp("只输出这一张表 (名称见 JSON 的 name)", valueName: "名称"))
  var table: String?
  @Flag(name: .long, help: "覆盖已有的文件")
  var force = false
  @Flag(name: .long, help: "终端表格后列出来源")
  var sources = false

  /// Makes a report and prints it, or writes it whole to its file; what cannot be written is refused before any work is done.
  func print(_ options: OfficeOptions, _ make: (Office) throws -> Report) throws {
    let format = try chosen(isJSON: options.json)
    if format == .xlsx, out == nil { throw OfficeError(.usage, "Excel 文件不能显示在终端上", advice: "用 --out 文件.xlsx 指定文件") }
    let report = try selected(try make(try options.office()))
    let data = try format.print(report, isSourced: sources)
    guard let out else { return Output.write(data) }
    try NewFile.write(data, to: out, isReplacing: force)
    let rows = report.tables.reduce(0) { $0 + $1.rows.count }
    Output.line("已写入 \(out): \(report.title), \(report.tables.count) 张表, \(rows) 行")
  }

  private func selected(_ report: Report) throws -> Report {
    guard let table else { return report }
    guard let found = report.tables.first(where: { $0.name == table || $0.title == table }) else {
      throw OfficeError(
        .notFound, "没有「\(table)」这张表", advice: "有: " + report.tables.map { "\($0.name) (\($0.title))" }.joined(separator: "、"))
    }
    var report = report
    report.tables = [found]
    return report
  }

  private func chosen(isJSON: Bool) throws -> ReportFormat {
    if let format {
      guard let known = ReportFormat(rawValue: format) else {
        throw OfficeError(.usage, "没有「\(format)」这种格式", advice: "可用: " + ReportFormat.allCases.map(\.rawValue).joined(separator: "、"))
      }
      return known
    }
    guard let out else { return isJSON ? .json : .table }
    let name = (out as NSString).pathExtension
    guard let known = ReportFormat(fileExtension: name) else {
      throw OfficeError(
        .usage, name.isEmpty ? "文件名没有扩展名, 不知道写成哪种格式" : "不认识扩展名 .\(name)", advice: "用 .xlsx、.csv、.html、.json 或 .txt, 或加 --format")
    }
    return known
  }
}
