import Rules

/// Which events executable content may put into the internal queue, as far as that is known without data.
struct Raises: Hashable, Sendable {
  /// The sequences that are possible; exactly one where nothing depends on data.
  private(set) var alternatives: [[String]] = [[]]

  /// The most sequences that are told apart; beyond it the first ones stand for all.
  private static let limit = 8

  init() {}

  init(_ steps: [Step]) {
    for step in steps { append(Raises(step)) }
  }

  init(events: [String]) { alternatives = [events] }

  private init(_ step: Step) {
    switch step {
    case .raise(let name, _): alternatives = [[name]]
    case .choose(let branches, let otherwise):
      alternatives = branches.flatMap { Raises($0.body).alternatives } + Raises(otherwise).alternatives
    case .forEach(_, _, _, let body): alternatives = [[]] + Raises(body).alternatives
    case .send(let send):
      if case .string("#_internal")? = send.target?.constant, case .string(let name)? = send.event.constant { alternatives = [[name]] }
    default: break
    }
    reduce()
  }

  /// What follows.
  mutating func append(_ other: Raises) {
    if other.alternatives == [[]] { return }
    alternatives = alternatives.flatMap { first in other.alternatives.map { first + $0 } }
    reduce()
  }

  private mutating func reduce() {
    if alternatives.count == 1 { return }
    var seen: Set<[String]> = []
    alternatives = Array(alternatives.filter { seen.insert($0).inserted }.prefix(Raises.limit))
  }
}
