/// What happened to a task is what the journal says of it: nothing is written twice. And tasks change in one place of the program, which says
/// when and calls their sessions off: no trigger does so any more behind each statement.
extension SchemaStep {
  static let taskHistory = SchemaStep(
    name: "tasks: the journal is their history",
    sql: """
      DROP TRIGGER task_changes;
      DROP TRIGGER task_takes_session;
      CREATE TABLE task_copy (
        person TEXT NOT NULL REFERENCES person, task INTEGER NOT NULL REFERENCES task, PRIMARY KEY (person, task)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO task_copy (person, task) SELECT DISTINCT person, task FROM task_log WHERE event = 'copy';
      DROP TABLE task_log;
      CREATE INDEX journal_task ON journal (payload ->> 'task') WHERE \(JournalEntry.isOfTask);
      """,
    derived: ["task_copy"])
}

extension JournalEntry {
  /// Whether an entry is about one task, as its index says it.
  static let isOfTask = "kind > 'task.' AND kind < 'task/'"
}
