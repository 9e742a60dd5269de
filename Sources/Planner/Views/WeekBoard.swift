public import AcademicCalendar

/// A plan as a board of weeks × weekdays, as text and as SVG.
public struct WeekBoard: Sendable {
  /// What a cell shows of one session.
  struct Entry: Hashable, Sendable {
    let session: Session
    let assignment: Assignment

    /// `1-2 示范课`.
    var text: String {
      let periods = assignment.periods
      return (periods.count == 1 ? "\(periods.lowerBound)" : "\(periods.lowerBound)-\(periods.upperBound)") + " " + session.label
    }
  }

  let title: String
  let weekdays: [Weekday]
  let weeks: [Int]
  let cells: [Int: [Weekday: [Entry]]]
  let dates: [Int: [Weekday: TeachingDay]]

  /// - Parameters:
  ///   - people: only sessions with one of these people, or that hear one of them; all where it is nil.
  ///   - groups: only sessions of one of these groups; all where it is nil.
  public init(_ problem: Problem, _ plan: Plan, people: Set<String>? = nil, groups: Set<String>? = nil) {
    title = problem.title
    let sessions = Dictionary(problem.sessions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var dates: [Int: [Weekday: TeachingDay]] = [:]
    for day in problem.days { dates[day.week, default: [:]][day.day.weekday] = day }
    let byDay = Dictionary(problem.days.map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
    var cells: [Int: [Weekday: [Entry]]] = [:]
    for assignment in plan.assignments {
      guard let session = sessions[assignment.session], let day = byDay[assignment.day] else { continue }
      if let people, people.isDisjoint(with: assignment.people + [session.during?.person].compactMap(\.self)) { continue }
      if let groups, groups.isDisjoint(with: session.groups) { continue }
      cells[day.week, default: [:]][day.day.weekday, default: []].append(Entry(session: session, assignment: assignment))
    }
    self.cells = cells.mapValues { row in
      row.mapValues { $0.sorted { ($0.assignment.firstPeriod, $0.session.id) < ($1.assignment.firstPeriod, $1.session.id) } }
    }
    self.dates = dates
    weeks = dates.keys.sorted()
    weekdays = Set(problem.days.map(\.day.weekday)).sorted()
  }

  /// One teaching day of a board, as data.
  public struct Column: Hashable, Sendable, Codable {
    /// The teaching week.
    public var week: Int
    public var day: Day
    /// The weekday whose timetable it follows.
    public var follows: Weekday
    public var isProvisional: Bool
    /// What stands there, by period.
    public var sessions: [Item]
  }

  /// One session of a board, as data.
  public struct Item: Hashable, Sendable, Codable {
    public var session: String
    public var title: String
    public var firstPeriod: Int
    public var length: Int
    public var place: String?
    public var people: [String]
  }

  /// The board as data, day by day.
  public var columns: [Column] {
    weeks.flatMap { week in
      (dates[week] ?? [:]).values.sorted { $0.day < $1.day }.map { day in
        Column(
          week: week, day: day.day, follows: day.follows, isProvisional: day.isProvisional,
          sessions: (cells[week]?[day.day.weekday] ?? []).map { entry in
            let assignment = entry.assignment
            return Item(
              session: entry.session.id, title: entry.session.label, firstPeriod: assignment.firstPeriod, length: assignment.length,
              place: assignment.place, people: assignment.people)
          })
      }
    }
  }

  /// Aligned text; a make-up day shows the weekday that it follows, a day that is not settled shows 暂定.
  ///
  /// - Parameter columnWidth: columns of the terminal for one weekday; nil gives each what it needs, up to 24. Longer texts end with ….
  public func text(columnWidth: Int? = nil) -> String {
    var lines = title.isEmpty ? [] : [title]
    let widths = weekdays.map { columnWidth ?? width(of: $0) }
    func row(_ head: String, _ cells: [String]) -> String {
      DisplayWidth.pad(head, to: 8) + zip(cells, widths).map { DisplayWidth.pad($0, to: $1) }.joined(separator: " ")
    }
    lines.append(row("", weekdays.map(\.title)))
    for week in weeks {
      let columns = weekdays.map { column(week, $0) }
      for line in 0..<max(1, columns.map(\.count).max() ?? 1) {
        lines.append(row(line == 0 ? "第\(week)周" : "", columns.map { line < $0.count ? $0[line] : "" }))
      }
    }
    return lines.map(WeekBoard.trimmed).joined(separator: "\n") + "\n"
  }

  /// What a weekday's column needs.
  private func width(of weekday: Weekday) -> Int {
    min(24, ([weekday.title] + weeks.flatMap { column($0, weekday) }).map { DisplayWidth.of($0) }.max() ?? 0)
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  func column(_ week: Int, _ weekday: Weekday) -> [String] {
    guard let day = dates[week]?[weekday] else { return ["—"] }
    return [heading(day)] + (cells[week]?[weekday] ?? []).map(\.text)
  }

  func heading(_ day: TeachingDay) -> String {
    "\(day.day.month)/\(day.day.dayOfMonth)" + (day.follows == day.day.weekday ? "" : "(补\(day.follows.title))")
      + (day.isProvisional ? " 暂定" : "")
  }
}
