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

  /// What verification finds once a phase of the definition was changed, errors only.
  private func errors(_ workflow: ShippedWorkflow, phase: Int, _ change: (inout StateDefinition) -> Void) throws -> [String] {
    var result = try WorkflowReader.read(workflow.text, file: workflow.name)
    change(&result.definition.states[phase])
    return WorkflowVerification(result, file: workflow.name).findings.filter { $0.severity == .error }.map(\.description)
  }

  /// The phases that somebody has to leave, by number, with how many ways lead out of each.
  private func phases(_ workflow: ShippedWorkflow) throws -> [(number: Int, ways: Int)] {
    let states = try WorkflowReader.read(workflow.text, file: workflow.name).definition.states
    return states.enumerated().compactMap { number, state in
      state.kind == .final || state.kind == .history ? nil : (number, state.transitions.count { !$0.targets.isEmpty })
    }
  }

  @Test(arguments: ShippedWorkflow.all)
  func `An edge that is removed is missed`(workflow: ShippedWorkflow) throws {
    let phases = try phases(workflow)
    for (number, ways) in phases where ways > 0 {
      let errors = try errors(workflow, phase: number) { $0.transitions.removeAll { !$0.targets.isEmpty } }
      #expect(!errors.isEmpty, "phase \(number)")
    }
    #expect(phases.contains { $0.ways > 0 })
  }

  @Test(arguments: ShippedWorkflow.all)
  func `A guard that can never hold is found`(workflow: ShippedWorkflow) throws {
    for (number, ways) in try phases(workflow) where ways > 0 {
      let errors = try errors(workflow, phase: number) { state in
        for index in state.transitions.indices where !state.transitions[index].targets.isEmpty {
          state.transitions[index].condition = "1 > 2"
        }
      }
      #expect(errors.contains { $0.contains("永远不会发生") }, "phase \(number): \(errors)")
    }
  }

  @Test(arguments: ShippedWorkflow.all)
  func `A role that is misspelt is named with the nearest`(workflow: ShippedWorkflow) throws {
    var seen: Set<Substring> = []
    for match in workflow.text.matches(of: /\brole: ([a-z-]+)/) where seen.insert(match.1).inserted {
      let errors = workflow.errors { $0.replacingCharacters(in: match.range, with: "role: \(match.1)x") }
      #expect(errors.contains { $0.contains("没有角色「\(match.1)x」") }, "\(match.1): \(errors)")
    }
  }

  @Test func `Every folder of Workflows is looked at`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folders = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Workflows").path).filter { !$0.contains(".") }
    for folder in folders { #expect(ShippedWorkflow.all.contains { $0.name.hasPrefix("\(folder)/") }, "\(folder)") }
  }
}
