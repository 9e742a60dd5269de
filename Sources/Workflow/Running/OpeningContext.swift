public import AcademicCalendar
public import Rules

/// What opening a state's tasks may see: the same names as in the workflow's expressions.
public struct OpeningContext: Sendable {
  /// Parameter values by name.
  public var parameters: [String: Value]
  /// The names of parameters that have no value: what depends on them is unknown.
  public var unsetParameters: [String]
  /// The run's subject as a map with `id`, `name` and its lists.
  public var subject: Value
  /// The day of the step.
  public var today: Day
  /// The semester the run was started for.
  public var semester: Semester?
  /// Every semester the office knows.
  public var semesters: [Semester]
  /// Working days.
  public var calendar: WorkingCalendar
  /// The day on which each active state was entered; a month-day in a window is the one around it.
  public var entered: [String: Day] = [:]
  /// The day on which each state was entered that was left since: for who looks back.
  public var left: [String: Day] = [:]
  /// By which rules an office applies facts; simulations go by the newest.
  public var edition = Int.max
  /// Everybody, for expressions that ask for `roster`: `people`, `schools` and `studios`; nil where none asks.
  public var roster: Value?

  /// A context.
  public init(
    parameters: [String: Value], unsetParameters: [String] = [], subject: Value, today: Day, semester: Semester?, semesters: [Semester],
    calendar: WorkingCalendar
  ) {
    (self.parameters, self.unsetParameters, self.subject, self.today) = (parameters, unsetParameters, subject, today)
    (self.semester, self.semesters, self.calendar) = (semester, semesters, calendar)
  }

  /// The same on the day on which a state was entered: its dates stay as they are, however often they are worked out.
  public func entering(_ state: String) -> OpeningContext {
    guard edition >= 1, let day = entered[state] else { return self }
    var context = self
    context.today = day
    return context
  }

  /// Bindings for expressions.
  /// - Parameters:
  ///   - phase: the window of the state.
  ///   - period: the duty's period with its label.
  ///   - children: counts of a fan-out, by name.
  ///   - phases: the windows of states by identifier.
  ///   - tasks: counts of tasks by key and name.
  public func bindings(
    phase: ClosedRange<Day>? = nil, period: DutyPeriod? = nil, children: [String: Int64] = [:], phases: [String: ClosedRange<Day>] = [:],
    tasks: [String: [String: Int64]] = [:]
  ) -> Bindings {
    let named = parameters.map { (Self.name($0.key), $0.value) }
    var values: [String: Value] = [
      "parameters": .object(Dictionary(named, uniquingKeysWith: { $1 })), "subject": subject, "today": .day(today),
      "children": .object(children.mapValues { .int($0) }),
    ]
    // Without `children.` before them the counts are decimal numbers, so that `settled >= 0.8 * total` can be written.
    for (name, count) in children { values[name] = .double(Double(count)) }
    values["phases"] = .object(phases.mapValues { .object(["start": .day($0.lowerBound), "end": .day($0.upperBound)]) })
    values["tasks"] = .object(
      Dictionary(
        tasks.map { (Self.name($0.key), .object($0.value.mapValues(Value.int))) }, uniquingKeysWith: { _, last in last }))
    if let phase { values["phase"] = .object(["start": .day(phase.lowerBound), "end": .day(phase.upperBound)]) }
    if let period {
      values["period"] = .object([
        "start": .day(period.days.lowerBound), "end": .day(period.days.upperBound), "key": .string(period.key),
      ])
    }
    if let roster { values["roster"] = roster }
    if let semester { values["semester"] = semester.value }
    return Bindings(values, unset: unset(values), calendar: OfficeDays(calendar: calendar, semester: semester))
  }

  private func unset(_ values: [String: Value]) -> Set<String> {
    Set(["semester", "phase", "period", "event"].filter { values[$0] == nil })
      .union(unsetParameters.map { "parameters." + Self.name($0) })
  }

  /// What expressions call something: a hyphen is a minus there.
  private static func name(_ key: String) -> String {
    key.utf8.contains(UInt8(ascii: "-")) ? key.replacing("-", with: "_") : key
  }
}

extension Semester {
  /// As expressions see it: `semester.start`, `semester.end`, `semester.weeks`, `semester.id`.
  var value: Value {
    .object(["start": .day(firstDay), "end": .day(lastDay), "weeks": .int(Int64(weeks)), "id": .string(id), "name": .string(name)])
  }
}

/// One period of a duty.
public struct DutyPeriod: Hashable, Sendable {
  /// `2014-05` or `2026-2027-1`.
  public var key: String
  /// 2014年5月.
  public var title: String
  /// Its days within the window.
  public var days: ClosedRange<Day>
  /// How many days it has, those outside the window included.
  public var length: Int

  /// Whether at least half of it lies in the window.
  var isMostlyWithin: Bool { days.count * 2 >= length }
}
