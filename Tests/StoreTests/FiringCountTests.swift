import AcademicCalendar
import Testing

@testable import Store

@Suite struct FiringCountTests {
  @Test func `A run may fire so often within a day, and as often within the next; another run for itself`() throws {
    var firings = FiringCount()
    let (first, second) = (try #require(Day("2026-09-01")), try #require(Day("2026-09-02")))
    let admitted = (1...FiringCount.most).allSatisfy { _ in firings.admits(1, on: first) }
    let more = [(1, first), (2, first), (1, second)].map { firings.admits($0, on: $1) }
    #expect(admitted && more == [false, true, true])
  }
}
