import Crypto
import Foundation
import GRDB
import Office

/// What is wrong with an office after a crash; nothing, it is hoped.
struct Verdict {
  let path: String
  let ledger: Ledger
  /// Facts of these kinds that stood in the journal before.
  var before: [String: Int] = [:]

  func problems() throws -> [String] {
    let office = try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
    // Structure, references, every derived table against its rebuild from the journal, every piece of evidence, timers.
    let found = try office.examine().problems.map { "\($0.kind): \($0.message)" }
    return try found + ledger.defects + journalProblems() + evidenceProblems()
  }

  /// Everything acknowledged is there, nothing that was refused, and nothing twice.
  private func journalProblems() throws -> [String] {
    let database = try DatabaseQueue(path: path)
    defer { try? database.close() }
    let (texts, kinds) = try database.read { db in
      (
        try String.fetchAll(db, sql: "SELECT payload FROM journal WHERE payload LIKE '%op-%'"),
        try Row.fetchAll(db, sql: "SELECT kind, count(*) AS n FROM journal GROUP BY kind")
      )
    }
    var counts: [String: Int] = [:]
    for text in texts {
      for marker in Set(text.matches(of: /op-[0-9]+-[0-9]+-[0-9]+-end/).map { String($0.output) }) { counts[marker, default: 0] += 1 }
    }
    let noted = ledger.begun.filter { $0.value.kind == nil && $0.value != .cancel }
    let lost = ledger.acknowledged.filter { noted[$0] != nil && counts[$0] == nil }.map { "lost: \($0)" }
    let doubled = counts.filter { $0.value > 1 }.map { "twice: \($0.key)" }
    let unasked = counts.keys.filter { ledger.refused.contains($0) || ledger.begun[$0] == nil }.map { "refused, but there: \($0)" }
    let byKind = Dictionary(kinds.map { ($0["kind"] as String, $0["n"] as Int) }, uniquingKeysWith: { $1 })
    let miscounted = Set(Command.allCases.compactMap(\.kind)).filter { kind in
      !ledger.bounds(of: kind).contains(byKind[kind, default: 0] - before[kind, default: 0])
    }.map { "\(byKind[$0, default: 0]) facts \($0), expected \(ledger.bounds(of: $0)) more than \(before[$0, default: 0])" }
    return lost + doubled + unasked + miscounted
  }

  /// No stored file is torn, whether a row names it or not.
  private func evidenceProblems() throws -> [String] {
    let folder = URL(fileURLWithPath: path + ".evidence")
    guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
    return try files.compactMap { $0 as? URL }.filter { $0.lastPathComponent.count == 64 }.compactMap { file in
      let digest = SHA256.hash(data: try Data(contentsOf: file)).map { String(format: "%02x", $0) }.joined()
      return digest == file.lastPathComponent ? nil : "torn: \(file.lastPathComponent)"
    }
  }

  /// How many facts of each kind stand in the journal.
  static func kinds(of path: String) throws -> [String: Int] {
    let database = try DatabaseQueue(path: path)
    defer { try? database.close() }
    let rows = try database.read { try Row.fetchAll($0, sql: "SELECT kind, count(*) AS n FROM journal GROUP BY kind") }
    return Dictionary(rows.map { ($0["kind"] as String, $0["n"] as Int) }, uniquingKeysWith: { $1 })
  }
}
