import Foundation
import ICalendar
import Store
import Testing
import Workflow

@testable import Office

/// Random commands to an office and to ``OfficeModel``, until every kind has been carried out and been refused: both do the same, and leave the same.
@Suite struct ModelTests {
  private struct Outcome: Hashable {
    var command: ModelCommand
    var isDone: Bool
  }

  @Test(arguments: [7, 2014] as [UInt64])
  func `The office does what the model does, until everything has been done and been refused`(seed: UInt64) throws {
    let both = try SideBySide(seed: seed)
    let all = Set(ModelCommand.allCases.flatMap { [Outcome(command: $0, isDone: true), Outcome(command: $0, isDone: false)] })
    var seen: Set<Outcome> = []
    var steps = 0
    while seen != all || steps < 300, steps < 3_000 {
      let missing = all.subtracting(seen).map(\.command.rawValue).sorted().compactMap(ModelCommand.init(rawValue:))
      let kinds = both.chance(2) ? ModelCommand.daily : both.chance(2) && !missing.isEmpty ? missing : ModelCommand.allCases
      guard let command = kinds.randomElement(using: &both.random), let (expected, found) = try both.give(command) else { continue }
      steps += 1
      #expect(expected == found, "step \(steps) \(command), seed \(seed)")
      let differences = try both.differences()
      #expect(differences == [], "step \(steps) \(command), seed \(seed)")
      guard expected == found, differences.isEmpty else { return }
      seen.insert(Outcome(command: command, isDone: found))
    }
    #expect(all.subtracting(seen) == [], "after \(steps) steps, seed \(seed)")
    #expect(try both.office.store.tablesThatDifferFromJournal() == [])
  }
}

extension SideBySide {
  /// Where the office stands otherwise than the model.
  func differences() throws -> [String] { try work() + records() + events() }

  private func compare(_ what: String, _ found: [Int64: String], _ model: [Int64: String]) -> [String] {
    Set(found.keys).union(model.keys).sorted().filter { found[$0] != model[$0] }
      .map { "\(what) \($0): \(found[$0] ?? "none"), expected \(model[$0] ?? "none")" }
  }

  private func work() throws -> [String] {
    let (tasks, runs, reviews) = try office.store.read { reader in
      let runs = try reader.topRuns().filter { $0.workflow == "model" }
      var filter = TaskFilter()
      filter.statuses = [.planned, .open, .submitted, .returned, .accepted, .waived, .cancelled]
      let tasks = try runs.flatMap { run in
        filter.run = run.id
        return try reader.tasks(filter)
      }
      return (tasks, runs, try (1...Int64(model.reviews.count + 1)).compactMap { try reader.review($0) })
    }
    func by<T>(_ rows: [T], _ line: (T) -> (Int64, String)) -> [Int64: String] { Dictionary(rows.map(line), uniquingKeysWith: { $1 }) }
    return compare(
      "task", by(tasks) { ($0.id, "\($0.status.rawValue) \($0.assignee ?? "")") },
      model.tasks.mapValues { "\($0.stand.rawValue) \($0.assignee)" })
      + compare(
        "run", by(runs) { ($0.id, "\($0.status.rawValue) \($0.isSuspended) \($0.version)") },
        model.runs.mapValues { "\($0.stand) \($0.isSuspended) \($0.version)" })
      + compare("review", by(reviews) { ($0.id, $0.status.rawValue) }, model.reviews.mapValues(\.stand))
  }

  private func records() throws -> [String] {
    let books = model.books
    let rows = try office.store.read { reader in
      var filter = RecordFilter()
      (filter.kinds, filter.withWithdrawn) = ([.hours, .title], true)
      return try reader.records(filter)
    }
    func counting(_ kind: RecordKind) -> [Int64: String] {
      Dictionary(
        rows.filter { $0.kind == kind }.map { (Int64($0.id.drop { !$0.isNumber }) ?? 0, "\($0.ended == nil)") }, uniquingKeysWith: { $1 })
    }
    func flags(_ rows: [Int64: Bool]) -> [Int64: String] { rows.mapValues { "\($0)" } }
    let stands = try Dictionary(
      uniqueKeysWithValues: office.consequences(of: nil, period: nil).map { ($0.id, $0.state) })
    // What was replaced is not listed.
    let words = ["proposed": "待确认", "confirmed": "已确认", "declined": "不予确认"]
    let tokens = try Dictionary(uniqueKeysWithValues: office.feedTokens().map { ($0.id, "\($0.revoked == nil)") })
    let devices = try Dictionary(uniqueKeysWithValues: office.devices().map { ($0.id, "\($0.revoked == nil)") })
    let absences = try Dictionary(uniqueKeysWithValues: office.absences().map { ($0.id, "") })
    return compare("hours", counting(.hours), flags(books.hours)) + compare("title", counting(.title), flags(books.titles))
      + compare("consequence", stands, books.proposals.compactMapValues { words[$0] })
      + compare("token", tokens, flags(books.tokens)) + compare("device", devices, flags(books.devices))
      + compare("absence", absences, Dictionary(uniqueKeysWithValues: books.absences.map { ($0, "") }))
      + (try office.people().map(\.id).filter { !$0.contains("!") }.sorted() == books.people.sorted() ? [] : ["other people"])
  }

  private func events() throws -> [String] {
    let bodies = try office.store.read { reader in
      try reader.homeCollection(Self.calendar, of: "A1").map { try reader.homeResources(in: $0.id, hasBodies: true) } ?? []
    }
    let titles = try Dictionary(
      uniqueKeysWithValues: bodies.map {
        (String($0.name.dropLast(4)), try CalendarObject(Array($0.body)).entries[0].first("SUMMARY")?.text ?? "")
      })
    return titles == model.books.events ? [] : ["events \(titles), expected \(model.books.events)"]
  }
}
