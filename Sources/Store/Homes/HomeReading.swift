public import Foundation
import GRDB

/// What stands in a home.
extension Reader {
  /// The calendars of a person: the office's first, then their own in the order in which they were made.
  public func homeCollections(of person: String) throws -> [HomeCollectionRecord] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT *, \(HomeEpoch.column) FROM home_collection WHERE person = ? ORDER BY kind = 'own', kind, id"),
      arguments: [person]
    ).map(HomeCollectionRecord.init(row:))
  }

  /// A calendar of a person by its name.
  public func homeCollection(_ name: String, of person: String) throws -> HomeCollectionRecord? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT *, \(HomeEpoch.column) FROM home_collection WHERE person = ? AND name = ?"),
      arguments: [person, name]
    ).map(HomeCollectionRecord.init(row:))
  }

  private static let columns = "name, uid, component, etag, size, created, modified, change, properties"

  /// The resources of a calendar by name.
  /// - Parameters:
  ///   - during: seconds since 1970 that a resource's span must meet.
  ///   - component: what it must be.
  ///   - hasBodies: whether the octets are wanted.
  public func homeResources(
    in collection: Int64, during: ClosedRange<Int64>? = nil, component: String? = nil, hasBodies: Bool
  ) throws -> [HomeResourceRecord] {
    var sql = "SELECT \(Self.columns)\(hasBodies ? ", body" : "") FROM home_resource WHERE collection = ?"
    var arguments: StatementArguments = [collection]
    if let during {
      sql += " AND last >= ? AND first <= ?"
      arguments += [during.lowerBound, during.upperBound]
    }
    if let component {
      sql += " AND component = ?"
      arguments += [component]
    }
    let rows = try Row.fetchCursor(db.cachedStatement(sql: sql + " ORDER BY name"), arguments: arguments)
    var records: [HomeResourceRecord] = []
    while let row = try rows.next() { records.append(try HomeResourceRecord(row: row, hasBody: hasBodies)) }
    return records
  }

  /// A resource with its octets.
  public func homeResource(_ name: String, in collection: Int64) throws -> HomeResourceRecord? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(Self.columns), body FROM home_resource WHERE collection = ? AND name = ?"),
      arguments: [collection, name]
    ).map { try HomeResourceRecord(row: $0, hasBody: true) }
  }

  /// The name of the resource with that identifier.
  public func homeHolder(of uid: String, in collection: Int64) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT name FROM home_resource WHERE collection = ? AND uid = ?"), arguments: [collection, uid])
  }

  /// What changed after a number, or what is there after -1, the oldest change first, at most `limit` of them.
  ///
  /// What came and went since is told too: who brought it may not have looked since (RFC 6578 section 3.5.2).
  public func homeChanges(in collection: HomeCollectionRecord, after change: Int64, limit: Int) throws -> HomeChanges {
    guard change < collection.change else { return HomeChanges(changed: [], removed: [], change: collection.change, isTruncated: false) }
    let most = min(limit, 1_000_000)
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(Self.columns), 0 AS gone FROM home_resource WHERE collection = ?1 AND change > ?2
          UNION ALL
          SELECT name, '', '', '', 0, 0, 0, change, '{}', 1 FROM home_removal WHERE collection = ?1 AND change > ?2 AND ?2 >= 0
          ORDER BY change LIMIT ?3
          """), arguments: [collection.id, change, most + 1])
    let page = rows.prefix(most)
    let isTruncated = rows.count > most
    return HomeChanges(
      changed: try page.filter { $0["gone"] == 0 }.map { try HomeResourceRecord(row: $0, hasBody: false) },
      removed: page.filter { $0["gone"] == 1 }.map { $0["name"] },
      change: isTruncated ? page.last?["change"] ?? change : collection.change, isTruncated: isTruncated)
  }

  /// What is said of a task that was ticked off without what proves it, and when that was.
  public func homeTicks(of tasks: [Int64]) throws -> [Int64: HomeTick] {
    guard !tasks.isEmpty else { return [:] }
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM home_tick WHERE task IN (SELECT value FROM json_each(?))", arguments: [try StableJSON.text(tasks)])
    return Dictionary(
      uniqueKeysWithValues: rows.map { ($0["task"], HomeTick(at: $0["at"], attempts: $0["attempts"], message: $0["message"])) })
  }

  /// The number of the newest fact.
  public func newestFact() throws -> Int64 {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT seq FROM journal ORDER BY seq DESC LIMIT 1")) ?? 0
  }

  /// The octets in the calendars that people keep themselves, as far as they may matter within a span of seconds since 1970.
  public func ownHomeBodies(during: ClosedRange<Int64>) throws -> [(person: String, properties: [String: String], body: Data)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT person, home_collection.properties, body FROM home_resource JOIN home_collection ON home_collection.id = collection
        WHERE kind = 'own' AND component = 'VEVENT' AND last >= ? AND first <= ? ORDER BY person, collection, home_resource.name
        """, arguments: [during.lowerBound, during.upperBound]
    ).map { ($0["person"], try StableJSON.read($0["properties"]), $0["body"]) }
  }
}
