/// What an office was asked and what it said, as those saw it who asked.
struct Ledger {
  /// Commands by their marker.
  private(set) var begun: [String: Command] = [:]
  /// Those that were acknowledged.
  private(set) var acknowledged: Set<String> = []
  /// Those that were refused.
  private(set) var refused: Set<String> = []
  /// What should never be said.
  private(set) var defects: [String] = []

  /// Takes in a line of ``Player``; one that was cut off by the kill counts for nothing.
  mutating func read(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3 else { return }
    switch (words[0], Command(rawValue: words[2])) {
    case ("begin", let command?): begun[words[1]] = command
    case ("ack", .some): acknowledged.insert(words[1])
    case ("no", .some): refused.insert(words[1])
    default: defects.append(String(line))
    }
  }

  mutating func begin(_ marker: String, _ command: Command) { begun[marker] = command }
  mutating func acknowledge(_ marker: String) { acknowledged.insert(marker) }
  mutating func refuse(_ marker: String) { refused.insert(marker) }

  /// How often a fact of a kind without a note must stand in the journal, at least and at most.
  func bounds(of kind: String) -> ClosedRange<Int> {
    let markers = begun.filter { $0.value.kind == kind }.map(\.key)
    let certain = markers.count { acknowledged.contains($0) }
    return certain...(certain + markers.count { !acknowledged.contains($0) && !refused.contains($0) })
  }
}
