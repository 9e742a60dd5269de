public import AcademicCalendar
import Rules
import Statechart
public import YAMLReading
import Yams

/// People who finish as a script says: for each line of a workflow when its tasks are done, for each chain what is decided.
public struct SimulationScript: Sendable {
  /// When a task is done.
  public enum Moment: Hashable, Sendable {
    /// On this day.
    case day(Day)
    /// So many days after the first day on which it can be done.
    case opens(Int)
    /// So many days after its last day; negative is before.
    case due(Int)
    /// It is not.
    case never
  }

  /// What a chain of reviewers comes to, and after how many days.
  public struct Decision: Hashable, Sendable {
    /// Whether every level approves.
    public var isApproved: Bool
    /// Days after it began.
    public var days: Int
  }

  /// The workflow that it is written for.
  public var workflow: String
  /// The day of the start; nil is the first day of the first phase.
  public var from: Day?
  /// What is done with lines that are not named.
  public var usual = Moment.due(0)
  /// By `STATE/KEY`, `STATE/*` or `STATE/each`: one for each task in order, and the last for all that follow.
  public var tasks: [String: [Moment]] = [:]
  /// By state: one for each time that it is entered, and the last for all that follow.
  public var reviews: [String: [Decision]] = [:]
  /// What happens besides, on its day.
  public var events: [(day: Day, event: String)] = []

  /// When a task of a line is done.
  /// - Parameters:
  ///   - line: `STATE/KEY`.
  ///   - number: which of the line's tasks, from 0.
  func day(_ line: String, _ number: Int, opens: Day, due: Day?) -> Day? {
    let state = line.split(separator: "/").first.map(String.init) ?? line
    let moments = tasks[line] ?? tasks["\(state)/*"] ?? []
    switch moments.isEmpty ? usual : moments[min(number, moments.count - 1)] {
    case .day(let day): return max(day, opens)
    case .opens(let days): return opens + days
    case .due(let days): return max((due ?? opens) + days, opens)
    case .never: return nil
    }
  }

  /// What a state's chain comes to the next time.
  func decision(_ state: String, _ number: Int) -> Decision {
    let decisions = reviews[state] ?? []
    return decisions.isEmpty ? Decision(isApproved: true, days: 0) : decisions[min(number, decisions.count - 1)]
  }
}

extension SimulationScript {
  /// Reads YAML text.
  /// - Parameters:
  ///   - definition: the workflow, whose lines and states must be named right.
  ///   - file: how findings name it.
  /// - Throws: `FindingList` where anything is wrong.
  public static func read(_ text: String, for definition: WorkflowDefinition, file: String) throws(FindingList) -> SimulationScript {
    let reading = Reading(file: file)
    let script = reading.document(text).flatMap { SimulationScriptReader(reading: reading, definition: definition).script($0) }
    guard let script, reading.findings.isEmpty else { throw FindingList(findings: reading.findings) }
    return script
  }
}

/// Reads a script of a simulation.
private struct SimulationScriptReader {
  let reading: Reading
  let definition: WorkflowDefinition

  func script(_ node: Node) -> SimulationScript? {
    guard let fields = reading.fields(node, "试跑剧本"), let workflow = fields.requiredText("simulate") else { return nil }
    if workflow != definition.id { reading.report(at: fields.node("simulate"), "剧本写给流程「\(workflow)」, 不是「\(definition.id)」") }
    var script = SimulationScript(workflow: workflow)
    script.from = fields.node("from").flatMap(day)
    script.usual = fields.node("usual").flatMap(moment) ?? .due(0)
    for (line, keyNode, node) in entries(fields, "tasks") {
      check(line, keyNode)
      script.tasks[line] = nonempty(node, of: line).compactMap(moment)
    }
    for (state, keyNode, node) in entries(fields, "reviews") {
      let known = definition.allStates.filter { $0.review != nil }.map(\.id)
      if !known.contains(state) { reading.report(at: keyNode, "没有带审批的状态「\(state)」\(NearestName.hint(state, among: known))") }
      script.reviews[state] = nonempty(node, of: state).compactMap(decision)
    }
    for (text, keyNode, node) in entries(fields, "events") {
      guard let day = day(keyNode) else { continue }
      _ = text
      script.events += elements(node).compactMap { reading.text($0, "事件") }.map { (day, $0) }
    }
    fields.finish()
    return script
  }

  private func entries(_ fields: Fields, _ key: String) -> [(key: String, keyNode: Node, node: Node)] {
    fields.node(key).flatMap { reading.fields($0, key) }?.entries ?? []
  }

  private func elements(_ node: Node) -> [Node] { node.sequence.map(Array.init) ?? [node] }

  /// At least one.
  private func nonempty(_ node: Node, of name: String) -> [Node] {
    let elements = elements(node)
    if elements.isEmpty { reading.report(at: node, "「\(name)」的列表是空的, 至少要有一项") }
    return elements
  }

  private func check(_ line: String, _ node: Node) {
    let known = definition.allStates.flatMap { state in
      state.tasks.map { "\(state.id)/\($0.key)" } + (state.each == nil ? [] : ["\(state.id)/each"])
    }
    let all = definition.allStates.map { "\($0.id)/*" }
    if !known.contains(line), !all.contains(line) { reading.report(at: node, "没有任务「\(line)」\(NearestName.hint(line, among: known))") }
  }

  private func day(_ node: Node) -> Day? {
    guard let text = reading.text(node, "日期") else { return nil }
    if let day = Day(text) { return day }
    reading.report(at: node, "没有「\(text)」这一天 (写法如 2014-02-28)")
    return nil
  }

  /// `2014-02-28`, `due`, `due + 3`, `due - 2`, `opens + 5`, `never`.
  private func moment(_ node: Node) -> SimulationScript.Moment? {
    guard let text = reading.text(node, "完成时间") else { return nil }
    if text == "never" { return .never }
    if let day = Day(text) { return .day(day) }
    if let match = text.wholeMatch(of: /(due|opens)\s*(?:([+-])\s*([0-9]{1,4}))?/) {
      let days = (match.3.flatMap { Int($0) } ?? 0) * (match.2 == "-" ? -1 : 1)
      if match.1 == "due" { return .due(days) }
      if days >= 0 { return .opens(days) }
    }
    reading.report(at: node, "「\(text)」应为日期、due、due + 天数、due - 天数、opens + 天数 或 never")
    return nil
  }

  /// `approve`, `approve + 5`, `reject + 3`.
  private func decision(_ node: Node) -> SimulationScript.Decision? {
    guard let text = reading.text(node, "审批") else { return nil }
    if let match = text.wholeMatch(of: /(approve|reject)\s*(?:\+\s*([0-9]{1,4}))?/) {
      return SimulationScript.Decision(isApproved: match.1 == "approve", days: match.2.flatMap { Int($0) } ?? 0)
    }
    reading.report(at: node, "「\(text)」应为 approve、reject, 或其后加天数, 如 approve + 5")
    return nil
  }
}
