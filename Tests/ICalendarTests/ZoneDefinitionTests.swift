import Foundation
import Testing

@testable import ICalendar

/// Zones known by name, written as definitions.
@Suite struct ZoneDefinitionTests {
  @Test(arguments: ["Asia/Shanghai", "America/New_York", "Europe/London", "Etc/GMT+2", "Australia/Lord_Howe", "Beijing"])
  func `A definition says what the name says`(identifier: String) throws {
    let bytes = try #require(ZoneDefinition.calendar(identifier))
    let (written, named) = (try #require(ObjectZone(calendar: bytes)), try #require(ObjectZone(identifier: identifier)))
    #expect(ZoneDefinition.identifier(of: bytes) == identifier)
    // Noon of the first of every month for some years.
    for year in 2024..<2030 {
      for month in 1...12 {
        let noon = CivilDate.days(year, month, 1) * 86_400 + 43_200
        #expect(written.instant(noon) == named.instant(noon), "\(year)-\(month)")
      }
    }
  }

  @Test func `A name that nobody knows has no definition`() {
    #expect(ZoneDefinition.calendar("Mars/Olympus") == nil)
    #expect(ZoneDefinition.identifier(of: Array("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n".utf8)) == nil)
  }
}
