public import ArgumentParser
import Foundation
public import Office
import Statechart
import Workflow
import YAMLReading

struct StatechartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statechart", abstract: "状态图: 运行、检查、画图", subcommands: [Run.self, Check.self, Diagram.self])

  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "在虚拟时间里运行: 标准输入每行一个事件, 标准输出每行一个状态",
      discussion: #"""
        文件是 statechart: 开头的 YAML, 或 .scxml。输入如 {"event": "go", "data": 1} 或 {"advance": "PT1.5S"}。
        例: echo '{"event": "go"}' | jiaoli statechart run 门.yaml
        """#)

    @Argument(help: ArgumentHelp("状态图文件", valueName: "文件"))
    var file: String

    func run() throws {
      let url = Input.file(file)
      let result = try Office.machine(in: url, strictness: .deferred)
      result.warnings.forEach { Output.remark($0.description) }
      var run = VirtualRun(result.machine) { try Office.machine(named: $0, besides: url) }
      Output.line(try answer { try run.begin() })
      while let line = readLine() {
        if line.allSatisfy(\.isWhitespace) { continue }
        Output.line(try answer { try run.take(line) })
      }
    }

    private func answer(_ line: () throws -> String) throws -> String {
      do { return try line() } catch let error as VirtualRun.LineError { throw OfficeError(.badInput, error.description) } catch let error
        as StepError
      { throw OfficeError(.badInput, error.description) }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "检查并验证状态图: 到不了的状态、走不通的转移、停不下来的循环")

    @Argument(help: ArgumentHelp("状态图文件", valueName: "文件"))
    var files: [String]

    func run() throws {
      for file in files {
        let result = try Office.checkMachine(in: Input.file(file))
        result.warnings.forEach { Output.line($0.description) }
        let name = result.machine.chart.name
        Output.line(result.omission.map { "没有发现错误: \(name) (\($0))" } ?? "正确: \(name) (\(result.situations) 种情形)")
      }
    }
  }

  struct Diagram: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "画状态图")

    @Argument(help: ArgumentHelp("状态图文件", valueName: "文件"))
    var file: String
    @Option(name: .long, help: ArgumentHelp("图的格式", valueName: "格式"))
    var format: Office.DiagramFormat = .svg

    func run() throws {
      let result = try Office.machine(in: Input.file(file), strictness: .deferred)
      result.warnings.forEach { Output.remark($0.description) }
      Output.line(Office.diagram(result.machine.chart, as: format))
    }
  }
}

extension Office.DiagramFormat: ExpressibleByArgument {}
