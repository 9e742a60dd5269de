import AcademicCalendar
public import Rules
public import YAMLReading
import Yams

/// Reads a workflow file: its structure, its names and its expressions, each with the place of what is wrong.
public struct WorkflowReader {
  /// A definition with the findings that do not keep it from running.
  public struct Result: Sendable {
    /// What the file says.
    public var definition: WorkflowDefinition
    /// Warnings only.
    public var warnings: [Finding]
    /// Where each state stands.
    public var places: [String: StatePlace]
  }

  /// Reads YAML text.
  /// - Parameters:
  ///   - text: the file's text.
  ///   - file: how findings name it.
  /// - Throws: `FindingList` where anything is an error.
  public static func read(_ text: String, file: String) throws(FindingList) -> Result {
    let reading = Reading(file: file)
    let reader = WorkflowReader(reading: reading, places: Places())
    let definition = reading.document(text).flatMap { reader.workflow($0) }
    guard let definition, !reading.findings.contains(where: { $0.severity == .error }) else {
      throw FindingList(findings: reading.findings)
    }
    return Result(definition: definition, warnings: reading.findings, places: reader.places.states)
  }

  let reading: Reading
  let places: Places

  private func workflow(_ node: Node) -> WorkflowDefinition? {
    guard let fields = reading.fields(node, "流程") else { return nil }
    guard fields.node("workflow") != nil else {
      reading.report(at: node, "这不是流程文件: 缺少 workflow")
      return nil
    }
    let id = fields.identifier("workflow") ?? ""
    let version = fields.integer("version", in: 1...100_000)
    if version == nil, fields.node("version") == nil { reading.report(at: node, "流程缺少 version") }
    let evidence = titles(fields.node("evidence"), "evidence")
    let parameters = parameters(fields.node("parameters"))
    let roles = titles(fields.node("roles"), "roles")
    let names = Names(
      parameters: parameters, roles: roles.map(\.id), evidence: evidence.map(\.id) + EvidenceKind.usual.keys)
    let host = ExpressionScope.guardCondition.environment
    let data = MachineExpressions.data([fields.node("data")].compactMap(\.self), reading, host: host, parameters: parameters)
    let variables = MachineExpressions.variables(of: node, data: data)
    let expressions = MachineExpressions(reading, variables: variables, host: host, parameters: parameters)
    let reader = StateReader(reading: reading, names: names, expressions: expressions, places: places)
    let states = reader.states(fields.node("states"), depth: 0)
    let title = fields.requiredText("title") ?? id
    var definition = WorkflowDefinition(
      id: id, version: version ?? 1, title: title, policy: fields.text("policy") ?? "",
      subject: fields.choice("subject", SubjectKind.self) ?? .district, parameters: parameters, roles: roles,
      evidence: Dictionary(evidence.map { ($0.id, $0.title) }, uniquingKeysWith: { $1 }),
      whole: reader.whole(fields, id: id, title: title), initial: fields.text("initial") ?? states.first?.id ?? "", states: states)
    definition.data = data
    definition.holds = fields.words("holds").map(\.text)
    if !definition.holds.isEmpty, definition.subject != .person {
      reading.report(at: fields.node("holds"), "holds 只能用于以个人 (person) 为对象的流程")
    }
    fields.finish()
    guard !states.isEmpty else {
      reading.report(at: node, "流程没有任何状态 (states)")
      return nil
    }
    checkTargets(definition, fields)
    return definition
  }

  private func titles(_ node: Node?, _ what: String) -> [(id: String, title: String)] {
    guard let node, let fields = reading.fields(node, what) else { return [] }
    return fields.entries.compactMap { key, keyNode, node in
      guard reading.identifier(key, at: keyNode), let title = reading.text(node, "\(what) \(key)") else { return nil }
      return (key, title)
    }
  }

  private func parameters(_ node: Node?) -> [Parameter] {
    guard let node, let fields = reading.fields(node, "parameters") else { return [] }
    return fields.entries.compactMap { key, keyNode, node in
      guard reading.identifier(key, at: keyNode), let fields = reading.fields(node, "参数 \(key)") else { return nil }
      defer { fields.finish() }
      let typeName = fields.requiredText("type") ?? "text"
      guard let type = ParameterType(typeName) else {
        let names = ParameterType.names.keys.sorted()
        reading.report(
          at: fields.node("type"), "类型「\(typeName)」应为 \(names.joined(separator: "、")) 或 list<…>\(NearestName.hint(typeName, among: names))")
        return nil
      }
      let value = fields.node("default").flatMap { parameterValue($0, type, "参数 \(key) 的 default") }
      return Parameter(name: key, title: fields.text("title") ?? key, type: type, defaultValue: value, cite: fields.citation())
    }
  }

  private func parameterValue(_ node: Node, _ type: ParameterType, _ what: String) -> Value? {
    if case .list(let element) = type {
      guard case .sequence(let sequence) = node else {
        reading.report(at: node, "\(what)应为列表")
        return nil
      }
      return .list(sequence.compactMap { parameterValue($0, element, what) })
    }
    guard let text = reading.text(node, what) else { return nil }
    if let value = ParameterValue.read(text, as: type) { return value }
    reading.report(at: node, "\(what)「\(text)」应为\(type.title)")
    return nil
  }

  /// Every state that is named must exist, once.
  private func checkTargets(_ definition: WorkflowDefinition, _ fields: Fields) {
    let states = definition.allStates
    var seen: Set<String> = []
    for state in states where !seen.insert(state.id).inserted { reading.report(at: fields.node("states"), "状态「\(state.id)」出现两次") }
    let names = states.map(\.id)
    if !definition.states.map(\.id).contains(definition.initial) {
      reading.report(
        at: fields.node("initial"), "initial「\(definition.initial)」不是顶层状态\(NearestName.hint(definition.initial, among: names))")
    }
    for state in states {
      for transition in state.transitions {
        for target in transition.targets where !seen.contains(target) {
          let place = places.states[state.id]?.place(of: target) ?? .top
          reading.report(
            line: place.line, column: place.column,
            "状态「\(state.id)」要转到的「\(target)」不存在\(NearestName.hint(target, among: names))")
        }
      }
    }
  }
}

/// Reads parameter values from text: a file's default, a command line's `--set`.
public enum ParameterValue {
  /// The value, or nil where the text does not fit the type.
  public static func read(_ text: String, as type: ParameterType) -> Value? {
    switch type {
    case .text, .school, .person, .studio: .string(text)
    case .number: Int64(text).map(Value.int) ?? Double(text).flatMap { $0.isFinite ? .double($0) : nil }
    case .bool: ["true": .bool(true), "false": .bool(false)][text]
    case .day: Day(text).map(Value.day)
    case .list(let element): list(text, of: element)
    }
  }

  private static func list(_ text: String, of element: ParameterType) -> Value? {
    let values = text.split(separator: ",").map { read(String($0).trimmed, as: element) }
    let known = values.compactMap(\.self)
    return known.count == values.count ? .list(known) : nil
  }
}
