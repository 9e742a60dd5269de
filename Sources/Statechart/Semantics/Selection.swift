/// Which transitions are taken: `selectTransitions`, `selectEventlessTransitions` and `removeConflictingTransitions`.
extension Run {
  /// The transitions of an optimal enabled set, in the order in which their content is executed.
  mutating func select(_ match: EventTable.Match) -> Enabled {
    var enabled = Enabled()
    var refused = BitSet()
    let program = program
    for state in snapshot.configuration.intersection(program.atomic) {
      var source = state
      search: while true {
        if match.sources.contains(source) {
          for number in program.states[source].transitions where match.transitions.contains(number) && !refused.contains(number) {
            if let condition = program.transitions[number].condition, !holds(condition) {
              refused.insert(number)
              continue
            }
            enabled.append(number)
            break search
          }
        }
        if source == 0 { break }
        source = program.states[source].parent
      }
    }
    return enabled.count > 1 ? withoutConflicts(enabled) : enabled
  }

  private func withoutConflicts(_ enabled: Enabled) -> Enabled {
    program.withoutConflicts(enabled, snapshot.configuration, history: snapshot.history)
  }

  /// The states that a transition leaves now.
  func exitSet(_ number: Int) -> BitSet { program.exitSet(number, snapshot.configuration, history: snapshot.history) }
}

extension Program {
  /// Of two transitions that leave a common state, the one whose source is inner wins, and else the earlier one.
  ///
  /// - Parameter onConflict: Told of each pair, winner first, neither of whose sources lies within the other.
  func withoutConflicts(
    _ enabled: Enabled, _ configuration: BitSet, history: [BitSet], onConflict: (Int, Int) -> Void = { _, _ in }
  ) -> Enabled {
    var filtered: [(number: Int, exits: BitSet)] = []
    next: for number in enabled {
      let exits = exitSet(number, configuration, history: history)
      var preempted: [Int] = []
      for (place, other) in filtered.enumerated() where exits.intersects(other.exits) {
        let (source, otherSource) = (transitions[number].source, transitions[other.number].source)
        guard states[otherSource].descendants.contains(source) else {
          if !states[source].descendants.contains(otherSource), source != otherSource { onConflict(other.number, number) }
          continue next
        }
        preempted.append(place)
      }
      for place in preempted.reversed() { filtered.remove(at: place) }
      filtered.append((number, exits))
    }
    var result = Enabled()
    for entry in filtered { result.append(entry.number) }
    return result
  }
}

/// Transition numbers without repetition; without allocation for the usual one.
struct Enabled: Sequence {
  private var first = -1
  private var others: [Int] = []

  var isEmpty: Bool { first < 0 }
  var count: Int { isEmpty ? 0 : 1 + others.count }

  mutating func append(_ number: Int) {
    if first < 0 {
      first = number
    } else if number != first, !others.contains(number) {
      others.append(number)
    }
  }

  func makeIterator() -> Iterator { Iterator(enabled: self) }

  struct Iterator: IteratorProtocol {
    fileprivate let enabled: Enabled
    private var place = 0

    fileprivate init(enabled: Enabled) { self.enabled = enabled }

    mutating func next() -> Int? {
      guard place < enabled.count else { return nil }
      defer { place += 1 }
      return place == 0 ? enabled.first : enabled.others[place - 1]
    }
  }
}
