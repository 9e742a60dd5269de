/// The name of one command: it occurs nowhere else, and goes into the record as a note, the name of a file or the title of an event.
struct Marker: Hashable {
  /// The life of the office in which the command is given, and the thread and place in it.
  let seed: UInt64
  let thread: Int
  let number: Int

  var text: String { "op-\(seed)-\(thread)-\(number)-end" }

  /// The calendar resource that it is about, if it is about one: each thread has a few of its own.
  var slot: String { "slot-\(thread)-\(number % 4)" }

  /// The teacher whose calendar program speaks: each thread has one of its own.
  var person: String { SmallOffice.phones[thread % SmallOffice.phones.count] }

  init(seed: UInt64, thread: Int, number: Int) { (self.seed, self.thread, self.number) = (seed, thread, number) }

  init?(_ text: Substring) {
    guard let match = text.wholeMatch(of: /op-([0-9]+)-([0-9]+)-([0-9]+)-end/), let seed = UInt64(match.1), let thread = Int(match.2),
      let number = Int(match.3)
    else { return nil }
    self.init(seed: seed, thread: thread, number: number)
  }

  /// Every marker in a text, each once.
  static func all(in text: String) -> Set<String> { Set(text.matches(of: /op-[0-9]+-[0-9]+-[0-9]+-end/).map { String($0.output) }) }
}
