public import AcademicCalendar

/// A semester, or the timetable of a training class, as an optimisation problem.
///
/// Identifiers are strings and unique within their kind; periods count from 1. The JSON form is on the page <doc:ProblemDocument>.
public struct Problem: Hashable, Sendable {
  public var title: String
  /// The periods of a day, the same on every day.
  public var periods: [Period]
  /// The teaching days in order; no other day is ever used.
  public var days: [TeachingDay]
  public var people: [Person]
  public var places: [Place]
  public var travel: [TravelTime]
  public var sessions: [Session]
  public var groups: [Group]
  public var precedences: [Precedence]
  /// Hard: at most so many places away from the own school for one person on one day; nil for no limit.
  ///
  /// Sessions at one place are one trip, however many they are; each session without a place counts as a trip of its own.
  public var tripsPerDay: Int?
  public var weights: Weights

  public init(
    title: String = "", periods: [Period], days: [TeachingDay], people: [Person] = [], places: [Place] = [], travel: [TravelTime] = [],
    sessions: [Session] = [], groups: [Group] = [], precedences: [Precedence] = [], tripsPerDay: Int? = nil, weights: Weights = Weights()
  ) {
    (self.title, self.periods, self.days, self.people, self.places) = (title, periods, days, people, places)
    (self.travel, self.sessions, self.groups, self.precedences) = (travel, sessions, groups, precedences)
    (self.tripsPerDay, self.weights) = (tripsPerDay, weights)
  }

  /// Whether a day has so many periods from a period (from 1) on, whatever the numbers.
  func has(_ period: Int, _ length: Int) -> Bool {
    period >= 1 && length >= 1 && period <= periods.count && length <= periods.count && period + length - 1 <= periods.count
  }

  /// Whether a session may start at a period (from 1): its periods exist, and it does not cross noon unless it is longer than either half.
  public func fits(_ length: Int, from period: Int) -> Bool {
    guard has(period, length) else { return false }
    let longest = Dictionary(periods.map { ($0.half, 1) }, uniquingKeysWith: +).values.max() ?? 0
    return length > longest || periods[period - 1].half == periods[period + length - 2].half
  }

  /// The same problem in which a plan is what people already know: each session's `previous` is its assignment there.
  public func knowing(_ plan: Plan) -> Problem {
    let known = Dictionary(plan.assignments.map { ($0.session, $0) }, uniquingKeysWith: { $1 })
    var copy = self
    for index in copy.sessions.indices {
      let session = copy.sessions[index]
      copy.sessions[index].previous = known[session.id].map { assignment in
        Placement(
          day: assignment.day, period: assignment.firstPeriod, place: assignment.place,
          people: assignment.people.filter { !session.people.contains($0) })
      }
    }
    return copy
  }
}

extension Problem: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case version, title, periods, days, people, places, travel, sessions, groups, precedences, tripsPerDay, weights
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    guard try container.value(.version, or: 1) == 1 else {
      throw DecodingError.dataCorruptedError(forKey: .version, in: container, debugDescription: "只认识第 1 版的排期问题")
    }
    self.init(
      title: try container.value(.title, or: ""), periods: try container.decode([Period].self, forKey: .periods),
      days: try container.decode([TeachingDayDocument].self, forKey: .days).map(\.value), people: try container.value(.people, or: []),
      places: try container.value(.places, or: []), travel: try container.value(.travel, or: []),
      sessions: try container.decode([Session].self, forKey: .sessions), groups: try container.value(.groups, or: []),
      precedences: try container.value(.precedences, or: []), tripsPerDay: try container.decodeIfPresent(Int.self, forKey: .tripsPerDay),
      weights: try container.value(.weights, or: Weights()))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(1, forKey: .version)
    try container.encode(title, .title, unless: "")
    try container.encode(periods, forKey: .periods)
    try container.encode(days.map(TeachingDayDocument.init), forKey: .days)
    try container.encode(people, .people, unless: [])
    try container.encode(places, .places, unless: [])
    try container.encode(travel, .travel, unless: [])
    try container.encode(sessions, forKey: .sessions)
    try container.encode(groups, .groups, unless: [])
    try container.encode(precedences, .precedences, unless: [])
    try container.encodeIfPresent(tripsPerDay, forKey: .tripsPerDay)
    try container.encode(weights, .weights, unless: Weights())
  }
}
