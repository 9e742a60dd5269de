public import YAMLReading

/// One line of a scheme (指标): a requirement, points, or both.
public struct Indicator: Sendable {
  /// Its identifier; expressions write `indicators.name` with underscores.
  public var name: String
  /// What people call it.
  public var title: String
  /// To whom it applies; nil is everybody. Where it does not apply, it neither fails nor earns points.
  public var condition: Formula?
  /// The requirement; nil where the line only earns points.
  public var requirement: Formula?
  /// How it earns points.
  public var scoring: Scoring?
  /// Points are at least this (扣完为止: 0).
  public var least: Formula?
  /// Points are at most this (积满为止).
  public var most: Formula?
  /// Its weight in the total; 1 unless given.
  public var weight: Formula?
  /// The clause it comes from.
  public var cite: Citation?
}

/// How an indicator earns points.
public enum Scoring: Sendable {
  /// What the expression gives.
  case points(Formula)
  /// Starts with points and loses some, never below zero (or `least`).
  case deduction(from: Formula, loss: Formula)
  /// Of those whose condition holds, the one with the most points (以最高项计).
  case highest([PointRule])
  /// The points of all whose condition holds.
  case sum([PointRule])
  /// All points when the quota is met and none otherwise (达标得分, 否则 0), and a bonus on top of a quota that is met.
  case quota(met: Formula, points: Formula, bonus: Formula?)
  /// The share that was achieved of the full amount, at most all of the points.
  case proRata(achieved: Formula, full: Formula, points: Formula)
  /// Several judges' marks (自评, 站评, 市评), as the mean by weight.
  case judges([JudgeColumn])
}

/// Points under a condition.
public struct PointRule: Sendable {
  /// What it is for, as the trace names it.
  public var title: String
  /// When it counts; nil always.
  public var condition: Formula?
  /// What it earns.
  public var points: Formula
}

/// One judge's column.
public struct JudgeColumn: Sendable {
  /// 自评, 站评, 市评.
  public var title: String
  /// The mark.
  public var mark: Formula
  /// Its weight.
  public var weight: Formula
}
