import Crypto
public import Foundation
import GRDB

/// What changes in a home. Every change of a calendar takes the next number of that calendar.
extension Transaction {
  /// Makes a calendar.
  public func createHomeCollection(
    _ name: String, of person: String, kind: HomeCollectionRecord.Kind, components: [String], properties: [String: String]
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO home_collection (person, name, kind, components, properties, change, created, modified, journal) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?6, ?7)
        """,
      arguments: [
        person, name, kind.rawValue, try StableJSON.text(components), try StableJSON.text(properties), at, kind == .own ? nil : 0,
      ])
  }

  /// Sets what clients keep with a calendar. That is a change of it: other programs of the teacher learn of a new name or colour.
  public func setHomeProperties(_ properties: [String: String], ofCollection id: Int64) throws {
    _ = try nextChange(of: id)
    try db.execute(sql: "UPDATE home_collection SET properties = ? WHERE id = ?", arguments: [try StableJSON.text(properties), id])
  }

  /// Sets what clients keep with a resource.
  public func setHomeProperties(_ properties: [String: String], of name: String, in collection: Int64) throws {
    try db.execute(
      sql: "UPDATE home_resource SET properties = ?, change = ? WHERE collection = ? AND name = ?",
      arguments: [try StableJSON.text(properties), try nextChange(of: collection), collection, name])
  }

  /// Gives a calendar another name in addresses.
  public func renameHomeCollection(_ id: Int64, to name: String) throws {
    try db.execute(sql: "UPDATE home_collection SET name = ? WHERE id = ?", arguments: [name, id])
  }

  /// Removes a calendar with all that is in it.
  public func removeHomeCollection(_ id: Int64) throws {
    try db.execute(sql: "DELETE FROM home_collection WHERE id = ?", arguments: [id])
  }

  /// Keeps a resource, in the place of one of the same name.
  /// - Returns: its entity tag: a hash of its octets.
  @discardableResult
  public func putHomeResource(_ draft: HomeResourceDraft, in collection: Int64) throws -> String {
    let etag = Self.etag(of: draft.body)
    let change = try nextChange(of: collection)
    try db.cachedStatement(sql: "DELETE FROM home_removal WHERE collection = ? AND name = ?").execute(arguments: [collection, draft.name])
    try db.cachedStatement(
      sql: """
        INSERT INTO home_resource (collection, name, uid, component, etag, size, created, modified, first, last, change, born, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?10, ?11)
        ON CONFLICT (collection, name) DO UPDATE SET uid = excluded.uid, component = excluded.component, etag = excluded.etag,
          size = excluded.size, modified = excluded.modified, first = excluded.first, last = excluded.last, change = excluded.change,
          body = excluded.body
        """
    ).execute(arguments: [
      collection, draft.name, draft.uid, draft.component, etag, draft.body.count, at, draft.first ?? .min, draft.last ?? .max, change,
      draft.body,
    ])
    return etag
  }

  /// Removes a resource, and remembers that it was there.
  public func removeHomeResource(_ name: String, in collection: Int64) throws {
    let change = try nextChange(of: collection)
    try db.cachedStatement(
      sql: """
        INSERT INTO home_removal (collection, name, change, born)
        SELECT collection, name, ?, born FROM home_resource WHERE collection = ? AND name = ?
        """
    ).execute(arguments: [change, collection, name])
    try db.cachedStatement(sql: "DELETE FROM home_resource WHERE collection = ? AND name = ?").execute(arguments: [collection, name])
  }

  /// Notes with which state of the journal a calendar of the office was compared. Its numbers never fall behind the journal's.
  public func markHomeCollection(_ id: Int64, journal: Int64, day: Int32) throws {
    try db.execute(sql: "UPDATE home_collection SET journal = ?, day = ? WHERE id = ?", arguments: [journal, day, id])
  }

  /// Brings a calendar's numbers up to the journal's, before what changed by it is written down.
  public func raiseHomeChange(of id: Int64, to journal: Int64) throws {
    try db.execute(sql: "UPDATE home_collection SET change = max(change, ?) WHERE id = ?", arguments: [journal, id])
  }

  /// Says of a task what is missing, or no longer says anything.
  ///
  /// The calendar that shows the task is to be made anew: nothing in the journal says so, and the program may end before it has done it.
  public func setHomeTick(of task: Int64, _ message: String?) throws {
    if let message {
      try db.execute(
        sql: """
          INSERT INTO home_tick (task, at, attempts, message) VALUES (?, ?, 1, ?)
          ON CONFLICT (task) DO UPDATE SET at = excluded.at, attempts = attempts + 1, message = excluded.message
          """, arguments: [task, at, message])
    } else {
      // How often it was tried stays: SEQUENCE never falls.
      try db.execute(sql: "UPDATE home_tick SET at = 0, message = '' WHERE task = ? AND at <> 0", arguments: [task])
    }
    guard db.changesCount > 0 else { return }
    try db.execute(
      sql: "UPDATE home_collection SET journal = 0 WHERE kind = ? AND person = (SELECT assignee FROM task WHERE id = ?)",
      arguments: [HomeCollectionRecord.Kind.tasks.rawValue, task])
  }

  private func nextChange(of collection: Int64) throws -> Int64 {
    try db.cachedStatement(sql: "UPDATE home_collection SET change = change + 1, modified = ? WHERE id = ?")
      .execute(arguments: [at, collection])
    return try Int64.fetchOne(db.cachedStatement(sql: "SELECT change FROM home_collection WHERE id = ?"), arguments: [collection]) ?? 0
  }

  /// The entity tag of octets: 128 bits of their SHA-256.
  public static func etag(of body: Data) -> String {
    SHA256.hash(data: body).prefix(16).map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }.joined()
  }
}
