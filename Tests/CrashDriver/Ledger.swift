/// What an office was asked and what it said, as those saw it who asked.
struct Ledger {
  /// Commands by their marker.
  private(set) var begun: [String: Command] = [:]
  /// Those that were acknowledged.
  private(set) var acknowledged: Set<String> = []
  /// Those that were refused.
  private(set) var refused: Set<String> = []
  /// For each calendar resource what may stand in it: the marker of an event, or nothing.
  private(set) var events: [String: Set<String?>] = [:]
  /// What should never be said.
  private(set) var defects: [String] = []

  /// Commands of which nobody knows whether they were done.
  var open: Set<String> { Set(begun.keys).subtracting(acknowledged).subtracting(refused) }

  /// Takes in a line of ``Player``; one that was cut off by the kill counts for nothing.
  mutating func read(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3 else { return }
    guard let command = Command(rawValue: String(words[2])), let marker = Marker(words[1]) else {
      if words[0] == "defect" { defects.append(String(line)) }
      return
    }
    switch words[0] {
    case "begin": begin(marker, command)
    case "ack": acknowledge(marker)
    case "no": refuse(marker)
    default: defects.append(String(line))
    }
  }

  mutating func begin(_ marker: Marker, _ command: Command) {
    begun[marker.text] = command
    if let wanted = Self.wanted(marker, command) { events[marker.slot, default: [nil]].insert(wanted) }
  }

  mutating func acknowledge(_ marker: Marker) {
    acknowledged.insert(marker.text)
    guard let command = begun[marker.text], let wanted = Self.wanted(marker, command) else { return }
    events[marker.slot] = [wanted]
  }

  mutating func refuse(_ marker: Marker) {
    refused.insert(marker.text)
    guard let command = begun[marker.text], let wanted = Self.wanted(marker, command) else { return }
    // Nothing else can be meant by nothing: what was refused left what there was.
    if events[marker.slot]?.count ?? 0 > 1 { events[marker.slot]?.remove(wanted) }
  }

  /// What a resource was found to hold: from now on it holds nothing else.
  mutating func settle(_ slot: String, _ found: String?) { events[slot] = [found] }

  /// What a command would leave in a calendar; nil where it is about none.
  private static func wanted(_ marker: Marker, _ command: Command) -> String?? {
    switch command {
    case .put: .some(marker.text)
    case .remove: .some(nil)
    default: nil
    }
  }

  /// How often a trace without a marker must have been left, at least and at most.
  /// - Parameter person: whose ticks; nil is everybody's.
  func bounds(of trace: Command.Trace, by person: String? = nil) -> ClosedRange<Int> {
    let markers = begun.filter { text, command in command.trace == trace && (person == nil || Marker(text[...])?.person == person) }.keys
    let certain = markers.count { acknowledged.contains($0) }
    return certain...(certain + markers.count { !acknowledged.contains($0) && !refused.contains($0) })
  }
}
