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
