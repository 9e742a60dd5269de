/// Something that verification found, with the shortest events that lead to it.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// Which rule is broken.
  public var rule: Rule
  /// How bad it is.
  public var severity: Problem.Severity
  /// The states from the top level down to the one concerned.
  public var path: [StateID]
  /// Which part of that state.
  public var part: Problem.Part
  /// What is wrong, for people.
  public var message: String
  /// The shortest events that show it, from the start: to the place, or to the nearest place where it ought to have come about.
  public var events: [String]

  /// What can be found.
  public enum Rule: String, Hashable, Sendable, Codable {
    /// A state that can never be active.
    case unreachableState
    /// A transition that can never be taken.
    case neverTaken
    /// A place from which no final state can be reached.
    case cannotFinish
    /// Transitions without events that follow one another for ever.
    case endless
    /// Two transitions of different regions for one event, of which only one can be taken.
    case conflict
  }

  /// Something that verification found.
  public init(
    _ rule: Rule, _ severity: Problem.Severity, path: [StateID], part: Problem.Part = .itself, message: String, events: [String] = []
  ) {
    self.rule = rule
    self.severity = severity
    self.path = path
    self.part = part
    self.message = message
    self.events = events
  }

  public var description: String {
    let place = Problem(severity, path, part, "").place
    let how = events.isEmpty ? "" : " (经过: \(events.joined(separator: " → ")))"
    return "\(place.isEmpty ? "" : place + ": ")\(message)\(how)"
  }
}

/// What verification came to.
public struct Verification: Hashable, Sendable {
  /// What was found, errors first, then in document order.
  public var findings: [Finding]
  /// How many situations (active states with what history remembers) were explored.
  public var situations: Int
  /// Whether every situation was explored; if not, only what is certain all the same is reported.
  public var isExhaustive: Bool

  /// What was left out, for people; nil where nothing was.
  public var omission: String? { isExhaustive ? nil : "只查了前 \(situations) 种情形, 到不了终点和死循环没有查全" }

  /// Whether there is no error.
  public var isSound: Bool { !findings.contains { $0.severity == .error } }
}
