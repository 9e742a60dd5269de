import Rules

/// Compiles executable content, templates and expressions, and collects what is wrong with them.
struct ActionCompiler {
  /// Where the text being compiled stands, for problems.
  var place: (path: [StateID], part: Problem.Part) = ([], .itself)
  private(set) var problems: [Problem] = []
  /// The variables, by slot: those declared, then those of loops.
  let slots: [String]
  private let scope: ExpressionScope
  private let strictness: Machine.Strictness

  init(_ chart: Chart, environment: Environment, strictness: Machine.Strictness) {
    var slots: [String] = []
    var seen: Set<String> = []
    for name in chart.data.map(\.name) + LoopVariables.names(of: chart) where seen.insert(name).inserted { slots.append(name) }
    self.slots = slots
    self.strictness = strictness
    scope = ExpressionScope(environment: environment, slots: slots, states: Set(chart.inDocumentOrder.map { $0.state.id.rawValue }))
  }

  mutating func compile(_ actions: [Action]) -> [Step] { actions.map { compile($0) } }

  private mutating func compile(_ action: Action) -> Step {
    switch action {
    case .raise(let event, let data): return .raise(event, data.map { template($0) })
    case .send(let send):
      if let location = send.idLocation, self.location(location) == nil { return .fail("没有变量 \(location.joined(separator: "."))") }
      return .send(compile(send))
    case .cancel(let id): return .cancel(template(id))
    case .set(let path, let value):
      let value = template(value)
      guard let location = location(path) else { return .fail("没有变量 \(path.joined(separator: "."))") }
      return .set(location, value)
    case .choose(let branches, let otherwise):
      return .choose(
        branches.map { (condition: condition($0.condition), body: compile($0.actions)) }, otherwise: compile(otherwise))
    case .forEach(let loop):
      if let name = ([loop.item] + (loop.index.map { [$0] } ?? [])).first(where: { !$0.isVariableName }) {
        report("「\(name)」不能作变量名", nil)
        return .fail("「\(name)」不能作变量名")
      }
      return .forEach(
        list: expression(loop.list), item: slots.firstIndex(of: loop.item) ?? 0, index: loop.index.flatMap { slots.firstIndex(of: $0) },
        body: compile(loop.body))
    case .log(let label, let value): return .log(label, template(value))
    case .perform(let name, let value): return .perform(name, template(value))
    }
  }

  private mutating func compile(_ send: Action.Send) -> CompiledSend {
    CompiledSend(
      event: template(send.event), id: send.id, idLocation: send.idLocation.flatMap { location($0) }, data: send.data.map { template($0) },
      delay: send.delay.map { template($0) }, target: send.target.map { template($0) }, type: send.type.map { template($0) })
  }

  /// The slot of a variable, with or without `vars` before it.
  mutating func location(_ path: [String]) -> Location? {
    let rest = path.first == "vars" ? path.dropFirst() : path[...]
    if let name = rest.first, let slot = slots.firstIndex(of: name) { return Location(slot: slot, fields: Array(rest.dropFirst())) }
    let name = rest.first ?? ""
    let why =
      ExpressionScope.systemVariables.contains(name) ? "\(name) 是系统变量, 不能赋值" : "没有声明变量 \(name)\(NearestName.hint(name, among: slots))"
    report(why, nil)
    return nil
  }

  mutating func template(_ template: Template) -> CompiledTemplate {
    switch template {
    case .value(let value): return .constant(value)
    case .expression(let source): return .expression(expression(source))
    case .list(let elements):
      let compiled = elements.map { self.template($0) }
      let constants = compiled.compactMap(\.constant)
      return constants.count == compiled.count ? .constant(.list(constants)) : .list(compiled)
    case .object(let fields):
      let compiled = fields.map { (name: $0.name, value: self.template($0.value)) }
      let constants = compiled.compactMap { field in field.value.constant.map { (Value.string(field.name), $0) } }
      return constants.count == compiled.count ? .constant(.map(MapValue(constants))) : .object(compiled)
    }
  }

  mutating func expression(_ source: String) -> CompiledExpression {
    switch scope.compile(source) {
    case .success(let expression): return expression
    case .failure(let fault):
      report(fault.message, fault.position)
      return CompiledExpression(source: source, expression: nil, failure: fault.message, inputs: [])
    }
  }

  /// An expression that decides; one that can never give true or false is refused.
  mutating func condition(_ source: String) -> CompiledExpression {
    let compiled = expression(source)
    switch compiled.expression?.type {
    case nil, .bool?, .dyn?: break
    case let type?: report("条件应是真假值, 「\(source)」是 \(type)", nil)
    }
    return compiled
  }

  private mutating func report(_ message: String, _ position: Problem.Position?) {
    if strictness == .deferred { return }
    problems.append(Problem(.error, place.path, place.part, message, position: position))
  }
}

extension String {
  /// Whether expressions can read a variable of this name.
  fileprivate var isVariableName: Bool {
    guard let first = unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
    return unicodeScalars.allSatisfy { $0 == "_" || $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }
}

extension CompiledTemplate {
  /// The value, where there is nothing to evaluate.
  var constant: Value? { if case .constant(let value) = self { value } else { nil } }
}

/// The variables that loops declare.
enum LoopVariables {
  static func names(of chart: Chart) -> [String] {
    var result: [String] = []
    func visit(_ actions: [Action]) {
      for action in actions {
        switch action {
        case .choose(let branches, let otherwise):
          for branch in branches { visit(branch.actions) }
          visit(otherwise)
        case .forEach(let loop):
          result += [loop.item] + (loop.index.map { [$0] } ?? [])
          visit(loop.body)
        default: break
        }
      }
    }
    visit(chart.initial?.actions ?? [])
    chart.transitions.forEach { visit($0.actions) }
    for (state, _) in chart.inDocumentOrder {
      (state.entry + state.exit).forEach(visit)
      visit(state.initial?.actions ?? [])
      (state.transitions + state.timers.map(\.transition)).forEach { visit($0.actions) }
      state.invocations.forEach { visit($0.finalize) }
    }
    return result
  }
}
