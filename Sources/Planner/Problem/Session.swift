public import AcademicCalendar

/// A set of moments; a moment matches where every condition that is given holds.
public struct TimePattern: Hashable, Sendable {
  public var from: Day?
  public var through: Day?
  public var weekdays: [Weekday]
  /// From 1.
  public var periods: [Int]
  public var weeks: [Int]
  public var parity: WeekParity?
  public var half: HalfDay?

  public init(
    from: Day? = nil, through: Day? = nil, weekdays: [Weekday] = [], periods: [Int] = [], weeks: [Int] = [], parity: WeekParity? = nil,
    half: HalfDay? = nil
  ) {
    (self.from, self.through, self.weekdays, self.periods) = (from, through, weekdays, periods)
    (self.weeks, self.parity, self.half) = (weeks, parity, half)
  }
}

/// Seats of a session that the planner fills from a pool, fairly.
public struct OpenSeats: Hashable, Sendable, Codable {
  public var minimum: Int
  public var maximum: Int
  /// Identifiers of the people who may be chosen.
  public var pool: [String]

  public init(minimum: Int, maximum: Int, pool: [String]) { (self.minimum, self.maximum, self.pool) = (minimum, maximum, pool) }
}

/// A class that must be on while the session lasts, as when an observer comes to hear somebody teach.
public struct RequiredClass: Hashable, Sendable, Codable {
  /// Whose class it is; the person is then not disturbed by the session.
  public var person: String
  /// Which of the person's lessons (its title); any where it is nil.
  public var lesson: String?

  public init(person: String, lesson: String? = nil) { (self.person, self.lesson) = (person, lesson) }
}

/// A time for a session, with a place and people where they are settled too.
public struct Placement: Hashable, Sendable, Codable {
  public var day: Day
  /// From 1.
  public var period: Int
  public var place: String?
  /// Those chosen for open seats; nil where that is not settled.
  public var people: [String]?

  public init(day: Day, period: Int, place: String? = nil, people: [String]? = nil) {
    (self.day, self.period, self.place, self.people) = (day, period, place, people)
  }
}

/// One activity to be placed: it occupies `length` consecutive periods of one day.
public struct Session: Hashable, Sendable {
  public var id: String
  public var title: String
  /// How many periods it lasts.
  public var length: Int
  /// First and last day allowed, inclusive; the whole grid where they are nil.
  public var from: Day?
  public var through: Day?
  /// The only starts allowed, where any are given.
  public var starts: [Slot]
  /// Where any are given, every period of the session must match one of them.
  public var allowed: [TimePattern]
  /// No period of the session may match one of these.
  public var forbidden: [TimePattern]
  /// Where any are given, a session whose first period matches none of them costs `Weights.preferred`.
  public var preferred: [TimePattern]
  /// Those who must be there.
  public var people: [String]
  public var openSeats: OpenSeats?
  public var places: PlaceChoice
  /// Those who are invited: each one who then teaches costs `Weights.audience`.
  public var audience: [String]
  /// How many people need a seat; nil counts people, seats and audience.
  public var attendance: Int?
  /// Weekday of the subject's research day (教研日); another day costs `Weights.researchDay`.
  public var researchDay: Weekday?
  /// Identifiers of the groups it belongs to.
  public var groups: [String]
  public var during: RequiredClass?
  /// Where it stays whatever happens.
  public var pinned: Placement?
  /// Where it was in the plan that people already know.
  public var previous: Placement?

  public init(
    id: String, title: String = "", length: Int = 1, from: Day? = nil, through: Day? = nil, starts: [Slot] = [],
    allowed: [TimePattern] = [], forbidden: [TimePattern] = [], preferred: [TimePattern] = [], people: [String] = [],
    openSeats: OpenSeats? = nil, places: PlaceChoice = .none, audience: [String] = [], attendance: Int? = nil,
    researchDay: Weekday? = nil, groups: [String] = [], during: RequiredClass? = nil, pinned: Placement? = nil, previous: Placement? = nil
  ) {
    (self.id, self.title, self.length, self.from, self.through, self.starts) = (id, title, length, from, through, starts)
    (self.allowed, self.forbidden, self.preferred, self.people) = (allowed, forbidden, preferred, people)
    (self.openSeats, self.places, self.audience, self.attendance) = (openSeats, places, audience, attendance)
    (self.researchDay, self.groups, self.during, self.pinned, self.previous) = (researchDay, groups, during, pinned, previous)
  }

  /// The title, or the identifier where there is none.
  public var label: String { title.isEmpty ? id : title }
}

extension OpenSeats {
  enum CodingKeys: String, CodingKey, CaseIterable { case minimum, maximum, pool }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(
      minimum: try container.decode(Int.self, forKey: .minimum), maximum: try container.decode(Int.self, forKey: .maximum),
      pool: try container.decode([String].self, forKey: .pool))
  }
}

extension RequiredClass {
  enum CodingKeys: String, CodingKey, CaseIterable { case person, lesson }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(
      person: try container.decode(String.self, forKey: .person), lesson: try container.decodeIfPresent(String.self, forKey: .lesson))
  }
}

extension Placement {
  enum CodingKeys: String, CodingKey, CaseIterable { case day, period, place, people }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(
      day: try container.decode(Day.self, forKey: .day), period: try container.decode(Int.self, forKey: .period),
      place: try container.decodeIfPresent(String.self, forKey: .place),
      people: try container.decodeIfPresent([String].self, forKey: .people))
  }
}
