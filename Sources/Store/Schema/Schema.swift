import GRDB

/// One step of the schema. Steps are only ever appended: a database of any age is brought up to date by those it lacks.
struct SchemaStep: Sendable {
  /// What the database remembers it by.
  var name: String
  /// What it does.
  var sql: String
  /// The tables it brings that follow from the journal, children before parents. The others hold what is kept beside the journal.
  var derived: [String] = []
  /// What is deleted of the others when a person is erased: statements that name the person `:person`.
  var personal: [String] = []
}

/// The tables. The schema holds the constraints.
enum Schema {
  /// `PRAGMA application_id`: "JIAO".
  static let applicationID: Int32 = 0x4A49_414F

  /// Every step in order.
  static let steps: [SchemaStep] = [
    .officeTables, .records, .privacyTables, .calendarHomes, .takingUp, .feedTokens, .quickChecks, .calendarHomeTimes, .keptDrafts,
    .taskHistory, .quickRosterChecks, .fewerPages, .editions, .struckTasks, .homeEpoch, .calendarHomePeriods, .schoolNames,
  ]

  /// What is deleted of tables beside the journal when a person (`:person`) is erased, children before parents.
  static let personalTables = steps.reversed().flatMap(\.personal)

  /// `PRAGMA user_version` of the newest step.
  static var version: Int32 { Int32(steps.count) }

  /// Every table that follows from the journal, children before parents.
  static let derived = steps.reversed().flatMap(\.derived)

  /// An empty database in memory, for rebuilding from a journal.
  static func inMemory(checksReferences: Bool = true) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = checksReferences
    let queue = try DatabaseQueue(configuration: configuration)
    try migrator.migrate(queue)
    return queue
  }

  static var migrator: DatabaseMigrator { migrator(steps) }

  static func migrator(_ steps: [SchemaStep]) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (index, step) in steps.enumerated() {
      migrator.registerMigration(step.name) { db in
        try db.execute(sql: step.sql)
        try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(index + 1);")
      }
    }
    return migrator
  }
}
