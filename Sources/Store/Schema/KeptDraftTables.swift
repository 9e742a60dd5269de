/// Drafts that were put aside under a name.
extension SchemaStep {
  static let keptDrafts = SchemaStep(
    name: "plans: kept drafts",
    sql: """
      CREATE TABLE kept_draft (
        semester TEXT NOT NULL REFERENCES semester, studio TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''), kept INTEGER NOT NULL,
        sessions TEXT NOT NULL CHECK (json_valid(sessions)), unplaced TEXT NOT NULL CHECK (json_valid(unplaced)),
        PRIMARY KEY (semester, studio, name)
      ) STRICT, WITHOUT ROWID;
      """,
    derived: ["kept_draft"])
}
