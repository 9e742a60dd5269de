import Rules

/// What the expressions of a chart may name, and how each name is answered when a machine runs.
struct ExpressionScope {
  /// Names that the machine itself answers.
  static let systemVariables: Set<String> = ["vars", "event", "active", "sessionid", "name"]

  private let environment: Environment
  private let slots: [String: Int]
  private let states: Set<String>

  init(environment host: Environment, slots: [String], states: Set<String>) {
    var variables: [String: ValueType] = [:]
    for slot in slots { variables[slot] = .dyn }
    variables.merge(host.variables) { _, host in host }
    variables["vars"] = .map(.string, .dyn)
    variables["event"] = .dyn
    variables["active"] = .list(.string)
    variables["sessionid"] = .string
    variables["name"] = .string
    var environment = host
    environment.variables = variables
    if host.variables.isEmpty { ScriptFunctions.all.forEach { environment.add($0) } }
    self.environment = environment
    self.slots = Dictionary(uniqueKeysWithValues: slots.enumerated().filter { host.variables[$1] == nil }.map { ($1, $0) })
    self.states = states
  }

  /// Why a text is no expression.
  struct Fault: Error {
    var message: String
    var position: Problem.Position?
  }

  /// The compiled form.
  func compile(_ source: String) -> Result<CompiledExpression, Fault> {
    let rewritten = InPredicate.rewrite(source)
    if let unknown = rewritten.states.first(where: { !states.contains($0) }) {
      return .failure(Fault(message: "没有状态 \(unknown)\(NearestName.hint(unknown, among: states.sorted()))"))
    }
    do throws(RuleError) {
      let expression = try Expression(rewritten.source, in: environment)
      return .success(
        CompiledExpression(
          source: source, expression: expression, failure: "", inputs: expression.variables.map { (name: $0, source: answer($0)) }))
    } catch {
      return .failure(Fault(message: error.message, position: Problem.Position(line: error.line, column: error.column)))
    }
  }

  private func answer(_ name: String) -> CompiledExpression.Source {
    switch name {
    case "vars": .vars
    case "event": .event
    case "active": .active
    case "sessionid": .session
    case "name": .name
    default: slots[name].map { .slot($0) } ?? .host
    }
  }
}
