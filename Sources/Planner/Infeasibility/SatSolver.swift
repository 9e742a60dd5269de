import CCadical

/// CaDiCaL behind an owning handle: clauses in, an answer under assumptions out.
///
/// Not Sendable: one handle belongs to one thread, as the library asks.
final class SatSolver {
  private let handle: OpaquePointer
  private(set) var variables: Int32 = 0

  /// Fails only where memory is short.
  init?() {
    guard let handle = ccadical_init() else { return nil }
    self.handle = handle
  }

  deinit { ccadical_release(handle) }

  /// A new variable; its negation is `-variable`.
  func variable() -> Int32 {
    variables += 1
    return variables
  }

  func add(_ clause: [Int32]) {
    for literal in clause { ccadical_add(handle, literal) }
    ccadical_add(handle, 0)
  }

  func add(_ first: Int32, _ second: Int32) {
    ccadical_add(handle, first)
    ccadical_add(handle, second)
    ccadical_add(handle, 0)
  }

  func add(_ first: Int32, _ second: Int32, _ third: Int32) {
    ccadical_add(handle, first)
    ccadical_add(handle, second)
    ccadical_add(handle, third)
    ccadical_add(handle, 0)
  }

  /// The assumptions that cannot hold together, or nil where all can; empty also where the clauses alone are contradictory.
  func core(_ assumptions: [Int32]) -> [Int32]? {
    for literal in assumptions { ccadical_assume(handle, literal) }
    guard ccadical_solve(handle) == 20 else { return nil }
    return assumptions.filter { ccadical_failed(handle, $0) != 0 }
  }
}
