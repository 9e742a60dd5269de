/// A compiled pattern: a nondeterministic automaton that is run on all paths at once (Thompson 1968), so that time is
/// the product of text and pattern at most.
struct Pattern: Sendable {
  enum Instruction: Sendable {
    case accept
    case set(ScalarSet)
    /// One ASCII scalar or any other single one, without folding: the common case.
    case scalar(UInt32)
    case assert(RegexAssertion)
    case jump(Int)
    /// Both ways.
    case split(Int, Int)
  }

  let instructions: [Instruction]

  /// Larger automata are refused; they come from repeated repetitions.
  static let largest = 20_000

  init(_ source: String) throws(RegexError) {
    var builder = PatternBuilder()
    try builder.add(try RegexParser.parse(source))
    instructions = builder.instructions + [.accept]
  }
}

/// Emits instructions for a tree.
private struct PatternBuilder {
  var instructions: [Pattern.Instruction] = []
  private var work = 0

  private mutating func emit(_ instruction: Pattern.Instruction) throws(RegexError) {
    guard instructions.count < Pattern.largest else { throw RegexError("模式太大") }
    instructions.append(instruction)
  }

  mutating func add(_ syntax: RegexSyntax) throws(RegexError) {
    // Repetitions of nothing emit nothing, but take their time.
    work += 1
    guard work <= 10 * Pattern.largest else { throw RegexError("模式太大") }
    switch syntax {
    case .empty: break
    case .set(let set): try emit(Self.instruction(for: set))
    case .assertion(let assertion): try emit(.assert(assertion))
    case .sequence(let parts): for part in parts { try add(part) }
    case .alternatives(let branches): try addAlternatives(branches)
    case .repeated(let inner, let least, let most): try addRepeated(inner, least, most)
    }
  }

  private static func instruction(for set: ScalarSet) -> Pattern.Instruction {
    if set.ranges.count == 1, set.categories.isEmpty, !set.isNegated, !set.foldsCase, !set.excludesNewline,
      set.ranges[0].lowerBound == set.ranges[0].upperBound
    {
      return .scalar(set.ranges[0].lowerBound)
    }
    return .set(set)
  }

  private mutating func addAlternatives(_ branches: [RegexSyntax]) throws(RegexError) {
    var exits: [Int] = []
    for (number, branch) in branches.enumerated() {
      let isLast = number == branches.count - 1
      let split = instructions.count
      if !isLast { try emit(.split(split + 1, 0)) }
      try add(branch)
      if !isLast {
        exits.append(instructions.count)
        try emit(.jump(0))
        instructions[split] = .split(split + 1, instructions.count)
      }
    }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  private mutating func addRepeated(_ inner: RegexSyntax, _ least: Int, _ most: Int?) throws(RegexError) {
    for _ in 0..<least { try add(inner) }
    guard let most else {
      let split = instructions.count
      try emit(.split(split + 1, 0))
      try add(inner)
      try emit(.jump(split))
      instructions[split] = .split(split + 1, instructions.count)
      return
    }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(instructions.count)
      try emit(.split(0, 0))
      try add(inner)
    }
    for split in splits { instructions[split] = .split(split + 1, instructions.count) }
  }
}
