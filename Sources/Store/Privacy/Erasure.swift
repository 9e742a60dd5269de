import Crypto
import Foundation
import GRDB

extension OfficeStore {
  /// Makes one person unknowable in everything that was ever recorded, and keeps the journal valid: replaying it gives what stood before,
  /// with the pseudonym in the person's place. It cannot be undone.
  ///
  /// All in one transaction: if the office would not be the same but for the person, nothing is changed. Evidence that only this person
  /// handed in is deleted after it is committed; a crash in between leaves files that `deleteErasedEvidence` finds.
  /// - Parameter check: refuses by throwing; it sees what stands when the person is erased.
  /// - Throws: `StoreError.blocked` where somebody else's code cannot be told from the person's.
  public func erase(person: String, at: Int64, actor: String, reason: String, check: (Reader) throws -> Void = { _ in }) throws
    -> PersonErasure
  {
    let erasure = try StoreError.translating(path) {
      try pool.writeWithoutTransaction { db in
        // What is freed in the file is overwritten.
        try db.execute(sql: "PRAGMA secure_delete = ON")
        var erasure: PersonErasure?
        memory.forget()
        defer { memory.forget() }
        try db.inTransaction(.immediate) {
          let transaction = try Transaction(at: at, actor: actor, reader: Reader(db: db, workflows: workflows, memory: memory))
          try check(transaction.reader)
          erasure = try Eraser(db: db, transaction: transaction).erase(person, reason: reason)
          return .commit
        }
        _ = try db.checkpoint(.truncate)
        guard let erasure else { throw StoreError.damaged("erase") }
        return erasure
      }
    }
    // It is done: files that cannot be deleted now go with the next erasure or repair.
    try? deleteErasedEvidence()
    return erasure
  }

  /// Deletes evidence files of erased people that are still there.
  public func deleteErasedEvidence() throws {
    try StoreError.translating(path) {
      // Nobody hands in the same bytes meanwhile: who does so later looks whether they are still there.
      try pool.write { db in
        for sha256 in try String.fetchAll(db, sql: "SELECT sha256 FROM erased_evidence") { evidence.remove(sha256) }
      }
    }
  }
}

/// Rewrites the journal within one transaction.
private struct Eraser {
  let db: Database
  let transaction: Transaction

  func erase(_ person: String, reason: String) throws -> PersonErasure {
    var (codes, names): (Set<String>, Set<String>) = ([], [])
    try JournalEntry.each(db) { entry in
      guard case .rosterImported(let roster) = entry.fact else { return }
      for row in roster.people {
        codes.insert(row.id)
        if row.id == person { names.insert(row.name) }
      }
    }
    codes.remove(person)
    let redaction = Redaction(
      person: person, pseudonym: Redaction.pseudonym(for: person, among: codes), others: codes,
      names: names.sorted { $0.count > $1.count })
    let before = try fingerprint(redaction)
    let evidence = try ownEvidence(person)
    try rewrite(redaction)
    try rewriteBesideJournal(redaction)
    let erasure = PersonErasure(pseudonym: redaction.pseudonym, evidence: evidence, reason: redaction.text(reason))
    // The journal as this transaction has changed it, which no other connection sees.
    try OfficeStore.replay(db, transaction.reader.workflows, transaction.reader.memory) { try JournalEntry.each(db, $0) }
    guard try fingerprint(nil) == before else { throw StoreError.blocked("工号「\(person)」与其他编号分不开, 注销会改变别人的记录") }
    try transaction.record(.personErased(erasure))
    return erasure
  }

  /// Evidence that only this person ever handed in, but for others who are erased.
  private func ownEvidence(_ person: String) throws -> [String] {
    var (own, others): (Set<String>, Set<String>) = ([], [])
    try JournalEntry.each(db) { entry in
      guard case .taskSubmitted(let submission) = entry.fact, !Redaction.isPseudonym(entry.actor) else { return }
      let handedIn = submission.evidence.map(\.sha256)
      if entry.actor == person { own.formUnion(handedIn) } else { others.formUnion(handedIn) }
    }
    return own.subtracting(others).sorted()
  }

  /// The journal is append-only for everybody else: the trigger that says so stands aside for these rows.
  private func rewrite(_ redaction: Redaction) throws {
    guard let trigger = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE name = 'journal_keeps_text'") else {
      throw StoreError.damaged("journal_keeps_text")
    }
    try db.execute(sql: "DROP TRIGGER journal_keeps_text")
    let update = try db.makeStatement(sql: "UPDATE journal SET actor = ?, behalf = ?, payload = ? WHERE seq = ?")
    var changed: [JournalEntry] = []
    try JournalEntry.each(db) { entry in
      let isBy = entry.actor == redaction.person || entry.behalf == redaction.person
      let fact = try redaction.fact(entry.fact, isByPerson: isBy)
      guard isBy || fact != nil else { return }
      changed.append(
        JournalEntry(
          sequence: entry.sequence, at: entry.at, actor: entry.actor == redaction.person ? actor(of: entry, redaction) : entry.actor,
          behalf: entry.behalf == redaction.person ? redaction.pseudonym : entry.behalf, fact: fact ?? entry.fact))
    }
    for entry in changed { try update.execute(arguments: [entry.actor, entry.behalf, try entry.fact.json(), entry.sequence]) }
    try db.execute(sql: trigger)
  }

  /// Who stands in the person's place: for addresses of other people's own calendars the office, in whose name they were given out, so that they
  /// go on; what the person gave out else ends with the person.
  private func actor(of entry: JournalEntry, _ redaction: Redaction) -> String {
    guard case .feedTokenIssued(let token) = entry.fact, token.scope.kind == .person, token.scope.subject != redaction.person else {
      return redaction.pseudonym
    }
    return Self.office
  }

  /// What stands in the journal for the office itself.
  private static let office = "office"

  /// Tables that do not follow from the journal: looks keep their count under the pseudonym, what is the person's own goes.
  private func rewriteBesideJournal(_ redaction: Redaction) throws {
    let trigger = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE name = 'access_log_keeps_text'") ?? ""
    try db.execute(sql: "DROP TRIGGER access_log_keeps_text")
    try db.execute(sql: "UPDATE access_log SET person = ?2 WHERE person = ?1", arguments: [redaction.person, redaction.pseudonym])
    try db.execute(sql: "UPDATE access_log SET actor = ?2 WHERE actor = ?1", arguments: [redaction.person, redaction.pseudonym])
    try db.execute(sql: trigger)
    for sql in Schema.personalTables { try db.execute(sql: sql, arguments: ["person": redaction.person]) }
    try forgetShown(redaction)
  }

  /// What the office shows others in their calendars may name the person. It is made anew when a calendar is next asked for, because the journal
  /// grows by the erasure itself; until then nothing is there to be read.
  private func forgetShown(_ redaction: Redaction) throws {
    try db.execute(
      sql: """
        UPDATE home_resource SET body = x'', size = 0, etag = 'erased'
        WHERE collection IN (SELECT id FROM home_collection WHERE kind <> 'own')
        """)
    for row in try Row.fetchAll(db, sql: "SELECT task, message FROM home_tick") {
      let message: String = row["message"]
      let text = redaction.text(message)
      guard text != message else { continue }
      try db.execute(sql: "UPDATE home_tick SET message = ? WHERE task = ?", arguments: [text, row["task"] as Int64])
    }
  }

  /// What the office is but for names: tasks, sessions, reviews and runs, with the person already renamed.
  private func fingerprint(_ redaction: Redaction?) throws -> String {
    var hash = SHA256()
    for sql in [
      "SELECT id, run, invocation, state, key, status, required, role, assignee, school, mentee, opens, due, submitter, settled FROM task ORDER BY id",
      "SELECT task, day, period, length, place, cancelled, sequence FROM session ORDER BY task",
      "SELECT task, position, person FROM session_person ORDER BY task, position",
      "SELECT id, workflow, version, status, started, ended FROM run ORDER BY id",
      "SELECT id, review, round, level, person, verdict FROM review_seat ORDER BY id", "SELECT id, run, due FROM timer ORDER BY id",
      "SELECT studio, person, role, mentor FROM membership ORDER BY studio, person", "SELECT id, name, zone FROM school ORDER BY id",
    ] {
      let rows = try Row.fetchCursor(db, sql: sql)
      while let row = try rows.next() {
        let line = row.databaseValues.map { value -> String in
          if case .string(let text) = value.storage { return redaction?.replacingCode(text) ?? text }
          return "\(value)"
        }.joined(separator: "\u{1F}")
        hash.update(data: Data((line + "\u{1E}").utf8))
      }
    }
    return hash.finalize().map { String($0, radix: 16) }.joined(separator: ".")
  }
}
