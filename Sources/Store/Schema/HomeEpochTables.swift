/// Which life of the office its calendars count in: a restored one goes back, and their numbers with it. No row is the first life.
extension SchemaStep {
  static let homeEpoch = SchemaStep(
    name: "calendar homes: epoch",
    sql: """
      CREATE TABLE home_epoch (id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL CHECK (epoch > 0)) STRICT;
      """)
}
