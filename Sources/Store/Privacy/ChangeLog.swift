import AcademicCalendar
import GRDB

extension Reader {
  /// Facts that a person accepted or that are about a person, the newest first.
  /// - Parameters:
  ///   - person: somebody the fact names, or whose work, records, absence, calendar or run it names by number; nil is anybody.
  ///   - actor: who accepted it, or in whose name.
  ///   - limit: how many at most.
  public func changes(person: String?, actor: String?, limit: Int) throws -> [JournalLine] {
    try Row.fetchAll(
      db,
      sql: """
        WITH leave (id, payload) AS (SELECT row_number() OVER (ORDER BY seq), payload FROM journal WHERE kind = 'absence.added'),
          own (kind, id) AS (\(Self.ownRecords))
        SELECT seq, at, actor, behalf, kind, payload FROM journal
        WHERE (?1 IS NULL OR actor = ?1 OR behalf = ?1 OR instr(payload, '"' || ?1 || '"') > 0 OR \(Self.isAbout))
          AND (?2 IS NULL OR actor = ?2 OR behalf = ?2)
        ORDER BY seq DESC LIMIT ?3
        """, arguments: [person, actor, limit]
    ).map {
      JournalLine(
        sequence: $0["seq"], at: $0["at"], actor: $0["actor"], behalf: $0["behalf"], kind: $0["kind"], payload: $0["payload"])
    }
  }

  /// Absences by number, those that were taken back too.
  public func everyAbsence() throws -> [Int64: Absence] {
    // They are numbered as they came.
    let payloads = try String.fetchAll(db, sql: "SELECT payload FROM journal WHERE kind = 'absence.added' ORDER BY seq")
    return try Dictionary(uniqueKeysWithValues: payloads.enumerated().map { (Int64($0.offset) + 1, try StableJSON.read($0.element)) })
  }

  /// Whether a fact is about the person `?1`, though it names only a number.
  private static let isAbout = """
    CASE
      WHEN kind = 'absence.removed' THEN payload ->> 'absence' IN (SELECT id FROM leave WHERE instr(payload, '"' || ?1 || '"') > 0)
      WHEN kind = 'feed.token.revoked' THEN
        payload ->> 'token' IN (SELECT id FROM feed_token WHERE subject_kind = 'person' AND subject = ?1)
      WHEN kind = 'records.withdrawn' THEN EXISTS (
        SELECT 1 FROM json_each(payload, '$.records') AS named
        JOIN own ON own.kind = named.value ->> 'kind' AND own.id = named.value ->> 'number')
      WHEN kind = 'title.revoked' THEN payload ->> 'title' IN (SELECT id FROM own WHERE kind = 'title')
      WHEN kind = 'consequence.decided' THEN
        payload ->> 'consequence' IN (SELECT id FROM consequence WHERE subject_kind = 'person' AND subject = ?1)
      WHEN kind > 'review.' AND kind < 'review/' THEN
        payload ->> 'review' IN (SELECT review.id FROM review JOIN task ON task.id = review.task WHERE task.assignee = ?1)
      WHEN kind > 'run.' AND kind < 'run/' OR kind = 'phase.reopened' THEN
        payload ->> 'run' IN (SELECT id FROM run WHERE subject_kind = 'person' AND subject = ?1)
      ELSE payload ->> 'task' IN (SELECT id FROM task WHERE assignee = ?1)
    END
    """

  /// The records of the person `?1`, withdrawn or not, by kind and number.
  private static let ownRecords =
    (["hours", "attendance"].map { "SELECT '\($0)', id FROM \($0) WHERE person = ?1" }
    + ["SELECT 'activity', id FROM occasion WHERE person = ?1"]
    + ["outcome", "title", "money", "survey", "mark"]
    .map { "SELECT '\($0)', id FROM \($0) WHERE subject_kind = 'person' AND subject = ?1" }).joined(separator: " UNION ALL ")
}

/// A row of the journal as it stands, for those who look through it.
public struct JournalLine: Hashable, Sendable {
  /// Its number.
  public var sequence: Int64
  /// Milliseconds since 1970.
  public var at: Int64
  /// Who.
  public var actor: String
  /// In whose name, when that is somebody else.
  public var behalf: String?
  /// A `Fact.Kind`.
  public var kind: String
  /// JSON.
  public var payload: String
}
