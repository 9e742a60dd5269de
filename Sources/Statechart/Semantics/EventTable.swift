/// Which transitions an event may enable: descriptors are looked up by the dotted prefixes of the event's name (SCXML 1.0 section 3.12.1).
struct EventTable: Sendable {
  /// Transitions by number, and the states that they start from.
  struct Match: Sendable {
    var transitions = BitSet()
    var sources = BitSet()

    var isEmpty: Bool { transitions.isEmpty }

    mutating func formUnion(_ other: Match) {
      transitions.formUnion(other.transitions)
      sources.formUnion(other.sources)
    }
  }

  private var byDescriptor: [String: Match] = [:]
  private var wildcard = Match()
  /// Names that the chart itself speaks of, with all their prefixes already looked up.
  private var byName: [String: Match] = [:]

  /// The descriptor without the endings that mean nothing: `a.*` and `a.` are `a`.
  static func normalized(_ descriptor: String) -> String {
    var text = Substring(descriptor)
    while text.hasSuffix(".*") { text = text.dropLast(2) }
    while text.hasSuffix(".") { text = text.dropLast() }
    return String(text)
  }

  /// Whether a descriptor matches a name.
  static func matches(_ descriptor: String, _ name: String) -> Bool {
    let descriptor = normalized(descriptor)
    return descriptor == "*" || name == descriptor || name.hasPrefix(descriptor + ".")
  }

  init(_ transitions: [CompiledTransition]) {
    for (number, transition) in transitions.enumerated() {
      for event in transition.events {
        let descriptor = EventTable.normalized(event)
        let one = Match(transitions: BitSet([number]), sources: BitSet([transition.source]))
        if descriptor == "*" { wildcard.formUnion(one) } else { byDescriptor[descriptor, default: Match()].formUnion(one) }
      }
    }
    for name in byDescriptor.keys { byName[name] = lookUp(name) }
  }

  /// What an event of this name may enable.
  func match(_ name: String) -> Match { byName[name] ?? lookUp(name) }

  private func lookUp(_ name: String) -> Match {
    var result = wildcard
    if byDescriptor.isEmpty { return result }
    var prefix = Substring(name)
    while true {
      if let match = byDescriptor[String(prefix)] { result.formUnion(match) }
      guard let dot = prefix.lastIndex(of: ".") else { return result }
      prefix = prefix[..<dot]
    }
  }
}
