import Rules
import Statechart
import YAMLReading

/// Fields that nothing has: `phase.ends`. Such an expression fails whenever it is evaluated, and a run then waits for ever. And fields that more than
/// one state has, of which a run takes one.
struct FieldChecks {
  let definition: WorkflowDefinition

  var findings: [StateFinding] {
    let keys = keys
    return definition.allStates.flatMap { state in
      state.sources.flatMap { item in
        Self.unknown(in: item, keys: keys).map {
          StateFinding(severity: .error, state: state.id, text: item.source, message: "\(item.what) 用到\($0)")
        }
      } + childless(state) + ambiguous(state)
    }
  }

  /// What the lines of all states are called in expressions.
  private var keys: Set<String> {
    Set(
      definition.allStates.flatMap { state in
        state.tasks.map { $0.key.replacing("-", with: "_") } + (state.each == nil ? [] : ["each"]) + (state.review == nil ? [] : ["review"])
      })
  }

  /// The states that have a line of this name.
  private func owners(of key: String) -> [String] {
    definition.allStates.filter { state in
      state.tasks.contains { $0.key.replacing("-", with: "_") == key } || key == "each" && state.each != nil
        || key == "review" && state.review != nil
    }.map(\.id)
  }

  /// `tasks.KEY` and `children` where more than one state may be meant.
  private func ambiguous(_ state: StateDefinition) -> [StateFinding] {
    state.sources.filter(\.isMachine).flatMap { item in
      MemberPath.all(in: item.source).compactMap { path in
        let (what, owners, advice): (String, [String], String)
        switch (path.root, path.fields.first) {
        case ("tasks", let key?): (what, owners, advice) = ("tasks.\(key)", self.owners(of: key), "请用不同的名称")
        case ("children", _):
          (what, owners) = ("children", definition.companions(of: state.id).filter { $0.each != nil }.map(\.id))
          advice = "请写在其 done 里"
        default: return nil
        }
        guard owners.count > 1, !(item.isAfterDone && owners.contains(state.id)) else { return nil }
        let all = owners.joined(separator: "、")
        return StateFinding(
          severity: .warning, state: state.id, text: item.source,
          message: "状态 \(state.id) 用到「\(what)」, 可是 \(all) 都有, 取到的未必是想要的那一个; \(advice)")
      }
    }
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
    let asking = state.sources.first { item in item.isMachine && MemberPath.all(in: item.source).contains { $0.root == "children" } }
    guard let asking, !definition.companions(of: state.id).contains(where: { $0.each != nil })
    else { return [] }
    return [StateFinding(severity: .error, state: state.id, text: asking.source, message: "状态 \(state.id) 用到 children, 但它没有 each")]
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
