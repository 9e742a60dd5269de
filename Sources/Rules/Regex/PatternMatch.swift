extension Pattern {
  /// Whether some part of the text matches.
  func matches(_ text: String, _ context: inout Context) throws(Halt) -> Bool {
    var run = PatternRun(instructions: instructions)
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      try context.charge(1 + run.size >> 2)
      if run.advance(from: previous, to: scalar) { return true }
      previous = scalar
    }
    try context.charge(1 + run.size >> 2)
    return run.advance(from: previous, to: nil)
  }
}

/// The states in which an automaton may be, moved on scalar by scalar.
private struct PatternRun {
  let instructions: [Pattern.Instruction]
  /// The states to continue from at the next scalar.
  private var pending: [Int] = []
  /// The step in which a state was last entered, so that each is entered once.
  private var entered: [Int]
  private var step = 0
  private var stack: [Int] = []

  init(instructions: [Pattern.Instruction]) {
    self.instructions = instructions
    entered = [Int](repeating: -1, count: instructions.count)
  }

  /// How many states the last step went through: its cost.
  private(set) var size = 0

  /// Follows all states over the place between two scalars and then over the second; whether the pattern matches before it.
  mutating func advance(from previous: Unicode.Scalar?, to next: Unicode.Scalar?) -> Bool {
    step += 1
    size = 0
    var following: [Int] = []
    // A match may begin at every place.
    for start in pending + [0] {
      stack.append(start)
      while let state = stack.popLast() {
        guard entered[state] != step else { continue }
        entered[state] = step
        size += 1
        switch instructions[state] {
        case .accept:
          stack.removeAll()
          return true
        case .jump(let target): stack.append(target)
        case .split(let first, let second):
          stack.append(second)
          stack.append(first)
        case .assert(let assertion): if Self.holds(assertion, previous, next) { stack.append(state + 1) }
        case .scalar(let wanted): if next?.value == wanted { following.append(state + 1) }
        case .set(let set): if let next, set.contains(next) { following.append(state + 1) }
        }
      }
    }
    pending = following
    return false
  }

  private static func holds(_ assertion: RegexAssertion, _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
    switch assertion {
    case .textStart: previous == nil
    case .textEnd: next == nil
    case .lineStart: previous == nil || previous == "\n"
    case .lineEnd: next == nil || next == "\n"
    case .wordBoundary: isWord(previous) != isWord(next)
    case .noWordBoundary: isWord(previous) == isWord(next)
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar, scalar.isASCII else { return false }
    return UInt8(scalar.value).isIdentifierStart || UInt8(scalar.value).isDigit
  }
}
