/// A set of small integers, which are state or transition numbers in document order; without allocation up to 128.
struct BitSet: Hashable, Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  /// The words from 128 on, without zeros at the end, so that equal sets are equal values.
  private var rest: [UInt64] = []

  init() {}

  init(_ members: some Sequence<Int>) { for member in members { insert(member) } }

  var isEmpty: Bool { first | second == 0 && rest.isEmpty }

  var count: Int { rest.reduce(first.nonzeroBitCount + second.nonzeroBitCount) { $0 + $1.nonzeroBitCount } }

  func contains(_ member: Int) -> Bool {
    if member < 64 { return first & (1 << UInt64(member)) != 0 }
    if member < 128 { return second & (1 << UInt64(member - 64)) != 0 }
    let word = member >> 6 - 2
    return word < rest.count && rest[word] & (1 << UInt64(member & 63)) != 0
  }

  mutating func insert(_ member: Int) {
    if member < 64 {
      first |= 1 << UInt64(member)
    } else if member < 128 {
      second |= 1 << UInt64(member - 64)
    } else {
      let word = member >> 6 - 2
      while rest.count <= word { rest.append(0) }
      rest[word] |= 1 << UInt64(member & 63)
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
      rest[word] &= ~(1 << UInt64(member & 63))
      trim()
    }
  }

  mutating func formUnion(_ other: BitSet) {
    first |= other.first
    second |= other.second
    if other.rest.isEmpty { return }
    while rest.count < other.rest.count { rest.append(0) }
    for index in other.rest.indices { rest[index] |= other.rest[index] }
  }

  mutating func formIntersection(_ other: BitSet) {
    first &= other.first
    second &= other.second
    if rest.isEmpty { return }
    if rest.count > other.rest.count { rest.removeLast(rest.count - other.rest.count) }
    for index in rest.indices { rest[index] &= other.rest[index] }
    trim()
  }

  mutating func subtract(_ other: BitSet) {
    first &= ~other.first
    second &= ~other.second
    if rest.isEmpty { return }
    for index in 0..<Swift.min(rest.count, other.rest.count) { rest[index] &= ~other.rest[index] }
    trim()
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
    for index in 0..<Swift.min(rest.count, other.rest.count) where rest[index] & other.rest[index] != 0 { return true }
    return false
  }

  func isSubset(of other: BitSet) -> Bool { subtracting(other).isEmpty }

  private mutating func trim() { while rest.last == 0 { rest.removeLast() } }
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
    guard let word = rest.firstIndex(where: { $0 != 0 }) else { return nil }
    let bit = rest[word].trailingZeroBitCount
    rest[word] &= rest[word] &- 1
    trim()
    return bit + (word + 2) << 6
  }

  /// Takes out the greatest member.
  mutating func popLast() -> Int? {
    if let last = rest.last {
      let bit = 63 - last.leadingZeroBitCount
      let member = bit + (rest.count + 1) << 6
      rest[rest.count - 1] &= ~(1 << UInt64(bit))
      trim()
      return member
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
