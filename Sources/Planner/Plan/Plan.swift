public import AcademicCalendar

/// Where one session stands in a plan.
public struct Assignment: Hashable, Sendable, Codable {
  /// Identifier of the session.
  public var session: String
  public var day: Day
  /// From 1.
  public var firstPeriod: Int
  /// How many periods it lasts.
  public var length: Int
  public var place: String?
  /// Everybody who takes part: those fixed, then those chosen for open seats.
  public var people: [String]

  public init(session: String, day: Day, firstPeriod: Int, length: Int, place: String? = nil, people: [String] = []) {
    (self.session, self.day, self.firstPeriod, self.length) = (session, day, firstPeriod, length)
    (self.place, self.people) = (place, people)
  }

  /// The periods that it occupies.
  public var periods: ClosedRange<Int> { firstPeriod...(firstPeriod + max(length, 1) - 1) }
}

/// A session that has no place in the plan, and why.
public struct Unplaced: Hashable, Sendable, Codable {
  /// Identifier of the session.
  public var session: String
  /// Chinese sentences, the most frequent obstacle first.
  public var reasons: [String]

  public init(session: String, reasons: [String]) { (self.session, self.reasons) = (session, reasons) }
}

/// Why the solver ended.
public enum StopReason: String, Codable, Hashable, Sendable {
  /// The score equals the lower bound: no plan is better.
  case optimal
  /// The time or the number of steps that was given is spent.
  case limit
  /// Only the construction was asked for.
  case constructed
  /// Nothing was left to decide.
  case settled
  /// The caller asked it to end.
  case cancelled
}

/// A semester plan: what is placed, what is not, and how good it is.
public struct Plan: Hashable, Sendable {
  /// In the order of the problem's sessions.
  public var assignments: [Assignment]
  public var unplaced: [Unplaced]
  /// As the full scorer computes it; nil in a plan that nobody scored.
  public var score: Score?
  /// No plan that places as many sessions has a lower soft cost; nil where no bound was proved.
  public var bound: Int?
  public var stop: StopReason?
  /// Steps that the search took.
  public var steps: Int

  public init(
    assignments: [Assignment] = [], unplaced: [Unplaced] = [], score: Score? = nil, bound: Int? = nil, stop: StopReason? = nil,
    steps: Int = 0
  ) {
    (self.assignments, self.unplaced, self.score, self.bound) = (assignments, unplaced, score, bound)
    (self.stop, self.steps) = (stop, steps)
  }

  /// The assignment of a session, if it is placed.
  public subscript(session: String) -> Assignment? { assignments.first { $0.session == session } }
}

extension Plan: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable { case assignments, unplaced, score, bound, stop, steps }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(
      assignments: try container.decode([Assignment].self, forKey: .assignments), unplaced: try container.value(.unplaced, or: []),
      score: try container.decodeIfPresent(Score.self, forKey: .score), bound: try container.decodeIfPresent(Int.self, forKey: .bound),
      stop: try container.decodeIfPresent(StopReason.self, forKey: .stop), steps: try container.value(.steps, or: 0))
  }
}
