import Rules

/// Which events executable content may put into the internal queue, as far as that is known without data.
struct Raises: Hashable, Sendable {
  /// The sequences that are possible; exactly one where nothing depends on data.
  private(set) var alternatives: [[String]] = [[]]

  /// Whether more is possible than the sequences say: there were too many, or a loop may go round once more.
  private(set) var isCut = false

  /// The most sequences that are told apart; beyond it the first ones stand for all.
  private static let limit = 32

  init() {}

  init(_ steps: [Step]) {
    for step in steps { append(Raises(step)) }
  }

  init(events: [String]) { alternatives = [events] }

  private init(_ step: Step) {
    switch step {
    case .raise(let name, _): alternatives = [[name]]
    case .choose(let branches, let otherwise):
      let bodies = branches.map { Raises($0.body) } + [Raises(otherwise)]
      alternatives = bodies.flatMap(\.alternatives)
      isCut = bodies.contains(where: \.isCut)
    case .forEach(_, _, _, let body):
      let round = Raises(body)
      alternatives = [[]] + round.alternatives
      isCut = round.alternatives != [[]]
    case .send(let send):
      if case .string("#_internal")? = send.target?.constant, case .string(let name)? = send.event.constant { alternatives = [[name]] }
    default: break
    }
    reduce()
  }

  /// What follows.
  mutating func append(_ other: Raises) {
    if other.isCut { isCut = true }
    if other.alternatives == [[]] { return }
    alternatives = alternatives.flatMap { first in other.alternatives.map { first + $0 } }
    reduce()
  }

  private mutating func reduce() {
    if alternatives.count == 1 { return }
    var seen: Set<[String]> = []
    alternatives = alternatives.filter { seen.insert($0).inserted }
    guard alternatives.count > Raises.limit else { return }
    alternatives = Array(alternatives.prefix(Raises.limit))
    isCut = true
  }
}
