import Foundation
import Testing
import Workflow
import YAMLReading

/// A shipped workflow: its file's name and its text.
struct ShippedWorkflow: CustomTestStringConvertible {
  var name: String
  var text: String
  var testDescription: String { name }

  static let all: [ShippedWorkflow] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appending(path: "Workflows")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return text.flatMap { $0.contains("\nworkflow:") || $0.hasPrefix("workflow:") ? ShippedWorkflow(name: name, text: $0) : nil }
    }
  }()

  /// What reading and verifying find, errors only.
  func errors(_ change: (String) -> String = { $0 }) -> [String] {
    do {
      let result = try WorkflowReader.read(change(text), file: name)
      return WorkflowVerification(result, file: name).findings.filter { $0.severity == .error }.map(\.description)
    } catch let list {
      return list.findings.filter { $0.severity == .error }.map(\.description)
    }
  }
}

/// Every shipped workflow is sound, and a broken copy of it is caught.
struct `Shipped workflows` {
  @Test(arguments: ShippedWorkflow.all)
  func `Each verifies, and runs to its end when it is simulated`(workflow: ShippedWorkflow) throws {
    #expect(workflow.errors() == [])
    let report = try SimulationReport(try WorkflowReader.read(workflow.text, file: workflow.name).definition, runs: 5, seed: 1)
    #expect(report.done == 1)
  }

  @Test(arguments: ShippedWorkflow.all)
  func `An edge that is removed is missed`(workflow: ShippedWorkflow) {
    let edge = /\n +on: \{ done: [a-z-]+ \}/
    let edges = workflow.text.matches(of: edge).count
    #expect(edges > 0)
    for number in 0..<edges {
      let errors = workflow.errors { text in
        let match = text.matches(of: edge)[number]
        return text.replacingCharacters(in: match.range, with: "")
      }
      #expect(!errors.isEmpty, "edge \(number)")
    }
  }

  @Test(arguments: ShippedWorkflow.all)
  func `A guard that can never hold is found`(workflow: ShippedWorkflow) {
    let errors = workflow.errors { text in
      text.replacing(/on: \{ done: ([a-z-]+) \}/) { "on: { done: { to: \($0.1), if: 1 > 2 } }" }
    }
    #expect(errors.contains { $0.contains("永远不会发生") })
  }

  @Test(arguments: ShippedWorkflow.all)
  func `A role that is misspelt is named with the nearest`(workflow: ShippedWorkflow) throws {
    let match = try #require(workflow.text.firstMatch(of: /role: ([a-z-]+)/))
    let errors = workflow.errors { $0.replacingCharacters(in: match.range, with: "role: \(match.1)x") }
    #expect(errors.contains { $0.contains("没有角色「\(match.1)x」") && $0.contains("「\(match.1)」?") }, "\(errors)")
  }
}
