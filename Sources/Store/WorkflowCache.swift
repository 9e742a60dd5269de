import Synchronization
import Workflow

/// Workflows compiled once for each version: a version never changes.
final class WorkflowCache: Sendable {
  struct Key: Hashable, Sendable {
    var id: String
    var version: Int
  }

  private let processes = Mutex<[Key: CompiledWorkflow]>([:])

  func process(_ key: Key, text: () throws -> String) throws -> CompiledWorkflow {
    if let known = processes.withLock({ $0[key] }) { return known }
    let process = try CompiledWorkflow(WorkflowReader.read(try text(), file: "\(key.id)@\(key.version)").definition)
    processes.withLock { $0[key] = process }
    return process
  }
}
