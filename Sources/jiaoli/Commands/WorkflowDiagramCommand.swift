import ArgumentParser
import Foundation
import Office
import Workflow

struct WorkflowDiagramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram", abstract: "画流程图",
    discussion:
      "例: jiaoli workflow diagram Workflows/honghu-pilot/network-study-pilot.yaml --format mermaid\n    jiaoli workflow diagram network-study-pilot --run 1 > 流程.svg"
  )

  @OptionGroup var options: OfficeOptions
  @Argument(help: ArgumentHelp("流程文件, 或已安装流程的标识", valueName: "流程"))
  var workflow: String
  @Option(name: .customLong("run"), help: ArgumentHelp("标出这个流程运行的当前状态", valueName: "编号"))
  var number: Int64?
  @Option(name: .long, help: ArgumentHelp("图的格式", valueName: "格式"))
  var format: Office.DiagramFormat = .svg

  func run() throws {
    if number == nil, workflow.hasSuffix(".yaml") || workflow.hasSuffix(".yml") || workflow.hasSuffix(".scxml") {
      return Output.line(try Office.diagram(ofFile: Input.file(workflow), as: format))
    }
    Output.line(try options.office().diagram(of: workflow, run: number, as: format))
  }
}
