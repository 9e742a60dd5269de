import AcademicCalendar

/// A problem compiled for the search.
///
/// Unchecked because `Tables` holds pointers: nothing writes to their memory after `init`, and the arena that owns it lives as long as the model.
final class Model: @unchecked Sendable {
  let problem: Problem
  let tables: Tables
  let personIndex: [String: Int]
  let placeIndex: [String: Int]
  let sessionIndex: [String: Int]
  private let arena: Arena

  /// - Parameter keepPrevious: see `SolveOptions.keepPrevious`.
  init(_ problem: Problem, keepPrevious: Bool = false) {
    self.problem = problem
    arena = Arena()
    let compiler = Compiler(problem, keepPrevious: keepPrevious)
    personIndex = compiler.personIndex
    placeIndex = compiler.placeIndex
    sessionIndex = Dictionary(problem.sessions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { $1 })
    tables = compiler.compile(in: arena, sessionIndex)
  }

  /// The slot of a day and a period (from 1), or nil off the grid.
  func slot(_ day: Day, _ period: Int) -> Int? {
    guard (1...tables.periods).contains(period), let index = dayIndex(day) else { return nil }
    return index * tables.periods + period - 1
  }

  private func dayIndex(_ day: Day) -> Int? {
    var (low, high) = (0, problem.days.count)
    while low < high {
      let middle = (low + high) / 2
      if problem.days[middle].day < day { low = middle + 1 } else { high = middle }
    }
    return low < problem.days.count && problem.days[low].day == day ? low : nil
  }

  /// All slots at which a session may start by the grid and its own rules, whatever people, places and others say.
  func slots(of session: Int) -> [Int] {
    let source = problem.sessions[session]
    var patterns: [TimePattern: [Bool]] = [:]
    let rules = source.pinned == nil ? TimeRules(source, &patterns, problem) : TimeRules(pinned: source, &patterns, problem)
    return problem.days.indices.filter { source.mayTouch(problem.days[$0].day) }.flatMap { day in
      problem.periods.indices.filter { fits($0, source.length) }.map { day * tables.periods + $0 }
    }.filter { rules.allow($0..<($0 + source.length), day: problem.days[$0 / tables.periods].day, period: $0 % tables.periods + 1) }
  }

  /// Whether a session of a length may start at a period (from 0): it does not cross noon unless it is longer than either half.
  func fits(_ period: Int, _ length: Int) -> Bool { problem.fits(length, from: period + 1) }

  /// Whether the timetable has the class that a session needs throughout, were it to start at a slot; its teacher may still be away.
  func isClassOn(_ session: Int, _ first: Int) -> Bool {
    let source = problem.sessions[session]
    guard let during = source.during, let person = personIndex[during.person] else { return true }
    let day = problem.days[first / tables.periods]
    return (first..<(first + source.length)).allSatisfy { slot in
      problem.people[person].timetable.contains {
        $0.weekday == day.follows && $0.period == slot % tables.periods + 1 && ($0.parity == nil || $0.parity == day.parity)
          && (during.lesson == nil || during.lesson == $0.title)
      }
    }
  }

  /// Whether `length` periods from a slot at a place fall into a class that a person must keep, or leave no time to come or go.
  ///
  /// - Parameter exempt: the person teaches what the session is about, so that classes during it do not count.
  func disturbsKeptLesson(_ person: Int, _ first: Int, _ length: Int, _ place: Int, exempt: Bool) -> Bool {
    let t = tables
    let (day, period) = (first / t.periods, first % t.periods)
    let way = t.minutes[Int(t.homeZone[person]) * (t.zones + 1) + Int(t.placeZone[place])]
    let (begins, ends) = (t.periodStart[period] - way, t.periodEnd[period + length - 1] + way)
    let row = (person * 14 + Int(t.rowOf[day])) * t.periods
    return (0..<t.periods).contains { other in
      guard t.lessons[row + other] == 2 else { return false }
      let inside = other >= period && other < period + length
      return inside ? !exempt : way > 0 && t.periodStart[other] < ends && t.periodEnd[other] > begins
    }
  }

  /// An assignment in words of the problem.
  func assignment(_ session: Int, start: Int, place: Int, team: [Int]) -> Assignment {
    let source = problem.sessions[session]
    return Assignment(
      session: source.id, day: problem.days[start / tables.periods].day, firstPeriod: start % tables.periods + 1, length: source.length,
      place: place < tables.places ? problem.places[place].id : nil, people: source.people + team.map { problem.people[$0].id })
  }
}

extension Session {
  /// Whether a day lies in the session's window, or is that of its pin.
  func mayTouch(_ day: Day) -> Bool {
    if let pinned { return pinned.day == day }
    return (from.map { $0 <= day } ?? true) && (through.map { day <= $0 } ?? true)
  }
}
