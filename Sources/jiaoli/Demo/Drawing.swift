import Workflow

/// What the invented county draws.
extension SeededRandom {
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
