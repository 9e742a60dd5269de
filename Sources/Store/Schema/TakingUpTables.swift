/// What a reopened run takes up again instead of doing it anew.
extension SchemaStep {
  static let takingUp = SchemaStep(
    name: "runs: taking up",
    sql: """
      CREATE TABLE take_up (run INTEGER NOT NULL REFERENCES run, invocation TEXT NOT NULL, PRIMARY KEY (run, invocation)) STRICT, WITHOUT ROWID;
      """,
    derived: ["take_up"])
}
