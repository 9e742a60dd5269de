/// Which transitions an event may enable: descriptors are looked up by the dotted prefixes of the event's name (SCXML 1.0 section 3.12.1).
final class EventTable: Sendable {
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

  private let byDescriptor: [String: Match]
  private let wildcard: Match
  /// Names that the chart itself speaks of, with all their prefixes already looked up.
  private let byName: [String: Match]

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
    var byDescriptor: [String: Match] = [:]
    var wildcard = Match()
    for (number, transition) in transitions.enumerated() {
      for event in transition.events {
        let descriptor = EventTable.normalized(event)
        let one = Match(transitions: BitSet([number]), sources: BitSet([transition.source]))
        if descriptor == "*" { wildcard.formUnion(one) } else { byDescriptor[descriptor, default: Match()].formUnion(one) }
      }
    }
    self.byDescriptor = byDescriptor
    self.wildcard = wildcard
    byName = Dictionary(uniqueKeysWithValues: byDescriptor.keys.map { ($0, EventTable.lookUp($0, byDescriptor, wildcard)) })
  }

  /// What an event of this name may enable.
  func match(_ name: String) -> Match { byName[name] ?? EventTable.lookUp(name, byDescriptor, wildcard) }

  private static func lookUp(_ name: String, _ byDescriptor: [String: Match], _ wildcard: Match) -> Match {
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
