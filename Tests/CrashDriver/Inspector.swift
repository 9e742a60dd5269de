import Foundation
import GRDB
import Office
import Store

/// Looks at one office after each kill. What is new since the last look is looked at each time, and so is every derived table, row by row, against
/// what the journal says; everything together, feeds and calendars too, now and then.
final class Inspector {
  private let path: String
  private let rebuilt: RebuiltTables
  /// The last entry of the journal that was counted.
  private var entry: Int64 = 0
  private var markers: [String: Int] = [:]
  private var facts: [String: Int] = [:]
  private var ticks: [String: Int] = [:]
  private var sound: Set<String> = []

  /// - Parameter path: the office before the first command.
  init(path: String) throws {
    self.path = path
    let office = try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
    rebuilt = try RebuiltTables(for: office.store)
    entry = try read { try Int64.fetchOne($0, sql: "SELECT max(seq) FROM journal") ?? 0 }
  }

  private func read<T>(_ body: (Database) throws -> T) throws -> T {
    let database = try DatabaseQueue(path: path)
    defer { try? database.close() }
    return try database.read(body)
  }

  /// What is wrong; nothing, it is hoped.
  /// - Parameter isWhole: whether everything is looked at anew.
  func problems(_ ledger: inout Ledger, isWhole: Bool) throws -> [String] {
    let office = try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
    let differing = try rebuilt.differing(in: office.store)
    var problems = differing.map { "\($0) is not what the journal says" }
    if !differing.isEmpty { problems += try office.store.tablesThatDifferFromJournal().map { "\($0) is not, replayed anew" } }
    var events: [String: String] = [:]
    var attempts = 0
    try read { db in
      let findings = Findings(path: path)
      problems += try findings.structure(db)
      problems += try findings.evidence(db, &sound)
      events = try findings.events(db, &problems)
      attempts =
        try Int.fetchOne(db, sql: "SELECT coalesce(sum(attempts), 0) FROM home_tick JOIN task ON task.id = task WHERE evidence <> '[]'")
        ?? 0
      try takeUp(db)
    }
    problems += ledger.defects + compare(ledger, attempts) + compare(&ledger, events)
    guard isWhole else { return problems }
    sound = []
    return try problems + office.examine().problems.map { "\($0.kind): \($0.message)" } + Calendars(path: path).problems()
  }

  /// Counts what was recorded since the last look.
  private func takeUp(_ db: Database) throws {
    for row in try Row.fetchAll(db, sql: "SELECT seq, actor, kind, payload FROM journal WHERE seq > ? ORDER BY seq", arguments: [entry]) {
      let (actor, kind, payload): (String, String, String) = (row["actor"], row["kind"], row["payload"])
      facts[kind, default: 0] += 1
      if actor != "office" { ticks["\(kind) \(actor)", default: 0] += 1 }
      for marker in Marker.all(in: payload) { markers[marker, default: 0] += 1 }
      entry = row["seq"]
    }
  }

  /// Everything acknowledged is there, nothing that was refused, and nothing twice.
  private func compare(_ ledger: Ledger, _ attempts: Int) -> [String] {
    let lost = ledger.acknowledged.filter { ledger.begun[$0]?.trace == .marker && markers[$0] == nil }.map { "lost: \($0)" }
    let doubled = markers.filter { $0.value > 1 }.map { "twice: \($0.key)" }
    let unasked = markers.keys.filter { ledger.refused.contains($0) || ledger.begun[$0] == nil }.map { "refused, but there: \($0)" }
    var miscounted: [String] = []
    func count(_ trace: Command.Trace, _ found: Int, by person: String? = nil) {
      let bounds = ledger.bounds(of: trace, by: person)
      if !bounds.contains(found) { miscounted.append("\(trace) \(person ?? ""): \(found), expected \(bounds)") }
    }
    for trace in Set(Command.allCases.map(\.trace)) {
      switch trace {
      case .fact(let kind): count(trace, facts[kind, default: 0])
      case .tick(let kind): for person in SmallOffice.phones { count(trace, ticks["\(kind) \(person)", default: 0], by: person) }
      case .attempt: count(trace, attempts)
      case .marker, .event: break
      }
    }
    return lost + doubled + unasked + miscounted
  }

  /// Every calendar resource holds what was last put there.
  private func compare(_ ledger: inout Ledger, _ events: [String: String]) -> [String] {
    var problems = Set(events.keys).subtracting(ledger.events.keys).map { "nobody put \($0) there" }
    for (slot, allowed) in ledger.events {
      if !allowed.contains(events[slot]) { problems.append("\(slot) holds \(events[slot] ?? "nothing"), expected \(allowed)") }
      ledger.settle(slot, events[slot])
    }
    return problems
  }
}

/// What the office shows in calendars is kept, too; it is what the office would show if it made it anew.
struct Calendars {
  let path: String

  func problems() throws -> [String] {
    let copy = FileManager.default.temporaryDirectory.appending(path: "calendars-\(UUID().uuidString).db").path
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + suffix) } }
    let database = try DatabaseQueue(path: path)
    try database.backup(to: DatabaseQueue(path: copy))
    try database.close()
    let emptied = try DatabaseQueue(path: copy)
    let pending = try emptied.write { db in
      // Of a resource that is made anew the days of its making are other ones.
      try db.execute(sql: "DELETE FROM home_resource WHERE collection IN (SELECT id FROM home_collection WHERE kind <> 'own')")
      try db.execute(sql: "UPDATE home_collection SET journal = 0 WHERE kind <> 'own'")
      return db.changesCount
    }
    try emptied.close()
    guard pending > 0 else { return [] }
    return try SmallOffice.phones.filter { try shown($0, path) != shown($0, copy) }.map {
      "\($0) is shown another calendar than the records give"
    }
  }

  private func shown(_ person: String, _ path: String) throws -> [String] {
    try Phone(Office(path: path, as: person, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)).shown()
  }
}
