import AcademicCalendar
import Foundation
import Store
import Testing
import Workflow

@testable import Office

/// Whatever was commanded, the journal rebuilds every table to the row.
@Suite struct ReplayTests {
  /// SplitMix64 (Steele, Lea and Flood, 2014).
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test(arguments: [1, 0xFEED] as [UInt64])
  func `After a long random sequence of commands the journal gives the same tables`(seed: UInt64) throws {
    var generator = Generator(state: seed)
    let fixture = try Fixture(on: "2026-08-31")
    try fixture.startSemester()
    _ = try fixture.office().start("network-study-pilot", subjects: [], semester: nil, parameters: ["schools": "S001,S003"])
    var day = Day("2026-08-31")!
    var (accepted, refused) = (0, 0)
    for number in 0..<100 {
      do {
        try command(number, &day, fixture, &generator)
        accepted += 1
      } catch let error where [.conflict, .no, .badInput, .notAllowed].contains(OfficeError.of(error)?.kind) {
        refused += 1
      }
    }
    let store = try fixture.office().store
    print("seed \(seed): \(accepted) accepted, \(refused) refused, \(try store.read { try $0.journalCount() }) facts, until \(day)")
    #expect(accepted > 50)
    #expect(try store.tablesThatDifferFromJournal() == [], "seed \(seed)")
  }

  private func command(_ number: Int, _ day: inout Day, _ fixture: Fixture, _ generator: inout Generator) throws {
    let pending = try fixture.tasks().filter { !$0.status.isSettled }
    func some() throws -> Int64 { try #require(pending.randomElement(using: &generator)).id }
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<40: try fixture.done(some())
    case 40..<62:
      let submitted = pending.filter { $0.status == .submitted }
      _ = try fixture.office().accept(submitted.randomElement(using: &generator)?.id ?? some(), note: "同意")
    case 62..<70: _ = try fixture.office().giveBack(some(), reason: "重做")
    case 70..<78: _ = try fixture.office().waive(some(), reason: "不适用")
    case 78..<88:
      day = day + Int.random(in: 1...12, using: &generator)
      _ = try fixture.office(on: day.description).accept(some(), note: nil)
    case 88..<92:
      let (person, weekday) = (["A1", "B2", "L1"].randomElement(using: &generator)!, Int.random(in: 1...5, using: &generator))
      _ = try fixture.office().importRoster([
        fixture.file("\(number).csv", "工号,星期,节次,周次,班级\n\(person),\(weekday),2,单周,新班\n\(person),\(weekday),3,每周,新班\n")
      ])
    case 92..<94:
      let trainees = Bool.random(using: &generator) ? "W01,X1,学员,A3\nW01,X2,学员,\n" : "W01,A2,成员,\n"
      _ = try fixture.office().importRoster([fixture.file("\(number).csv", "工作室编号,工号,身份,导师工号\nW01,L1,主持人,\nW01,A1,成员,\n" + trainees)])
    case 94..<97: _ = try fixture.office().plan("2026-2027-1", studio: Bool.random(using: &generator) ? "W01" : nil, steps: 0)
    case 97..<99: _ = try fixture.office().publish("2026-2027-1")
    default: try fixture.office().add(Semester(schoolYear: 2026, term: 2, firstDay: Day("2027-02-22")! + number % 7, weeks: 20)!)
    }
  }
}
