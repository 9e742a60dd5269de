import AcademicCalendar
import Foundation
import Store
import Testing

@Suite struct OfficeTimeTests {
  @Test func `the office's day turns at midnight in China`() {
    // 2014-02-28T15:59:59.999Z and one millisecond later.
    #expect(OfficeTime.day(of: 1_393_603_199_999).description == "2014-02-28")
    #expect(OfficeTime.day(of: 1_393_603_200_000).description == "2014-03-01")
    #expect(OfficeTime.day(of: -1).description == "1970-01-01")
    #expect(OfficeTime.milliseconds(of: Day("2014-03-01")!) == 1_393_603_200_000)
  }
}
