public import YAMLReading

/// A chain of reviewers: each level approves, returns, or rejects.
public struct ReviewDefinition: Sendable {
  /// The levels, the first one first.
  public var levels: [Level]

  /// One level of the chain.
  public struct Level: Sendable {
    /// Its identifier, by which a later level returns to it.
    public var id: String
    /// What people call it.
    public var title: String
    /// Who reviews, by role; everyone who holds it has a seat.
    public var role: String?
    /// How many must approve.
    public var quorum: Quorum
    /// The last day, inclusive.
    public var due: DateRule?
    /// The clause.
    public var cite: Citation?
  }

  /// How many of those who have a seat must approve.
  public enum Quorum: Hashable, Sendable {
    /// Everyone (会签).
    case all
    /// The first who decides (或签).
    case any
    /// At least this share (票签), above 0 and at most 1.
    case share(Double)

    /// 会签, 或签, 票签.
    public var title: String {
      switch self {
      case .all: "会签"
      case .any: "或签"
      case .share: "票签"
      }
    }

    /// What the verdicts given so far come to; nil while it is open.
    /// - Parameters:
    ///   - seats: how many have a seat.
    ///   - approvals: how many have approved.
    ///   - rejections: how many have rejected.
    public func decision(seats: Int, approvals: Int, rejections: Int) -> Bool? {
      switch self {
      case .any: return approvals > 0 ? true : rejections > 0 ? false : nil
      case .all: return rejections > 0 ? false : approvals >= seats ? true : nil
      case .share(let share):
        let needed = max(1, Int((share * Double(seats) - 1e-9).rounded(.up)))
        return approvals >= needed ? true : seats - rejections < needed ? false : nil
      }
    }
  }

  /// Where a level may return to, besides the author: the levels before it.
  public func earlier(than level: String) -> [Level] { Array(levels.prefix { $0.id != level }) }
}

/// What a reviewer decides.
public enum ReviewVerdict: String, Codable, Hashable, Sendable, CaseIterable {
  case approve, `return`, reject

  /// 通过, 退回, 否决.
  public var title: String {
    switch self {
    case .approve: "通过"
    case .return: "退回"
    case .reject: "否决"
    }
  }
}
