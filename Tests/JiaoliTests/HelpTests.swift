import ArgumentParser
import Foundation
import Testing

@testable import jiaoli

/// What `--help` shows is Chinese, for every command.
@Suite struct HelpTests {
  /// Every command below one, with itself.
  private static func commands(below command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [command] + command.configuration.subcommands.flatMap { commands(below: $0) }
  }

  private static func help(of command: any ParsableCommand.Type) -> String {
    HelpText.inChinese(Jiaoli.helpMessage(for: command, columns: HelpText.columns))
  }

  @Test func `No help has a word of the argument parser`() {
    let commands = Self.commands(below: Jiaoli.self)
    #expect(commands.count > 80)
    let words = [
      "default", "values:", "OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "See ", "help information", "subcommand",
    ]
    for command in commands {
      let text = Self.help(of: command)
      for word in words { #expect(!text.contains(word), "\(command): \(word)\n\(text)") }
      // A value is named in Chinese, or in capitals where it is a format.
      #expect(text.firstMatch(of: /<[a-z][a-z-]*>/) == nil, "\(command)\n\(text)")
    }
  }

  @Test(arguments: [
    (["workflow", "diagram", "x", "--format", "png"], "取值 'png' 不适用于 '--format <格式>'; 可用: 'svg', 'mermaid', 'dot', 'scxml'."),
    (["plan", "solve", "x", "--json=1"], "选项 '--json' 不带取值, 却给了 '1'"), (["plan", "solve", "x", "--seed"], "缺少取值: '--seed <数>'"),
    (["plan", "--stepz", "3"], "没有这个选项: '--stepz'. 是否指 '--steps'?"), (["plan", "solve", "x", "y"], "多余的参数 'y'"),
    (["--generate-completion-script", "xsh"], "没有这种补全脚本: 'xsh'."),
  ])
  func `What the parser refuses is said in Chinese, too`(arguments: [String], message: String) throws {
    let error = #expect(throws: (any Error).self) { try Jiaoli.parseAsRoot(arguments) }
    let text = Failure(try #require(error)).text
    #expect(text.hasPrefix("错误: \(message)\n") && !text.contains("Please"), "\(text)")
  }

  @Test func `A default, its choices and an example stay whole`() throws {
    #expect(Self.help(of: PlanCommand.self).contains("draft (默认)"))
    #expect(Self.help(of: WorkflowDiagramCommand.self).contains("图的格式 (可用: svg, mermaid, dot, scxml; 默认: svg)"))
    #expect(Self.help(of: WorkflowCoverageCommand.self).contains("(默认: Workflows)"))
    let example = "例: jiaoli workflow simulate Workflows/honghu-pilot/network-study-pilot.yaml --runs 200\n"
    #expect(Self.help(of: WorkflowSimulateCommand.self).contains(example))
    let fixture = try Fixture(studio: false)
    #expect(try fixture.run("workflow", "simulate", "--help").out.contains(example))
  }
}
