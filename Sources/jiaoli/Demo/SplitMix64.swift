/// A small generator whose numbers follow from its seed (Steele, Lea and Flood, 2014), on every machine and compiler alike.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `count - 1`; 0 where there is none.
  mutating func below(_ count: Int) -> Int { count > 1 ? Int(next() >> 33) % count : 0 }

  /// A number of a range.
  mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.upperBound - range.lowerBound + 1) }

  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// In an order of its own.
  mutating func shuffled<Element>(_ elements: some Sequence<Element>) -> [Element] {
    var list = Array(elements)
    for index in list.indices.dropFirst().reversed() { list.swapAt(index, below(index + 1)) }
    return list
  }
}
