import AcademicCalendar

/// The score of a plan, computed from scratch.
public struct ScoreReport: Hashable, Sendable, Codable {
  public var score: Score
  /// Every hard constraint broken, in words.
  public var violations: [Violation]
}

/// Scores a plan from scratch, by code that shares nothing with the solver's: it reads the problem's own words and builds its own tables.
///
/// - Parameter plan: any plan, also one that somebody wrote or changed by hand.
public func score(_ problem: Problem, _ plan: Plan) -> ScoreReport {
  var scorer = Scorer(problem)
  scorer.read(plan)
  scorer.checkSessions()
  scorer.checkPeople()
  scorer.checkPlaces()
  scorer.checkGroups()
  scorer.checkPrecedences()
  scorer.addBalance()
  scorer.addDeviation()
  return scorer.report()
}

/// One assignment that can be read, with what it refers to; a class, because it is passed around much and copied never.
final class Placed {
  let session: Session
  let assignment: Assignment
  let day: TeachingDay
  /// Position of the day on the grid.
  let number: Int
  /// Those of its people that the problem knows, by position.
  let people: [Int]
  /// Position of the place, −1 where there is none that the problem knows.
  let place: Int

  init(_ session: Session, _ assignment: Assignment, _ day: TeachingDay, _ number: Int, people: [Int], place: Int) {
    (self.session, self.assignment, self.day, self.number) = (session, assignment, day, number)
    (self.people, self.place) = (people, place)
  }
}

/// Gathers violations and soft amounts; the checks are in the files beside this one.
struct Scorer {
  let problem: Problem
  /// Positions by identifier.
  let sessions: [String: Int]
  let people: [String: Int]
  let places: [String: Int]
  let dayNumber: [Day: Int]
  let distances: Distances
  /// Zone of each place, and the one that each person travels from, as `distances` counts them.
  let placeZones: [Int]
  let homeZones: [Int]
  /// Periods of the longer half of the day.
  let longestHalf: Int
  /// What is placed on the grid, with its session.
  var placed: [Placed] = []
  var violations: [Violation] = []
  var amounts: [SoftConstraint: Int] = [:]

  init(_ problem: Problem) {
    self.problem = problem
    sessions = Dictionary(problem.sessions.indices.map { (problem.sessions[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    people = Dictionary(problem.people.indices.map { (problem.people[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    let places = Dictionary(problem.places.indices.map { (problem.places[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    self.places = places
    dayNumber = Dictionary(problem.days.enumerated().map { ($1.day, $0) }, uniquingKeysWith: { first, _ in first })
    let distances = Distances(problem.travel)
    self.distances = distances
    placeZones = problem.places.map { distances.number($0.zone) }
    homeZones = problem.people.map { person in
      distances.number(person.school.flatMap { places[$0] }.flatMap { problem.places[$0].zone } ?? person.zone)
    }
    longestHalf = Dictionary(problem.periods.map { ($0.half, 1) }, uniquingKeysWith: +).values.max() ?? 0
  }

  mutating func fail(_ constraint: HardConstraint, _ sessions: [String], _ message: String) {
    violations.append(Violation(constraint, sessions: sessions, message: message))
  }

  mutating func add(_ constraint: SoftConstraint, _ amount: Int) {
    if amount != 0 { amounts[constraint, default: 0] += amount }
  }

  /// Takes the assignments that can be read; what cannot is a violation.
  mutating func read(_ plan: Plan) {
    var seen: Set<String> = []
    for assignment in plan.assignments {
      guard let index = sessions[assignment.session] else {
        fail(.window, [assignment.session], "问题中没有活动「\(assignment.session)」")
        continue
      }
      let session = problem.sessions[index]
      guard seen.insert(session.id).inserted else {
        fail(.window, [session.id], "「\(session.label)」安排了两次")
        continue
      }
      guard let number = dayNumber[assignment.day], assignment.length == session.length,
        problem.has(assignment.firstPeriod, assignment.length)
      else {
        fail(.window, [session.id], "「\(session.label)」不在教学日的节次内(\(assignment.day) 第\(assignment.firstPeriod)节起 \(assignment.length) 节)")
        continue
      }
      placed.append(
        Placed(
          session, assignment, problem.days[number], number, people: assignment.people.compactMap { people[$0] },
          place: assignment.place.flatMap { places[$0] } ?? -1))
    }
    for session in problem.sessions where !seen.contains(session.id) {
      fail(.unplaced, [session.id], "「\(session.label)」没有安排")
    }
  }

  func report() -> ScoreReport {
    var hard: [HardConstraint: Int] = [:]
    for violation in violations { hard[violation.constraint, default: 0] += 1 }
    let soft = SoftConstraint.allCases.compactMap { constraint -> SoftTerm? in
      let weight = problem.weights[constraint]
      return weight == 0 ? nil : SoftTerm(constraint, amount: amounts[constraint] ?? 0, weight: weight)
    }
    return ScoreReport(score: Score(hard: hard, soft: soft), violations: violations)
  }

  /// `周三(2026-09-09)第1节`.
  static func words(_ assignment: Assignment) -> String {
    "\(assignment.day.weekday.title)(\(assignment.day))第\(assignment.firstPeriod)节"
  }
}

/// Minutes between zones by the shortest way, as Dijkstra's algorithm finds it from each zone that is asked about.
struct Distances {
  private let numbers: [String: Int]
  private let table: [[Int]]

  init(_ travel: [TravelTime]) {
    var edges: [String: [String: Int]] = [:]
    for entry in travel {
      edges[entry.from, default: [:]][entry.to] = min(entry.minutes, edges[entry.from]?[entry.to] ?? .max)
      edges[entry.to, default: [:]][entry.from] = min(entry.minutes, edges[entry.to]?[entry.from] ?? .max)
    }
    let zones = edges.keys.sorted()
    numbers = Dictionary(uniqueKeysWithValues: zones.enumerated().map { ($1, $0) })
    table = zones.map { from in
      let known = Distances.shortest(from: from, edges)
      return zones.map { known[$0] ?? 0 }
    }
  }

  /// How `minutes` calls a zone; −1 for one that no way leads to.
  func number(_ zone: String?) -> Int { zone.flatMap { numbers[$0] } ?? -1 }

  private static func shortest(from origin: String, _ edges: [String: [String: Int]]) -> [String: Int] {
    var known: [String: Int] = [:]
    var open = [origin: 0]
    while let (zone, minutes) = open.min(by: { $0.value < $1.value }) {
      open[zone] = nil
      known[zone] = minutes
      for (next, step) in edges[zone] ?? [:] where known[next] == nil { open[next] = min(open[next] ?? .max, minutes + step) }
    }
    return known
  }

  /// 0 where a zone is not given or no way between the two is.
  func minutes(_ from: Int, _ to: Int) -> Int { from < 0 || to < 0 ? 0 : table[from][to] }
}
