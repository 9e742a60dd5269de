import Synchronization

/// A number that many threads count up, or up and down.
final class Counter: Sendable {
  private let number = Atomic<Int>(0)

  var value: Int { number.load(ordering: .relaxed) }

  func add(_ count: Int) { number.wrappingAdd(count, ordering: .relaxed) }
}
