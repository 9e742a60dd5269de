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

  @Test(arguments: [
    ("America/New_York", "20270314T013000", "20270314T063000Z"), ("America/New_York", "20270314T023000", "20270314T073000Z"),
    ("America/New_York", "20270314T033000", "20270314T073000Z"), ("America/New_York", "20271107T013000", "20271107T053000Z"),
    ("America/New_York", "20271107T023000", "20271107T073000Z"), ("Australia/Sydney", "20270404T013000", "20270403T143000Z"),
    ("Australia/Sydney", "20270404T023000", "20270403T153000Z"), ("Australia/Sydney", "20270404T033000", "20270403T173000Z"),
    ("Australia/Sydney", "20271003T023000", "20271002T163000Z"), ("Australia/Lord_Howe", "20271003T021500", "20271002T154500Z"),
    ("Pacific/Apia", "20111231T000000", "20111230T100000Z"),
  ])
  func `What the clock skips is by the clock before, and what it shows twice is the first`(zone: String, wall: String, utc: String) throws {
    let (wall, utc) = (try #require(WallTime(wall)).seconds, try #require(WallTime(utc)).seconds)
    #expect(try #require(ObjectZone(identifier: zone)).instant(wall) == utc)
    // The same zone as its definition says it.
    let definition = try #require(ZoneDefinition.calendar(zone))
    #expect(try #require(ObjectZone(calendar: definition)).instant(wall) == utc)
  }

  @Test func `A name that nobody knows has no definition`() {
    #expect(ZoneDefinition.calendar("Mars/Olympus") == nil)
    #expect(ZoneDefinition.identifier(of: Array("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n".utf8)) == nil)
  }
}
