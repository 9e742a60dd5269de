import AcademicCalendar
import GRDB
import Workflow

/// Brings the derived tables up to date with one journal entry. Live commands and rebuilding take the same way.
struct Projection {
  let entry: JournalEntry
  /// Of the tables that are brought up to date.
  let reader: Reader
  let shelf: TaskShelf
  var db: Database { reader.db }

  /// - Parameter shelf: where replaying lets changes of tasks wait; a command's are written at once.
  init(_ entry: JournalEntry, reader: Reader, shelf: TaskShelf? = nil) {
    (self.entry, self.reader, self.shelf) = (entry, reader, shelf ?? TaskShelf(reader.db))
  }

  /// - Returns: the number of the run that the entry started, if it did.
  func apply() throws -> Int64? {
    reader.memory?.forget(after: entry.fact.kind)
    defer { reader.memory?.forget(after: entry.fact.kind) }
    try shelf.begin(at: entry.at, entry.fact.kind)
    switch entry.fact {
    case .officeOpened(let opening): try openOffice(opening)
    case .rosterImported(let roster): try RosterProjection(db: db, renamedAt: try reader.edition() >= 2 ? entry.at : nil).apply(roster)
    case .semesterAdded(let semester): try addSemester(semester)
    case .holidaysImported(let notice): try adopt(notice)
    case .workflowInstalled(let text): try install(workflow: text.text)
    case .schemeInstalled(let text): try install(scheme: text.text)
    case .runStarted(let start): return try runs.start(start)
    case .dayTurned(let turn):
      if let edition = turn.edition { try execute("UPDATE office SET edition = ?", [edition]) }
      try runs.turn(to: turn.day)
    case .taskSubmitted(let submission): try submit(submission)
    case .taskAccepted(let opinion): try decide(opinion, .accepted)
    case .taskReturned(let opinion): try decide(opinion, .returned)
    case .taskWaived(let opinion): try decide(opinion, .waived)
    case .taskClaimed(let opinion): try hand(opinion.task, to: entry.behalf ?? entry.actor)
    case .taskDelegated(let addressing): try hand(addressing.task, to: addressing.people.first)
    case .taskWithdrawn(let opinion): try withdraw(opinion)
    // That it happened is all there is to it.
    case .taskUrged: break
    case .taskCopied(let addressing):
      for person in addressing.people {
        try execute("INSERT OR IGNORE INTO task_copy (person, task) VALUES (?, ?)", [person, addressing.task])
      }
    case .reviewDecided(let decision):
      try ReviewProjection(runs).decide(decision, by: entry.behalf ?? entry.actor, at: entry.at)
    case .reviewersAdded(let addition): try ReviewProjection(runs).add(addition)
    case .reviewResubmitted(let resubmission): try ReviewProjection(runs).resubmit(resubmission)
    case .runSuspended(let reason): try runs.suspend(reason.run)
    case .runResumed(let reason): try runs.resume(reason.run)
    case .runCancelled(let reason): try runs.callOff(reason.run)
    case .phaseReopened(let reopening): try runs.reopen(reopening.run, reopening.state)
    case .parametersChanged(let change): try runs.change(change)
    case .runsMigrated(let migration): try runs.migrate(migration)
    case .absenceAdded(let absence): try add(absence)
    case .absenceRemoved(let removal): try execute("DELETE FROM absence WHERE id = ?", [removal.absence])
    case .planDrafted(let draft): try PlanProjection(db: db, at: entry.at).draft(draft)
    case .planPublished(let publication): try PlanProjection(db: db, at: entry.at).publish(publication)
    case .draftKept(let name): try KeptDraftProjection(db: db, at: entry.at).keep(name)
    case .draftDropped(let name): try KeptDraftProjection(db: db, at: entry.at).drop(name)
    case .recordsEntered(let batch): try RecordProjection(self).enter(batch)
    case .recordsWithdrawn(let withdrawal): try RecordProjection(self).withdraw(withdrawal.records, reason: withdrawal.reason)
    case .titleRevoked(let revocation): try RecordProjection(self).revoke(revocation)
    case .resultsPublished(let publication): try PublicationProjection(self).publish(publication)
    case .consequenceDecided(let decision): try PublicationProjection(self).decide(decision)
    case .personErased(let erasure):
      for sha256 in erasure.evidence {
        try execute("INSERT OR IGNORE INTO erased_evidence (sha256, person) VALUES (?, ?)", [sha256, erasure.pseudonym])
      }
      try execute("UPDATE person SET posts = '[]' WHERE id = ?", [erasure.pseudonym])
      try revokeTokens(ofErased: erasure.pseudonym)
    case .retentionSet(let setting): try execute("INSERT OR REPLACE INTO retention (id, access_days) VALUES (1, ?)", [setting.accessDays])
    case .feedTokenIssued(let token): try issue(token)
    case .feedTokenRevoked(let revocation): try revoke(revocation)
    // Passwords stand beside the journal, which says who gave and took them.
    case .deviceIssued, .deviceRevoked: break
    }
    return nil
  }

  var runs: RunProjection { RunProjection(reader: reader, shelf: shelf, at: entry.at) }

  func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
