import AcademicCalendar
import Foundation
import GRDB
import Store
import Testing

@testable import Office

/// Doctor, backup and restore, on real files.
@Suite struct CareTests {
  private func worked() throws -> (fixture: Fixture, task: Int64) {
    let fixture = try Fixture()
    try fixture.startSemester()
    let task = try fixture.task("示范课", of: "A1")
    _ = try fixture.done(task, as: "A1", on: "2026-09-01")
    return (fixture, task)
  }

  @Test func `A sound office is said to be sound`() throws {
    let (fixture, _) = try worked()
    let report = try fixture.office(on: "2026-09-01").examine()
    #expect(report.problems.isEmpty)
    #expect(report.evidence > 0 && report.journal > 0)
  }

  @Test func `A table that is not what the journal says is found and mended from it`() throws {
    let (fixture, task) = try worked()
    let office = try fixture.office(on: "2026-09-01")
    try DatabaseQueue(path: office.store.path).write { try $0.execute(sql: "UPDATE task SET title = 'x' WHERE id = ?", arguments: [task]) }
    #expect(try office.examine().problems.map(\.kind) == ["derived"])
    try office.repair()
    #expect(try office.examine().problems.isEmpty)
  }

  @Test func `Pages that are damaged are told plainly`() throws {
    let (fixture, _) = try worked()
    // Closed by now, so all of it is in the one file.
    let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    var damaged = bytes
    let last = bytes.count * 7 / 8..<bytes.count
    damaged.replaceSubrange(last, with: Data(repeating: 0x5A, count: last.count))
    let path = try fixture.file("damaged.db", damaged).path
    let office = try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
    let problems = try office.examine().problems
    #expect(problems.first?.kind == "structure")
  }

  @Test func `Every feed comes out of the journal alone, byte for byte`() throws {
    let (fixture, _) = try worked()
    let office = try fixture.office(on: "2026-09-01")
    try office.plan("2026-2027-1", studio: nil)
    _ = try office.publish("2026-2027-1")
    var looked = 0
    #expect(try office.feedsThatDifferFromJournal { _ in looked += 1 } == [])
    #expect(looked > 10)
  }

  @Test func `A backup is an office of its own, copies evidence once, and is restored elsewhere`() throws {
    let (fixture, _) = try worked()
    let office = try fixture.office(on: "2026-09-01")
    let folder = fixture.folder.appending(path: "backup")
    let first = try office.backUp(to: folder)
    #expect(first.copied == first.evidence && first.evidence > 0)
    #expect(try office.backUp(to: folder).copied == 0)
    let path = fixture.folder.appending(path: "restored.db").path
    #expect(try Office.restore(from: folder, to: path).journal == first.journal)
    let restored = try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
    #expect(try restored.examine().problems.isEmpty)
    #expect(throws: StoreError.exists(path)) { try Office.restore(from: folder, to: path) }
    // A log that an office left behind would be read with the one that takes its place.
    let other = fixture.folder.appending(path: "other.db").path
    let log = try fixture.file("other.db-wal", "left by a crash")
    #expect(throws: StoreError.exists(log.path)) { try Office.restore(from: folder, to: other) }
    #expect(!FileManager.default.fileExists(atPath: other))
  }
}
