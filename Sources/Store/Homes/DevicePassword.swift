public import Foundation
import GRDB

/// A password of one device, as it is kept: never the password itself.
public struct DevicePasswordRecord: Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// Whose.
  public var person: String
  /// Which device.
  public var label: String
  /// The part of the password that finds the row; it proves nothing.
  public var tag: String
  /// scrypt's salt and output (RFC 7914).
  public var salt: Data
  public var hash: Data
  /// scrypt's N, r and p.
  public var rounds: Int
  public var block: Int
  public var lanes: Int
  /// Milliseconds since 1970.
  public var issued: Int64
  public var used: Int64?
  public var revoked: Int64?

  /// A password.
  public init(
    id: Int64, person: String, label: String, tag: String, salt: Data, hash: Data, rounds: Int, block: Int, lanes: Int, issued: Int64,
    used: Int64? = nil, revoked: Int64? = nil
  ) {
    (self.id, self.person, self.label, self.tag, self.salt, self.hash) = (id, person, label, tag, salt, hash)
    (self.rounds, self.block, self.lanes) = (rounds, block, lanes)
    (self.issued, self.used, self.revoked) = (issued, used, revoked)
  }

  fileprivate init(row: Row) {
    self.init(
      id: row["id"], person: row["person"], label: row["label"], tag: row["tag"], salt: row["salt"], hash: row["hash"],
      rounds: row["rounds"], block: row["block"], lanes: row["lanes"], issued: row["issued"], used: row["used"], revoked: row["revoked"])
  }
}

extension Reader {
  /// Every password that was issued, or those of one person, oldest first.
  public func devicePasswords(of person: String? = nil) throws -> [DevicePasswordRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM device_password WHERE person = coalesce(?, person) ORDER BY id", arguments: [person])
      .map(DevicePasswordRecord.init(row:))
  }

  /// The password that still counts, by whose it is and its tag.
  public func devicePassword(of person: String, tag: String) throws -> DevicePasswordRecord? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM device_password WHERE person = ? AND tag = ? AND revoked IS NULL"), arguments: [person, tag]
    ).map(DevicePasswordRecord.init(row:))
  }

  /// Whether a password still counts.
  public func isDevicePasswordLive(_ id: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM device_password WHERE id = ? AND revoked IS NULL)"), arguments: [id]) ?? false
  }
}

extension Transaction {
  /// Keeps a password.
  /// - Returns: its number; the one of the record is not looked at.
  public func add(_ password: DevicePasswordRecord) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO device_password (person, label, tag, salt, hash, rounds, block, lanes, issued) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        password.person, password.label, password.tag, password.salt, password.hash, password.rounds, password.block, password.lanes, at,
      ])
    return db.lastInsertedRowID
  }

  /// Ends a password.
  /// - Returns: whether it still counted.
  public func revokeDevicePassword(_ id: Int64) throws -> Bool {
    try db.execute(sql: "UPDATE device_password SET revoked = ? WHERE id = ? AND revoked IS NULL", arguments: [at, id])
    return db.changesCount > 0
  }

  /// Notes that a password was used now.
  public func touchDevicePassword(_ id: Int64) throws {
    try db.execute(sql: "UPDATE device_password SET used = ? WHERE id = ?", arguments: [at, id])
  }
}
