/// A soft constraint: it may be broken at a cost, and each is reported on its own.
public enum SoftConstraint: String, Codable, CodingKeyRepresentable, Hashable, Sendable, CaseIterable {
  /// Classes of those who take part that must be covered or swapped, also because of the way there and back.
  case classes
  /// Invited people who are teaching at the time.
  case audience
  /// Sessions off their subject's research day.
  case researchDay
  /// Days or weeks that a group lacks to be spread as asked.
  case spread
  /// Sessions that stand alone in a compact group's day.
  case compactness
  /// Places beyond the first of a group that should keep to one.
  case onePlace
  /// Seats lacking.
  case seats
  /// Distance of the load of those who may fill open seats from their share, squared and summed.
  case balance
  /// Pairs of sessions of one person in one week.
  case weeks
  /// Sessions at a time that was not preferred.
  case preferred
  /// Tens of minutes travelled from and back to the own school; visits of one day to one zone are one trip.
  case travel
  /// Sessions that differ from the plan that people know.
  case moved
  /// People to whom a difference must be told.
  case told

  /// The Chinese name that reports use.
  public var title: String {
    switch self {
    case .classes: "需调换的课"
    case .audience: "听众有课"
    case .researchDay: "不在教研日"
    case .spread: "分散不足"
    case .compactness: "零散活动"
    case .onePlace: "更换场地"
    case .seats: "座位不足"
    case .balance: "负担不均"
    case .weeks: "同周集中"
    case .preferred: "非首选时间"
    case .travel: "路程"
    case .moved: "改动的活动"
    case .told: "需通知的人"
    }
  }
}

/// The cost of one unit of each soft constraint; 0 switches it off.
public struct Weights: Hashable, Sendable {
  private var values: [SoftConstraint: Int]

  /// The default weights, with the changes given.
  public init(_ changes: [SoftConstraint: Int] = [:]) {
    values = Weights.defaults.merging(changes) { $1 }
  }

  /// Every weight 0 except those given.
  public static func only(_ weights: [SoftConstraint: Int]) -> Weights {
    Weights(Dictionary(uniqueKeysWithValues: SoftConstraint.allCases.map { ($0, weights[$0] ?? 0) }))
  }

  /// The weight of a constraint, never negative.
  public subscript(_ constraint: SoftConstraint) -> Int {
    get { max(0, values[constraint] ?? 0) }
    set { values[constraint] = newValue }
  }

  /// What is used where a problem does not say.
  public static let defaults: [SoftConstraint: Int] = [
    .classes: 10, .audience: 1, .researchDay: 3, .spread: 5, .compactness: 2, .onePlace: 1, .seats: 1, .balance: 4, .weeks: 1,
    .preferred: 2, .travel: 1, .moved: 20, .told: 5,
  ]
}

extension Weights: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    var changes: [SoftConstraint: Int] = [:]
    for key in container.allKeys {
      guard let constraint = SoftConstraint(rawValue: key.stringValue) else {
        let names = SoftConstraint.allCases.map(\.rawValue).joined(separator: "、")
        throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "没有权重「\(key.stringValue)」, 可用: \(names)")
      }
      let weight = try container.decode(Int.self, forKey: key)
      guard (0...100_000).contains(weight) else {
        throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "权重应在 0 至 100000 之间")
      }
      changes[constraint] = weight
    }
    self.init(changes)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AnyKey.self)
    for constraint in SoftConstraint.allCases where self[constraint] != Weights.defaults[constraint] {
      try container.encode(self[constraint], forKey: AnyKey(stringValue: constraint.rawValue))
    }
  }
}
