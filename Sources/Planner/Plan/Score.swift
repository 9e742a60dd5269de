/// A hard constraint: a plan that the solver returns never breaks one.
public enum HardConstraint: String, Codable, CodingKeyRepresentable, Hashable, Sendable, CaseIterable {
  /// Every session is placed.
  case unplaced
  /// The day and the periods are on the grid, in one half day, inside the session's window and allowed times.
  case window
  case pinned
  case absence
  /// A class that must be kept, the way there and back included.
  case ownClass
  /// The class that must be on.
  case requiredClass
  /// Nobody twice at once.
  case person
  /// The place is one of the candidates and open.
  case place
  case capacity
  case travel
  case trips
  /// The fixed people and the right number of open seats, each from the pool.
  case seats
  case neverAtOnce
  case perDay
  case perWeek
  case precedence

  /// The Chinese name that reports use.
  public var title: String {
    switch self {
    case .unplaced: "未安排"
    case .window: "不在允许的时间"
    case .pinned: "偏离固定的安排"
    case .absence: "有人不在"
    case .ownClass: "与必须上的课冲突"
    case .requiredClass: "所听的课不在此时"
    case .person: "一人同时两处"
    case .place: "场地不可用"
    case .capacity: "场地已满"
    case .travel: "路上来不及"
    case .trips: "一天外出次数过多"
    case .seats: "人员不合要求"
    case .neverAtOnce: "同组同时进行"
    case .perDay: "同组一天过多"
    case .perWeek: "同组一周过多"
    case .precedence: "先后次序不合"
    }
  }
}

/// One hard constraint that a plan breaks, in words.
public struct Violation: Hashable, Sendable, Codable {
  public var constraint: HardConstraint
  /// Identifiers of the sessions concerned.
  public var sessions: [String]
  /// A Chinese sentence that names people, places and days.
  public var message: String

  public init(_ constraint: HardConstraint, sessions: [String], message: String) {
    (self.constraint, self.sessions, self.message) = (constraint, sessions, message)
  }
}

/// How much of one soft constraint is broken.
public struct SoftTerm: Hashable, Sendable, Codable {
  public var constraint: SoftConstraint
  /// Units, as `SoftConstraint` says for each.
  public var amount: Int
  public var weight: Int

  public init(_ constraint: SoftConstraint, amount: Int, weight: Int) {
    (self.constraint, self.amount, self.weight) = (constraint, amount, weight)
  }

  /// `amount × weight`.
  public var cost: Int { amount * weight }
}

/// How good a plan is: what hard constraints it breaks, then what it costs.
public struct Score: Hashable, Sendable, Codable {
  /// How often each hard constraint is broken, sessions without a place included; none is listed with 0.
  public var hard: [HardConstraint: Int]
  /// Every soft constraint that has a weight, in the order of `SoftConstraint.allCases`.
  public var soft: [SoftTerm]

  public init(hard: [HardConstraint: Int] = [:], soft: [SoftTerm] = []) { (self.hard, self.soft) = (hard, soft) }

  /// Sessions that are not placed.
  public var unplaced: Int { hard[.unplaced] ?? 0 }
  /// Hard constraints broken, sessions without a place included.
  public var hardTotal: Int { hard.values.reduce(0, +) }
  /// The weighted sum of the soft constraints.
  public var softTotal: Int { soft.reduce(0) { $0 + $1.cost } }
  /// Whether every session is placed and no hard constraint broken.
  public var isFeasible: Bool { hardTotal == 0 }

  /// The units of one soft constraint.
  public subscript(_ constraint: SoftConstraint) -> Int { soft.first { $0.constraint == constraint }?.amount ?? 0 }
}

extension Score: Comparable {
  public static func < (left: Score, right: Score) -> Bool { (left.hardTotal, left.softTotal) < (right.hardTotal, right.softTotal) }
}
