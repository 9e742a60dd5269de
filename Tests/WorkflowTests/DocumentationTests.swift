import Foundation
import Statechart
import Testing

@testable import Workflow

/// The whole files that the pages show are files that can be read.
@Suite struct DocumentationTests {
  /// The fenced YAML of a page that begins with a header.
  private func examples(_ page: String, _ header: String) throws -> [String] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
    let text = try String(contentsOf: sources.appending(path: page), encoding: .utf8)
    return text.components(separatedBy: "```yaml\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
      .filter { $0.hasPrefix(header) }
  }

  @Test(arguments: ["Workflow/Documentation.docc/Language.md", "Statechart/Documentation.docc/WritingCharts.md"])
  func `A machine of a page runs`(page: String) throws {
    let charts = try examples(page, "statechart:")
    #expect(!charts.isEmpty)
    for chart in charts {
      let result = try StatechartReader.read(chart, file: page)
      #expect(result.warnings.isEmpty, "\(result.warnings)")
      var run = VirtualRun(result.machine)
      _ = try run.begin()
    }
  }

  @Test func `The script of a simulation goes with the workflow that it names`() throws {
    let scripts = try examples("Workflow/Documentation.docc/Language.md", "simulate:")
    #expect(scripts.count == 1)
    for script in scripts { #expect(throws: Never.self) { try SimulationScript.read(script, for: Fixture.pilot(), file: "Language.md") } }
  }
}
