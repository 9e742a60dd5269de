import ArgumentParser
import Foundation
import Office

struct WorkflowCoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "生成政策条目对照表: 每条由哪个文件哪一行承担, 由哪个测试证明, 或为什么不能承担",
    discussion: "例: jiaoli workflow coverage > Workflows/COVERAGE.md\n条款不存在、条目无人承担又没有说明时报错。")

  @Argument(help: ArgumentHelp("流程包所在的文件夹; 它的上一级应有 Sources 与 Tests", valueName: "文件夹"))
  var packs = "Workflows"
  @Flag(name: .long, help: "只与文件夹里的 COVERAGE.md 比对, 不一致时报错")
  var check = false

  func run() throws {
    let folder = Input.file(packs)
    let page = try CoveragePage(packs: folder, root: folder.deletingLastPathComponent())
    guard check else { return Output.line(String(page.text.dropLast())) }
    let file = folder.appending(path: "COVERAGE.md")
    guard let text = try? String(contentsOf: file, encoding: .utf8), text == page.text else {
      throw OfficeError(.conflict, "\(file.path) 与流程包不一致", advice: "运行 jiaoli workflow coverage > Workflows/COVERAGE.md")
    }
    Output.line("一致: \(file.path)")
  }
}
