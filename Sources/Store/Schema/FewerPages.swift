/// A step is as fast as the pages are few that it changes: each is written and synced.
///
/// The time of the last entry is in the journal. And whoever asks for the tasks of some days with a status reads nearly the same pages whether or not
/// the index holds it (a million tasks, a tenth of them accepted, nothing in memory: the same second), while an index that does changes with every
/// step.
extension SchemaStep {
  static let fewerPages = SchemaStep(
    name: "office: the journal has the time",
    sql: """
      DROP TRIGGER access_log_keeps_rows;
      CREATE TRIGGER access_log_keeps_rows BEFORE DELETE ON access_log
        WHEN OLD.at >= (SELECT at FROM journal ORDER BY seq DESC LIMIT 1) - coalesce((SELECT access_days FROM retention), 730) * 86400000
        BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;
      ALTER TABLE office DROP COLUMN now;
      DROP INDEX task_day;
      CREATE INDEX task_day ON task (coalesce(due, opens));
      """)
}
