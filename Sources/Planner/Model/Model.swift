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
    guard problem.periods.indices.contains(period - 1), let index = dayIndex(day) else { return nil }
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

  /// An assignment in words of the problem.
  func assignment(_ session: Int, start: Int, place: Int, team: [Int]) -> Assignment {
    let source = problem.sessions[session]
    return Assignment(
      session: source.id, day: problem.days[start / tables.periods].day, firstPeriod: start % tables.periods + 1, length: source.length,
      place: place < tables.places ? problem.places[place].id : nil, people: source.people + team.map { problem.people[$0].id })
  }
}
