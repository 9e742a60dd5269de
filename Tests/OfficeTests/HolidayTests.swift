import AcademicCalendar
import Foundation
import Store
import Testing

@testable import Office

/// A year's notice takes the place of the known one only with open eyes.
@Suite struct HolidayTests {
  private func json(_ year: Int, _ days: [HolidayNotice.Entry]) throws -> Data {
    try JSONEncoder().encode(HolidayNotice(year: year, days: days))
  }

  @Test func `A file with fewer days off than are known is refused, unless it is meant`() throws {
    let fixture = try Fixture(installing: [], roster: false)
    let office = try fixture.office(on: "2026-08-31")
    let known = try #require(HolidayNotice.builtIn.first { $0.year == 2026 })
    let short = try json(2026, [.init(name: "国庆节", date: Day("2026-10-01")!, isOffDay: true)])
    let error = try #require(fixture.refusal { try office.importHolidays(short, file: "2026.json") })
    #expect(error.kind == .conflict && error.message.contains("由 \(known.daysOff) 天减为 1 天") && error.advice?.contains("--force") == true)
    #expect(error.places.contains("2026-10-02: 放假 → 上班"))
    #expect(try office.store.read { try $0.notice(of: 2026) } == known)
    #expect(try office.importHolidays(short, file: "2026.json", isForced: true).changes?.count == known.days.count - 1)
    #expect(try office.store.read { try $0.calendar() }.isWorkingDay(Day("2026-10-02")!) == true)
  }

  @Test func `What goes and what comes is told, and the same notice again changes nothing`() throws {
    let fixture = try Fixture(installing: [], roster: false)
    let office = try fixture.office(on: "2026-08-31")
    var notice = try #require(HolidayNotice.builtIn.first { $0.year == 2026 })
    #expect(try office.importHolidays(json(2026, notice.days), file: "h.json").changes == [])
    let before = try office.store.read { try $0.journalCount() }
    #expect(try office.importHolidays(json(2026, notice.days), file: "h.json").changes == [])
    #expect(try office.store.read { try $0.journalCount() } == before)
    notice.days.append(.init(name: "县庆", date: Day("2026-11-05")!, isOffDay: true))
    notice.days.append(.init(name: "县庆", date: Day("2026-11-07")!, isOffDay: false))
    let changes = try #require(try office.importHolidays(json(2026, notice.days), file: "h.json").changes)
    #expect(changes.map(\.text) == ["2026-11-05: 上班 → 放假", "2026-11-07: 周末 → 调休上班"])
    // A year that had none changes nothing that was known.
    let next = try json(2027, [.init(name: "元旦", date: Day("2027-01-01")!, isOffDay: true)])
    #expect(try office.importHolidays(next, file: "h.json").changes == nil)
  }
}
