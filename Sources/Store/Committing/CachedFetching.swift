import GRDB

// Within this module a statement is compiled once for each connection, however it is run: these take the place of GRDB's functions of the
// same names, which compile anew on every call. The texts are constants, or vary in a few ways only.

extension Database {
  /// Runs one statement, compiled once.
  func execute(sql: String, arguments: StatementArguments) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Runs statements that are not run again, one after the other.
  func execute(sql: String) throws {
    let statements = try allStatements(sql: sql)
    while let statement = try statements.next() { try statement.execute() }
  }
}

extension Row {
  /// The first row of a statement that is compiled once.
  static func fetchOne(_ db: Database, sql: String, arguments: StatementArguments) throws -> Row? {
    try fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
  }

  /// The first row of a statement that is compiled once.
  static func fetchOne(_ db: Database, sql: String) throws -> Row? { try fetchOne(db.cachedStatement(sql: sql)) }

  /// Every row of a statement that is compiled once.
  static func fetchAll(_ db: Database, sql: String, arguments: StatementArguments) throws -> [Row] {
    try fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
  }

  /// Every row of a statement that is compiled once.
  static func fetchAll(_ db: Database, sql: String) throws -> [Row] { try fetchAll(db.cachedStatement(sql: sql)) }
}

extension DatabaseValueConvertible where Self: StatementColumnConvertible {
  /// The first value of a statement that is compiled once.
  static func fetchOne(_ db: Database, sql: String, arguments: StatementArguments) throws -> Self? {
    try fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
  }

  /// The first value of a statement that is compiled once.
  static func fetchOne(_ db: Database, sql: String) throws -> Self? { try fetchOne(db.cachedStatement(sql: sql)) }

  /// Every value of a statement that is compiled once.
  static func fetchAll(_ db: Database, sql: String, arguments: StatementArguments) throws -> [Self] {
    try fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
  }

  /// Every value of a statement that is compiled once.
  static func fetchAll(_ db: Database, sql: String) throws -> [Self] { try fetchAll(db.cachedStatement(sql: sql)) }
}
