import Rules
import Statechart
import YAMLReading

/// Fields that nothing has: `phase.ends`. Such an expression fails whenever it is evaluated, and a run then waits for ever.
struct FieldChecks {
  let definition: WorkflowDefinition

  var findings: [StateFinding] {
    let keys = keys
    return definition.allStates.flatMap { state in
      state.sources.flatMap { item in
        Self.unknown(in: item, keys: keys).map { StateFinding(severity: .error, state: state.id, message: "\(item.what) 用到\($0)") }
      } + childless(state)
    }
  }

  /// What the lines of all states are called in expressions.
  private var keys: Set<String> {
    Set(
      definition.allStates.flatMap { state in
        state.tasks.map { $0.key.replacing("-", with: "_") } + (state.each == nil ? [] : ["each"]) + (state.review == nil ? [] : ["review"])
      })
  }

  private static let fields = [
    "phase": ["start", "end"], "period": ["start", "end", "key"], "semester": ["start", "end", "weeks", "id", "name"],
    "children": ExpressionScope.counts, "roster": ["people", "schools", "studios"],
  ]

  /// What an expression asks for that is not there, in words.
  private static func unknown(in item: StateSource, keys: Set<String>) -> [String] {
    MemberPath.all(in: item.source).compactMap { path in
      // A machine knows no periods: there it is a variable of the workflow's own.
      if item.isMachine, path.root == "period" { return nil }
      if path.root == "tasks", let key = path.fields.first {
        guard keys.contains(key) else { return "「tasks.\(key)」, 可是没有这项任务\(NearestName.hint(key, among: keys.sorted()))" }
        guard path.fields.count > 1, !ExpressionScope.counts.contains(path.fields[1]) else { return nil }
        return wrong("tasks.\(key)", path.fields[1], among: ExpressionScope.counts)
      }
      guard let known = fields[path.root], let field = path.fields.first, !known.contains(field) else { return nil }
      return wrong(path.root, field, among: known)
    }
  }

  private static func wrong(_ whole: String, _ field: String, among known: [String]) -> String {
    "「\(whole).\(field)」, 可是 \(whole) 只有 \(known.joined(separator: "、"))\(NearestName.hint(field, among: known))"
  }

  /// `children` where no fan-out can be under way.
  private func childless(_ state: StateDefinition) -> [StateFinding] {
    guard state.sources.contains(where: { item in item.isMachine && MemberPath.all(in: item.source).contains { $0.root == "children" } }),
      !definition.companions(of: state.id).contains(where: { $0.each != nil })
    else { return [] }
    return [StateFinding(severity: .error, state: state.id, message: "状态 \(state.id) 用到 children, 但它没有 each")]
  }
}

extension WorkflowDefinition {
  /// The states that may be active together with a state: those around it, those within, and those of other regions.
  fileprivate func companions(of state: String) -> [StateDefinition] {
    func all(_ states: [StateDefinition]) -> [StateDefinition] { states.flatMap { [$0] + all($0.states) } }
    func chain(_ states: [StateDefinition]) -> [StateDefinition]? {
      for candidate in states {
        if candidate.id == state { return [candidate] }
        if let rest = chain(candidate.states) { return [candidate] + rest }
      }
      return nil
    }
    guard let around = chain(states), let last = around.last else { return allStates }
    return around + all((around.first { $0.kind == .parallel } ?? last).states)
  }
}

/// `phase.end` in an expression: a name that the office gives, and the fields after it that are no calls.
struct MemberPath {
  var root: String
  var fields: [String]

  /// Those of an expression, without what stands in quotes.
  static func all(in source: String) -> [MemberPath] {
    // What a macro calls so is its own.
    let code = source.replacing(#/'(\\.|[^'\\])*'|"(\\.|[^"\\])*"/#, with: "''")
    return code.matches(
      of: #/(?:^|[^A-Za-z0-9_.])(phase|period|semester|children|roster|tasks)((?:\.[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_]*\())*)/#
    )
    .filter { match in !code.contains("(\(match.1),") }
    .map { match in MemberPath(root: String(match.1), fields: match.2.split(separator: ".").map(String.init)) }
  }
}
