import Foundation
import Statechart
import Testing
import Workflow

/// A chart of `Conformance` with what it is given and what must come of it, which stands in its first lines.
struct ConformanceChart: CustomTestStringConvertible {
  var name: String
  var text: String
  var testDescription: String { name }

  static func all(_ folder: String) -> [ConformanceChart] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Conformance").appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.sorted().compactMap { name in
      (try? String(contentsOf: url.appending(path: name), encoding: .utf8)).map { ConformanceChart(name: name, text: $0) }
    }
  }

  /// The comments of a kind, in order: `# input: …`.
  func comments(_ kind: String) -> [String] {
    text.split(separator: "\n").compactMap { $0.hasPrefix("# \(kind): ") ? String($0.dropFirst(kind.count + 4)) : nil }
  }

  /// The machine as the command line runs it, and the same after a way through SCXML.
  func machines() throws -> [Machine] {
    let machine = try StatechartReader.read(text, file: name, strictness: .deferred).machine
    return [machine, try Machine(Chart(scxml: machine.chart.scxml), strictness: .deferred)]
  }

  /// The lines that answer the start, the inputs, and ten seconds more.
  func answers(_ machine: Machine, after last: [String] = []) throws -> [Answer] {
    var run = VirtualRun(machine)
    return try ([run.begin()] + (comments("input") + last).map { try run.take($0) }).map(Answer.init)
  }

  struct Answer {
    var line: String
    var configuration: String

    init(_ line: String) throws {
      struct Fields: Decodable { var configuration: [String] }
      self.line = line
      configuration = try JSONDecoder().decode(Fields.self, from: Data(line.utf8)).configuration.joined(separator: " ")
    }
  }
}

/// SCXML 1.0 assertion by assertion, with charts of our own; each is named by the number of the implementation report's test of the
/// same assertion. What needs scripts, HTTP or a second file is not there.
struct `Conformance to SCXML` {
  @Test(arguments: ConformanceChart.all("W3C"))
  func `Each assertion holds`(chart: ConformanceChart) throws {
    for machine in try chart.machines() {
      let answers = try chart.answers(machine, after: [#"{"advance": "PT10S"}"#])
      #expect(answers.last?.configuration == chart.comments("expect").first ?? "pass")
      for part in chart.comments("effect") { #expect(answers.contains { $0.line.contains(part) }, "\(part)") }
      for part in chart.comments("without") { #expect(!answers.contains { $0.line.contains(part) }, "\(part)") }
    }
  }

  @Test(arguments: ConformanceChart.all("Sequences"))
  func `Each sequence of events leads where it must`(chart: ConformanceChart) throws {
    for machine in try chart.machines() { #expect(try chart.answers(machine).map(\.configuration) == chart.comments("expect")) }
  }

  @Test func `Every assertion of structure, sending, data and events that can be asked without scripts is asked`() {
    #expect(ConformanceChart.all("W3C").count >= 148)
    #expect(ConformanceChart.all("Sequences").count >= 25)
  }
}
