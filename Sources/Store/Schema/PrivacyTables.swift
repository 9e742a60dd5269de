/// Telephones, who looked at whose records, how long that is kept, and what was erased.
extension SchemaStep {
  static let privacyTables = SchemaStep(
    name: "privacy", sql: telephone + access + erased,
    derived: ["erased_evidence", "retention"])

  private static let telephone = "ALTER TABLE person ADD COLUMN phone TEXT;"

  // Looks are no facts of the office: they stand beside the journal, and grow old.
  private static let access = """
    CREATE TABLE retention (id INTEGER PRIMARY KEY CHECK (id = 1), access_days INTEGER NOT NULL CHECK (access_days BETWEEN 30 AND 36500)) STRICT;
    CREATE TABLE access_log (
      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL CHECK (actor <> ''),
      action TEXT NOT NULL, person TEXT NOT NULL CHECK (person <> ''), what TEXT NOT NULL
    ) STRICT;
    CREATE INDEX access_log_person ON access_log (person, at);
    CREATE INDEX access_log_at ON access_log (at);
    CREATE TRIGGER access_log_keeps_text BEFORE UPDATE ON access_log BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;
    CREATE TRIGGER access_log_keeps_rows BEFORE DELETE ON access_log
      WHEN OLD.at >= (SELECT now FROM office) - coalesce((SELECT access_days FROM retention), 730) * 86400000
      BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;
    """

  private static let erased = """
    CREATE TABLE erased_evidence (
      sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), person TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
