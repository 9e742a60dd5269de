public import YAMLReading

/// What follows from a result.
public struct Consequence: Sendable {
  /// Its identifier, kebab-case.
  public var name: String
  /// What people call it.
  public var title: String
  /// When it follows.
  public var condition: Formula
  /// What it does.
  public var effect: EffectRule
  /// The policy leaves it to judgement (酌情): a decision task is opened for a person instead of the effect.
  public var isDiscretionary: Bool
  /// The clause it comes from.
  public var cite: Citation?
}

/// An effect with its amount still an expression.
public struct EffectRule: Sendable {
  /// What it does.
  public var kind: EffectKind
  /// The list, title or role that it concerns.
  public var target: String
  /// How much: yuan for money, hours, months.
  public var amount: Formula?
}

/// The closed list of what a result may cause; the office carries it out.
public enum EffectKind: String, CaseIterable, Hashable, Sendable, Codable {
  /// Puts the subject on an eligibility list.
  case list
  /// Proposes that a title be granted.
  case grant
  /// Proposes that a title be taken away.
  case revoke
  /// Makes the subject a candidate of the next cycle.
  case candidate
  /// An allowance or award in yuan.
  case pay
  /// A cut of funds in yuan.
  case cut
  /// The year's hours count as done.
  case exempt
  /// Records hours.
  case hours
  /// Tells those with a role.
  case notify
  /// Opens a task for people with a role.
  case task
}
