public import AcademicCalendar
public import Evaluation
import GRDB

/// A publication as it is listed.
public struct PublicationRecord: Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// The scheme.
  public var scheme: String
  /// Its version.
  public var version: Int
  /// The period.
  public var period: EvaluationPeriod
  /// Parameters that were set for it.
  public var parameters: [String: String]
  /// The last journal entry that was taken into account.
  public var through: Int64
  /// The names of the indicators.
  public var indicators: [String]
  /// Milliseconds since 1970.
  public var at: Int64
  /// Who published it.
  public var actor: String
  /// How many results it has, those that were replaced since included.
  public var count: Int
}

/// What follows from a published result.
public struct ConsequenceRecord: Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// The publication.
  public var publication: Int64
  /// The scheme.
  public var scheme: String
  /// The key of the period.
  public var period: String
  /// Whom it concerns.
  public var subject: SubjectReference
  /// Its identifier in the scheme.
  public var name: String
  /// What people call it.
  public var title: String
  /// The clause.
  public var cite: String?
  /// What it does.
  public var kind: EffectKind
  /// The list, title or role.
  public var target: String
  /// How much.
  public var amount: Double?
  /// How far it is.
  public var state: ConsequenceState
  /// The opinion of whoever decided.
  public var note: String?
}

extension Reader {
  /// Publications, the newest first.
  public func publications(of scheme: String? = nil, period: String? = nil) throws -> [PublicationRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT publication.*, (SELECT count(*) FROM result WHERE publication = publication.id) AS count FROM publication
        WHERE (?1 IS NULL OR scheme = ?1) AND (?2 IS NULL OR period = ?2) ORDER BY id DESC
        """, arguments: [scheme, period]
    ).compactMap { row in
      guard let first = Day(rawValue: row["first_day"]), let last = Day(rawValue: row["last_day"]) else { return nil }
      return PublicationRecord(
        id: row["id"], scheme: row["scheme"], version: row["version"],
        period: EvaluationPeriod(key: row["period"], title: row["title"], days: first...max(first, last)),
        parameters: try StableJSON.read(row["parameters"]), through: row["through"], indicators: try StableJSON.read(row["indicators"]),
        at: row["at"], actor: row["actor"], count: row["count"])
    }
  }

  /// The day as of which a publication was judged; nil where that was the day of publishing. Only the journal says it.
  public func asOf(ofPublication id: Int64) throws -> Day? {
    let text = try String.fetchOne(
      db, sql: "SELECT json_extract(payload, '$.asOf') FROM journal WHERE kind = ? ORDER BY seq LIMIT 1 OFFSET ?",
      arguments: [Fact.Kind.resultsPublished.rawValue, id - 1])
    return text.flatMap { Day($0) }
  }

  /// What a publication froze, by the subject's code; of those replaced since, only where they are asked for.
  public func frozen(_ publication: Int64, withReplaced: Bool = true) throws -> [FrozenResult] {
    try String.fetchAll(
      db, sql: "SELECT frozen FROM result WHERE publication = ? \(withReplaced ? "" : "AND replaced IS NULL") ORDER BY subject",
      arguments: [publication]
    ).map { try StableJSON.read($0) }
  }

  /// What follows from published results, by number.
  public func consequences(of scheme: String? = nil, period: String? = nil, withReplaced: Bool = false) throws -> [ConsequenceRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT consequence.*, result.name AS subject_name, result.scheme, result.period FROM consequence
        JOIN result ON result.id = consequence.result
        WHERE (?1 IS NULL OR result.scheme = ?1) AND (?2 IS NULL OR result.period = ?2) \(withReplaced ? "" : "AND state <> 'replaced'")
        ORDER BY consequence.id
        """, arguments: [scheme, period]
    ).compactMap(ConsequenceRecord.init(row:))
  }

  /// Runs of a workflow of decisions that go on, by the number of the consequence that each is about.
  public func decisions(in workflow: String) throws -> [Int64: Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT CAST(json_extract(parameters, '$.consequence') AS INTEGER) AS consequence, id FROM run
        WHERE workflow = ? AND status = 'active' AND json_extract(parameters, '$.consequence') IS NOT NULL
        """, arguments: [workflow])
    return Dictionary(rows.map { ($0["consequence"], $0["id"]) }, uniquingKeysWith: { $1 })
  }

  /// One consequence.
  public func consequence(_ id: Int64) throws -> ConsequenceRecord? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT consequence.*, result.name AS subject_name, result.scheme, result.period FROM consequence
        JOIN result ON result.id = consequence.result WHERE consequence.id = ?
        """, arguments: [id]
    ).flatMap(ConsequenceRecord.init(row:))
  }
}

extension ConsequenceRecord {
  fileprivate init?(row: Row) {
    guard let kind = SchemeSubject.Kind(rawValue: row["subject_kind"]), let effect = EffectKind(rawValue: row["kind"]),
      let state = ConsequenceState(rawValue: row["state"])
    else { return nil }
    self.init(
      id: row["id"], publication: row["publication"], scheme: row["scheme"], period: row["period"],
      subject: SubjectReference(kind, id: row["subject"], name: row["subject_name"]), name: row["name"], title: row["title"],
      cite: row["cite"], kind: effect, target: row["target"], amount: row["amount"], state: state, note: row["note"])
  }
}
