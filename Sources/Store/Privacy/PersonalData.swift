public import Foundation
import GRDB

/// Everything an office keeps on one person: rows by table, as JSON.
public struct PersonalData: Sendable {
  /// Rows that name the person, by table: an object with a list of rows for each table. UTF-8.
  public var json: Data
  /// The evidence that the person handed in, or that stands for the person's tasks.
  public var evidence: [(name: String, sha256: String)]
}

extension Reader {
  /// Collects what is kept on a person.
  ///
  /// Any table whose column refers to a person takes part, those of later versions too: by its foreign keys, and by the columns that
  /// hold a staff number without one.
  public func personalData(of person: String) throws -> PersonalData {
    var tables: [String: [[String: Any]]] = [:]
    for table in try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    {
      guard let condition = try Self.condition(for: table, db) else { continue }
      // A row of the journal may speak of others too: its content is given only where it is the person's own word.
      let columns = table == "journal" ? Self.journalColumns : "*"
      let rows = try Row.fetchAll(db, sql: "SELECT \(columns) FROM \"\(table)\" WHERE \(condition)", arguments: ["person": person])
      if !rows.isEmpty { tables[table] = rows.map(Self.object) }
    }
    let evidence = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT name, sha256 FROM evidence
        WHERE task IN (SELECT id FROM task WHERE assignee = ?1 OR submitter = ?1) AND sha256 NOT IN (SELECT sha256 FROM erased_evidence)
        """, arguments: [person])
    let json = try JSONSerialization.data(withJSONObject: tables, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
    return PersonalData(json: json, evidence: evidence.map { ($0["name"], $0["sha256"]) })
  }

  /// Columns that name people by staff number but refer to no table: what an office's own hand may stand in too.
  private static let looseColumns: Set<String> = ["actor", "behalf", "submitter", "recorder", "owner", "person", "principal", "issuer"]
  /// What nobody may carry away: hashes of passwords and tokens.
  private static let secretColumns: Set<String> = ["hash", "salt", "token_hash", "password"]

  private static let journalColumns = """
    seq, at, actor, behalf, kind,
    CASE WHEN (actor = :person OR behalf = :person) AND kind <> 'roster.imported' THEN payload END AS payload
    """

  private static func condition(for table: String, _ db: Database) throws -> String? {
    if table == "person" { return "id = :person" }
    if table == "journal" { return "actor = :person OR behalf = :person OR instr(payload, '\"' || :person || '\"') > 0" }
    if table == "evidence" { return "task IN (SELECT id FROM task WHERE assignee = :person OR submitter = :person)" }
    let references = try Row.fetchAll(db, sql: "PRAGMA foreign_key_list(\"\(table)\")")
      .filter { $0["table"] == "person" }.map { $0["from"] as String }
    let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
    let found = Set(references).union(columns.filter(looseColumns.contains)).sorted()
    var conditions = found.map { "\"\($0)\" = :person" }
    // Records of people's work say whom they are about by kind and code.
    if columns.contains("subject_kind"), columns.contains("subject") { conditions.append("subject_kind = 'person' AND subject = :person") }
    return conditions.isEmpty ? nil : conditions.joined(separator: " OR ")
  }

  private static func object(_ row: Row) -> [String: Any] {
    var object: [String: Any] = [:]
    for (column, value) in row where !secretColumns.contains(column) {
      switch value.storage {
      case .int64(let number): object[column] = number
      case .double(let number): object[column] = number
      case .string(let text): object[column] = text
      case .blob(let data): object[column] = String(decoding: data, as: UTF8.self)
      case .null: break
      }
    }
    return object
  }
}
