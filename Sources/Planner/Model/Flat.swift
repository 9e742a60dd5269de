/// A flat array whose memory an `Arena` owns; bounds are checked in debug builds only.
typealias Flat<Element> = UnsafeMutableBufferPointer<Element>

/// Owns flat arrays and frees them all when it goes, so that hot loops read plain memory without reference counts.
final class Arena {
  private var blocks: [UnsafeMutableRawPointer] = []

  init() {}

  deinit { for block in blocks { block.deallocate() } }

  /// A new array of a trivial type with every element set to `value`; at least one element is allocated.
  func flat<Element: BitwiseCopyable>(_ count: Int, _ value: Element) -> Flat<Element> {
    let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
    pointer.initialize(repeating: value, count: max(count, 1))
    blocks.append(UnsafeMutableRawPointer(pointer))
    return Flat(start: pointer, count: max(count, 1))
  }

  /// A copy of an array.
  func flat<Element: BitwiseCopyable>(_ array: [Element], _ filler: Element) -> Flat<Element> {
    let result = flat(array.count, filler)
    for index in array.indices { result[index] = array[index] }
    return result
  }
}

/// Lists of different lengths in one array: list `i` is `items[offsets[i]..<offsets[i + 1]]`.
struct Ragged<Element: BitwiseCopyable> {
  let offsets: Flat<Int32>
  let items: Flat<Element>

  init(_ lists: [[Element]], _ filler: Element, in arena: Arena) {
    offsets = arena.flat(lists.count + 1, 0)
    items = arena.flat(lists.reduce(0) { $0 + $1.count }, filler)
    var next = 0
    for (index, list) in lists.enumerated() {
      for item in list {
        items[next] = item
        next += 1
      }
      offsets[index + 1] = Int32(next)
    }
  }

  @inline(__always) func range(_ index: Int) -> Range<Int> {
    Range(uncheckedBounds: (Int(offsets[index]), Int(offsets[index &+ 1])))
  }
  @inline(__always) func count(_ index: Int) -> Int { Int(offsets[index &+ 1] &- offsets[index]) }
}
