import AcademicCalendar
import GRDB
import GRDBSQLite
import Glibc

/// A statement of the hottest paths, bound and stepped through SQLite's C interface: no boxed values, no copied rows.
///
/// GRDB compiles and owns the statement; this borrows it while the connection is in use. One use at a time: bind, then run or read.
struct Prepared {
  private let statement: Statement
  private let raw: OpaquePointer

  init(_ db: Database, _ sql: String) throws { try self.init(db.cachedStatement(sql: sql)) }

  /// One whose values may be bound already.
  /// - Throws: where it is in the middle of giving rows to somebody else.
  init(_ statement: Statement) throws {
    (self.statement, raw) = (statement, statement.sqliteStatement)
    guard sqlite3_stmt_busy(raw) == 0 else {
      throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "one use at a time", sql: statement.sql)
    }
    // GRDB leaves a statement that it has run where it ended. There SQLite takes no values, and would run it with the last ones.
    sqlite3_reset(raw)
  }

  /// The same for another use of whoever keeps it.
  /// - Throws: where it is in the middle of giving rows to somebody else.
  func again() throws -> Prepared { try Prepared(statement) }

  // MARK: Binding, from 1

  @discardableResult
  func bind(_ index: Int32, _ value: Int64?) throws -> Prepared {
    try took(value.map { sqlite3_bind_int64(raw, index, $0) } ?? sqlite3_bind_null(raw, index))
  }

  @discardableResult
  func bind(_ index: Int32, _ value: Int32?) throws -> Prepared { try bind(index, value.map(Int64.init)) }

  @discardableResult
  func bind(_ index: Int32, _ value: String?) throws -> Prepared {
    guard var value else { return try took(sqlite3_bind_null(raw, index)) }
    // SQLite copies the bytes.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let code = value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        // An empty string has no bytes to point at, and a null pointer would be NULL.
        text.count == 0
          ? sqlite3_bind_text(raw, index, "", 0, transient) : sqlite3_bind_text(raw, index, text.baseAddress, Int32(text.count), transient)
      }
    }
    return try took(code)
  }

  /// A value that was not taken must not be passed over: the statement would run with another one.
  private func took(_ code: Int32) throws -> Prepared {
    guard code == SQLITE_OK else { throw failure(code) }
    return self
  }

  // MARK: Running

  /// Runs a statement that gives no row.
  func run() throws {
    defer { sqlite3_reset(raw) }
    _ = try step()
  }

  /// The first row, read while it stands.
  func first<T>(_ read: (Prepared) throws -> T) throws -> T? {
    defer { sqlite3_reset(raw) }
    return try step() ? try read(self) : nil
  }

  /// Every row, each read while it stands.
  func each(_ read: (Prepared) throws -> Void) throws {
    defer { sqlite3_reset(raw) }
    while try step() { try read(self) }
  }

  /// Whether both give the same rows in the same order.
  func isSame(as other: Prepared) throws -> Bool {
    defer {
      sqlite3_reset(raw)
      sqlite3_reset(other.raw)
    }
    guard sqlite3_column_count(raw) == sqlite3_column_count(other.raw) else { return false }
    while true {
      let (hasOne, hasOther) = (try step(), try other.step())
      guard hasOne, hasOther else { return hasOne == hasOther }
      for column in 0..<sqlite3_column_count(raw) where !isSame(column, other) { return false }
    }
  }

  private func isSame(_ column: Int32, _ other: Prepared) -> Bool {
    let type = sqlite3_column_type(raw, column)
    guard type == sqlite3_column_type(other.raw, column) else { return false }
    switch type {
    case SQLITE_INTEGER: return integer(column) == other.integer(column)
    case SQLITE_FLOAT: return sqlite3_column_double(raw, column) == sqlite3_column_double(other.raw, column)
    case SQLITE_NULL: return true
    default:
      let (bytes, others) = (sqlite3_column_blob(raw, column), sqlite3_column_blob(other.raw, column))
      let count = sqlite3_column_bytes(raw, column)
      guard count == sqlite3_column_bytes(other.raw, column) else { return false }
      guard let bytes, let others else { return count == 0 }
      return memcmp(bytes, others, Int(count)) == 0
    }
  }

  private func step() throws -> Bool {
    let code = sqlite3_step(raw)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    throw failure(sqlite3_extended_errcode(sqlite3_db_handle(raw)))
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(sqlite3_db_handle(raw))), sql: statement.sql)
  }

  // MARK: Columns of the row that stands, from 0

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }
  func day(_ column: Int32) -> Day? { optionalInteger(column).flatMap(Int32.init(exactly:)).flatMap(Day.init(rawValue:)) }
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }
  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  func text(_ column: Int32) -> String {
    let count = Int(sqlite3_column_bytes(raw, column))
    guard count > 0, let bytes = sqlite3_column_text(raw, column) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
}
