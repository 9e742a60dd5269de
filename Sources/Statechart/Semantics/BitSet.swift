/// A set of small integers, which are state or transition numbers in document order; without allocation up to 128.
struct BitSet: Hashable, Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  /// The words from 128 on, without zeros at the end, and nil where there are none: equal sets are equal values, and copying a small one
  /// counts no reference.
  private var more: [UInt64]?

  private var rest: [UInt64] { more ?? [] }

  init() {}

  init(_ members: some Sequence<Int>) { for member in members { insert(member) } }

  var isEmpty: Bool { first | second == 0 && more == nil }

  var count: Int { rest.reduce(first.nonzeroBitCount + second.nonzeroBitCount) { $0 + $1.nonzeroBitCount } }

  func contains(_ member: Int) -> Bool {
    if member < 64 { return first & (1 << UInt64(member)) != 0 }
    if member < 128 { return second & (1 << UInt64(member - 64)) != 0 }
    guard let more else { return false }
    let word = member >> 6 - 2
    return word < more.count && more[word] & (1 << UInt64(member & 63)) != 0
  }

  mutating func insert(_ member: Int) {
    if member < 64 {
      first |= 1 << UInt64(member)
    } else if member < 128 {
      second |= 1 << UInt64(member - 64)
    } else {
      change { words in
        let word = member >> 6 - 2
        while words.count <= word { words.append(0) }
        words[word] |= 1 << UInt64(member & 63)
      }
    }
  }

  mutating func remove(_ member: Int) {
    if member < 64 {
      first &= ~(1 << UInt64(member))
    } else if member < 128 {
      second &= ~(1 << UInt64(member - 64))
    } else {
      let word = member >> 6 - 2
      guard word < rest.count else { return }
      change { $0[word] &= ~(1 << UInt64(member & 63)) }
    }
  }

  mutating func formUnion(_ other: BitSet) {
    first |= other.first
    second |= other.second
    guard let others = other.more else { return }
    change { words in
      while words.count < others.count { words.append(0) }
      for index in others.indices { words[index] |= others[index] }
    }
  }

  mutating func formIntersection(_ other: BitSet) {
    first &= other.first
    second &= other.second
    if more == nil { return }
    let others = other.rest
    change { words in
      if words.count > others.count { words.removeLast(words.count - others.count) }
      for index in words.indices { words[index] &= others[index] }
    }
  }

  mutating func subtract(_ other: BitSet) {
    first &= ~other.first
    second &= ~other.second
    guard more != nil, let others = other.more else { return }
    change { words in
      for index in 0..<Swift.min(words.count, others.count) { words[index] &= ~others[index] }
    }
  }

  func union(_ other: BitSet) -> BitSet {
    var result = self
    result.formUnion(other)
    return result
  }

  func intersection(_ other: BitSet) -> BitSet {
    var result = self
    result.formIntersection(other)
    return result
  }

  func subtracting(_ other: BitSet) -> BitSet {
    var result = self
    result.subtract(other)
    return result
  }

  func intersects(_ other: BitSet) -> Bool {
    if first & other.first | second & other.second != 0 { return true }
    guard let more, let others = other.more else { return false }
    return zip(more, others).contains { $0 & $1 != 0 }
  }

  func isSubset(of other: BitSet) -> Bool { subtracting(other).isEmpty }

  private mutating func change(_ body: (inout [UInt64]) -> Void) {
    var words = more ?? []
    more = nil
    body(&words)
    while words.last == 0 { words.removeLast() }
    more = words.isEmpty ? nil : words
  }
}

extension BitSet: Sequence {
  /// The members in ascending order.
  func makeIterator() -> Ascending { Ascending(remaining: self) }

  struct Ascending: IteratorProtocol {
    fileprivate var remaining: BitSet

    mutating func next() -> Int? { remaining.popFirst() }
  }

  /// Takes out the least member.
  mutating func popFirst() -> Int? {
    if first != 0 {
      let bit = first.trailingZeroBitCount
      first &= first &- 1
      return bit
    }
    if second != 0 {
      let bit = second.trailingZeroBitCount
      second &= second &- 1
      return bit + 64
    }
    guard let words = more, let word = words.firstIndex(where: { $0 != 0 }) else { return nil }
    let bit = words[word].trailingZeroBitCount
    change { $0[word] &= $0[word] &- 1 }
    return bit + (word + 2) << 6
  }

  /// Takes out the greatest member.
  mutating func popLast() -> Int? {
    if let words = more, let last = words.last {
      let bit = 63 - last.leadingZeroBitCount
      change { $0[words.count - 1] &= ~(1 << UInt64(bit)) }
      return bit + (words.count + 1) << 6
    }
    if second != 0 {
      let bit = 63 - second.leadingZeroBitCount
      second &= ~(1 << UInt64(bit))
      return bit + 64
    }
    guard first != 0 else { return nil }
    let bit = 63 - first.leadingZeroBitCount
    first &= ~(1 << UInt64(bit))
    return bit
  }
}
