import Rules
import Statechart
import Store
public import Workflow

extension Office {
  /// Roles of a workflow that nobody in the roster holds: their tasks would fall to the office.
  public func rolesNobodyHolds(_ definition: WorkflowDefinition) throws -> [String] {
    try store.read { reader in
      let posts = Set(try reader.people().flatMap(\.posts))
      let used = Set(definition.allStates.flatMap(\.tasks).filter { !$0.namesPeople }.compactMap(\.role))
      return definition.roles.filter { used.contains($0.id) && !posts.contains($0.title) && MembershipRole(rawValue: $0.title) == nil }
        .map { "角色 \($0.title)(\($0.id)) 在名册里没有人担任, 它的任务会归办公室" }
    }
  }

  /// The chart of a file or of an installed workflow, with the active states of a run.
  /// - Parameter number: a run, whose version is then drawn.
  public func diagram(of workflow: String, run number: Int64?, as format: DiagramFormat) throws -> String {
    try store.read { reader in
      guard let number else {
        let definition = try self.workflow(workflow, reader)
        return try Self.diagram(of: definition, as: format)
      }
      guard let run = try reader.run(number) else { throw OfficeError(.notFound, "没有第 \(number) 号流程运行", advice: "用 jiaoli status 查看编号") }
      guard run.workflow == workflow else { throw OfficeError(.usage, "第 \(number) 号流程运行是 \(run.workflow), 不是 \(workflow)") }
      let process = try reader.process(run.workflow, run.version)
      let active = Set(process.machine.active(in: run.snapshot))
      return Self.diagram(format == .scxml ? process.plainChart : process.readableChart, as: format, highlighting: active)
    }
  }

  /// A workflow's chart, drawn; no database.
  public static func diagram(of definition: WorkflowDefinition, as format: DiagramFormat) throws -> String {
    let process = try CompiledWorkflow(definition)
    return diagram(format == .scxml ? process.plainChart : process.readableChart, as: format)
  }
}

extension TaskDefinition {
  /// Whether the list that it is opened for names people, who then do it themselves.
  fileprivate var namesPeople: Bool {
    guard let source = forEach?.source else { return false }
    return source.contains("subject") || source.contains("people(") || source.contains("roster.people")
  }
}
