import GRDBSQLite

/// A bare connection for what is written or measured past the office.
final class Raw {
  struct Failure: Error {
    var message: String
  }

  private var connection: OpaquePointer?

  init(_ path: String) throws {
    guard sqlite3_open(path, &connection) == SQLITE_OK else { throw Failure(message: "cannot open \(path)") }
    sqlite3_busy_timeout(connection, 10_000)
  }

  deinit { sqlite3_close(connection) }

  func run(_ sql: String) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
      throw Failure(message: String(cString: sqlite3_errmsg(connection)))
    }
  }

  /// The first column of the first row.
  func text(_ sql: String) throws -> String {
    let statement = try RawStatement(self, sql)
    return try statement.row { statement in sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "" } ?? ""
  }

  fileprivate func prepare(_ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil) == SQLITE_OK, let statement else {
      throw Failure(message: String(cString: sqlite3_errmsg(connection)))
    }
    return statement
  }

  fileprivate var message: String { String(cString: sqlite3_errmsg(connection)) }
}

/// A prepared statement of a bare connection.
final class RawStatement {
  private let raw: Raw
  private let statement: OpaquePointer

  init(_ raw: Raw, _ sql: String) throws { (self.raw, statement) = (raw, try raw.prepare(sql)) }

  deinit { sqlite3_finalize(statement) }

  func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(statement, index, value) }

  func bind(_ index: Int32, _ value: String?) {
    guard var value else {
      sqlite3_bind_null(statement, index)
      return
    }
    value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        _ = sqlite3_bind_text(statement, index, text.baseAddress, Int32(text.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
      }
    }
  }

  func run() throws {
    defer { sqlite3_reset(statement) }
    guard sqlite3_step(statement) == SQLITE_DONE else { throw Raw.Failure(message: raw.message) }
  }

  func row<T>(_ read: (OpaquePointer) -> T) throws -> T? {
    defer { sqlite3_reset(statement) }
    return sqlite3_step(statement) == SQLITE_ROW ? read(statement) : nil
  }
}
