import AcademicCalendar
import Rules
public import Statechart
public import YAMLReading

/// What is proved of a workflow before it may run: the machine explored, and the dates and conditions that can be judged without a run.
public struct WorkflowVerification: Sendable {
  /// What was found, errors first.
  public var findings: [YAMLReading.Finding]
  /// How many situations were explored.
  public var situations: Int

  /// Verifies a workflow that was read.
  /// - Parameter file: how findings name it.
  public init(_ result: WorkflowReader.Result, file: String) {
    let workflow: CompiledWorkflow
    do {
      workflow = try CompiledWorkflow(result.definition)
    } catch {
      let problems = (error as? ChartError)?.problems ?? []
      findings = problems.map { problem in
        let place = problem.path.last.flatMap { result.places[$0.rawValue]?.start } ?? .top
        return Finding(.error, file: file, line: place.line, column: place.column, message: problem.description)
      }
      situations = 0
      return
    }
    let verification = workflow.machine.verify(ignoring: workflow.outsideEvents)
    let dates =
      EventChecks(definition: result.definition).findings + FieldChecks(definition: result.definition).findings
      + PhaseChecks(workflow: workflow).findings + DateChecks(definition: result.definition).findings
      + FanOutChecks(definition: result.definition).findings + TimerChecks(workflow: workflow).findings
    let all =
      verification.findings.map { Self.finding($0, file: file, places: result.places) }
      + dates.map { found in
        let place = result.places[found.state]?.place(of: found.text) ?? .top
        return Finding(found.severity, file: file, line: place.line, column: place.column, message: found.message)
      }
    let omission = verification.omission.map { YAMLReading.Finding(.warning, file: file, line: 1, column: 1, message: $0) }
    findings = all.filter { $0.severity == .error } + all.filter { $0.severity == .warning } + [omission].compactMap(\.self)
    situations = verification.situations
  }

  /// A finding of the machine at the place of its state, with the events that show it in words.
  public static func finding(_ found: Statechart.Finding, file: String, places: [String: StatePlace]) -> YAMLReading.Finding {
    let place = found.path.last.flatMap { places[$0.rawValue]?.start } ?? .top
    let how = found.events.isEmpty ? "" : " (经过: \(found.events.map(words).joined(separator: " → ")))"
    return YAMLReading.Finding(
      found.severity == .error ? .error : .warning, file: file, line: place.line, column: place.column,
      message: words(found.message) + how)
  }

  /// Event names that the lowering made, as the file writes them.
  static func words(_ text: String) -> String {
    text.replacing(/settled\.state\.([A-Za-z0-9_-]+)/) { "\($0.1) 的 done" }
      .replacing(/after\.([A-Za-z0-9_-]+)\.[0-9]+/) { "\($0.1) 的 after" }
      .replacing(/review\.([a-z]+)\.([A-Za-z0-9_-]+)/) { "\($0.2) 的 \($0.1)" }
  }
}

/// Something found in a state, before it has a place in the file.
struct StateFinding {
  var severity: YAMLReading.Finding.Severity
  var state: String
  /// What is written there that is found wrong; nil is the state itself.
  var text: String?
  var message: String
}

/// Fan-outs whose condition can never hold.
struct FanOutChecks {
  let definition: WorkflowDefinition

  var findings: [StateFinding] {
    definition.allStates.compactMap { state in
      guard let each = state.each, let until = each.until, !canHold(until) else { return nil }
      return StateFinding(
        severity: .error, state: state.id, text: until.source, message: "\(each.title)的 until「\(until.source)」永远不成立: 全部子流程结束之后也不成立")
    }
  }

  /// Whether the condition holds, or may hold, once all of some number of child runs have ended.
  private func canHold(_ until: Rules.Expression) -> Bool {
    let context = OpeningContext.sample(definition)
    return [1, 2, 3, 5, 10, 40, 1000].contains { (total: Int64) in
      [0, total / 2, total].contains { accepted in
        let counts = ["total": total, "settled": total, "accepted": accepted, "failed": total - accepted]
        switch until.evaluate(context.bindings(children: counts)) {
        case .value(.bool(false)), .error: return false
        case .value, .unknown: return true
        }
      }
    }
  }
}
