import Testing

@testable import jiaoli

/// What stands beside numbers in a terminal.
@Suite struct TableTests {
  @Test func `A bar is as long for nothing as for all`() {
    #expect(Bar.of(0, 0, width: 4) == "░░░░")
    #expect(Bar.of(1, 3, width: 4) == "█░░░")
    #expect(Bar.of(3, 3, width: 4) == "████")
  }
}
