import Rules
public import Statechart
public import YAMLReading
import Yams

/// Reads a machine without people: the header `statechart:` and the same keys as a workflow, without tasks.
public struct StatechartReader {
  /// A machine with what does not keep it from running.
  public struct Result: Sendable {
    /// What the file says.
    public var machine: Machine
    /// Warnings only.
    public var warnings: [YAMLReading.Finding]
    /// Where each state stands.
    public var places: [String: StatePlace]

    /// A machine that was read.
    public init(machine: Machine, warnings: [YAMLReading.Finding], places: [String: StatePlace]) {
      (self.machine, self.warnings, self.places) = (machine, warnings, places)
    }
  }

  /// Reads YAML text.
  /// - Parameters:
  ///   - text: the file's text.
  ///   - file: how findings name it.
  ///   - strictness: whether an expression that cannot be compiled is an error, or a warning and `error.execution` when it is evaluated.
  /// - Throws: `FindingList` where anything is an error.
  public static func read(_ text: String, file: String, strictness: Machine.Strictness = .strict) throws(FindingList) -> Result {
    let reading = Reading(file: file)
    let reader = StatechartReader(reading: reading, places: Places(), strictness: strictness)
    let chart = reading.document(text).flatMap { reader.chart($0) }
    let machine = reading.findings.contains { $0.severity == .error } ? nil : chart.flatMap(reader.machine)
    guard let machine, !reading.findings.contains(where: { $0.severity == .error }) else {
      throw FindingList(findings: reading.findings)
    }
    return Result(machine: machine, warnings: reading.findings, places: reader.places.states)
  }

  /// Whether a text's header says that it is a machine.
  public static func isStatechart(_ text: String) -> Bool { text.split(separator: "\n").contains { $0.hasPrefix("statechart:") } }

  let reading: Reading
  let places: Places
  let strictness: Machine.Strictness

  /// A machine within a machine, as a document; nil where something is wrong with it, which is then told.
  static func document(_ node: Node, _ reading: Reading, isDeferred: Bool) -> String? {
    let reader = StatechartReader(reading: reading, places: Places(), strictness: isDeferred ? .deferred : .strict)
    return reader.chart(node).flatMap { chart in reader.machine(chart).map { _ in chart.scxml } }
  }

  private func chart(_ node: Node) -> Chart? {
    guard let fields = reading.fields(node, "状态图") else { return nil }
    guard let name = fields.requiredText("statechart") else { return nil }
    let isDeferred = strictness == .deferred
    _ = fields.node("data")
    let data = MachineExpressions.data(Self.dataNodes(node), reading, host: Environment(), parameters: [], isDeferred: isDeferred)
    let expressions = MachineExpressions(
      reading, variables: MachineExpressions.variables(of: node, data: data), isDeferred: isDeferred)
    let names = Names(parameters: [], roles: [], evidence: [], hasPeople: false)
    let reader = StateReader(reading: reading, names: names, expressions: expressions, places: places)
    let lowering = StateLowering { $0.invocations }
    let chart = Chart(
      name: name, title: fields.text("title") ?? "", data: data, initial: fields.node("initial").flatMap(reader.initial),
      states: reader.states(fields.node("states"), depth: 0).map { lowering.state($0) },
      transitions: reader.transitions(fields).filter { !$0.isTimer }.map { StateLowering.transition($0, of: nil) })
    _ = fields.text("version")
    if fields.keys.contains("after") { reading.report(at: fields.node("after"), "after 须写在状态里") }
    fields.finish()
    return chart
  }

  /// The `data` of a state and of those within, in document order.
  private static func dataNodes(_ state: Node) -> [Node] {
    guard case .mapping(let fields) = state else { return [] }
    let own = [fields[Node("data")]].compactMap(\.self)
    guard case .mapping(let states)? = fields[Node("states")] else { return own }
    return own + states.flatMap { dataNodes($0.value) }
  }

  private func machine(_ chart: Chart) -> Machine? {
    do {
      return try Machine(chart, strictness: strictness)
    } catch {
      for problem in error.problems {
        let place = problem.path.last.flatMap { places.states[$0.rawValue]?.start } ?? .top
        reading.report(
          problem.severity == .error ? .error : .warning, line: place.line, column: place.column,
          problem.description)
      }
      return nil
    }
  }
}
