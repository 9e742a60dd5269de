import AcademicCalendar
import Rules
import YAMLReading

/// Days that can be judged before a run: windows, and what opens or falls due outside them.
///
/// What depends on a semester is judged by a usual one; what depends on an unset parameter is not judged.
struct DateChecks {
  let definition: WorkflowDefinition

  var findings: [StateFinding] {
    let context = OpeningContext.sample(definition)
    return definition.allStates.flatMap { state -> [StateFinding] in
      guard state.window != nil else { return [] }
      let window: ClosedRange<Day>
      do throws(OpeningError) {
        guard let days = try state.days(in: context) else { return [] }
        window = days
      } catch {
        // An unset parameter is nobody's mistake yet.
        return []
      }
      return state.tasks.flatMap { task in check(task, state, window, context) }
    }
  }

  private func check(_ task: TaskDefinition, _ state: StateDefinition, _ window: ClosedRange<Day>, _ context: OpeningContext)
    -> [StateFinding]
  {
    let what = "\(state.id)/\(task.key)「\(task.title)」"
    let period = task.quota.flatMap { DutyPeriod.all($0.per, in: window, semesters: context.semesters, calendar: context.calendar).first }
    let days = period?.days ?? window
    let bindings = context.bindings(phase: window, period: period)
    var findings: [StateFinding] = []
    func find(_ severity: YAMLReading.Finding.Severity, _ message: String) {
      findings.append(StateFinding(severity: severity, state: state.id, text: task.key, message: message))
    }
    func day(_ key: String, _ rule: DateRule?) -> Day? {
      do throws(OpeningError) {
        return try rule?.day(from: days.lowerBound, bindings: bindings, place: what)
      } catch {
        if let severity = rule?.severity { find(severity, "\(what)的 \(key)\(error.message)") }
        return nil
      }
    }
    let (opens, due) = (day("opens", task.opens), day("due", task.due))
    if let opens, opens > days.upperBound { find(.error, "\(what)的 opens \(opens) 在\(span(days))之后") }
    if let due {
      if due < (opens ?? days.lowerBound) {
        find(.error, "\(what)的 due \(due) 早于可以开始的 \(opens ?? days.lowerBound)")
      } else if task.quota == nil, due > window.upperBound {
        find(task.due?.isFixed == true ? .error : .warning, "\(what)的 due \(due) 在阶段\(span(window))之后")
      }
    }
    return findings
  }

  private func span(_ days: ClosedRange<Day>) -> String { " \(days.lowerBound) 至 \(days.upperBound) " }
}

extension DateRule {
  /// How bad it is that it gives no day in a usual year: it may with other parameters; what depends on people is not judged.
  fileprivate var severity: YAMLReading.Finding.Severity? {
    guard case .expression(let expression) = self else { return .error }
    let names = Set(expression.variables)
    if !names.isDisjoint(with: ["subject", "roster"]) { return nil }
    return names.isSubset(of: ["phase", "period", "today"]) ? .error : .warning
  }

  /// Whether it is written as a day, and so does not follow from anything.
  fileprivate var isFixed: Bool {
    switch self {
    case .day, .monthDay: true
    case .expression: false
    }
  }
}

extension OpeningContext {
  /// What expressions may see before there is a run: defaults, and a usual school year.
  static func sample(_ definition: WorkflowDefinition) -> OpeningContext {
    let semesters = [
      Day(2026, 9, 1).flatMap { Semester(schoolYear: 2026, term: 1, firstDay: $0, weeks: 20) },
      Day(2027, 2, 22).flatMap { Semester(schoolYear: 2026, term: 2, firstDay: $0, weeks: 20) },
    ].compactMap(\.self)
    let values = Dictionary(
      definition.parameters.compactMap { parameter in parameter.defaultValue.map { (parameter.name, $0) } }, uniquingKeysWith: { $1 })
    return OpeningContext(
      parameters: values, unsetParameters: definition.parameters.map(\.name).filter { values[$0] == nil }, subject: .null,
      today: semesters.first?.firstDay ?? .earliest, semester: semesters.first, semesters: semesters, calendar: .national)
  }
}
