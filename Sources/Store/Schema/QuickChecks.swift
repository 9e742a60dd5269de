/// The same constraints in a form that is checked without building a table.
///
/// For `IN` with more than two values SQLite fills a table each time it checks a row; comparisons joined by `OR` are checked as they stand. And
/// whoever writes a task says when, so that no trigger has to write it once more.
extension SchemaStep {
  static let quickChecks = SchemaStep(
    name: "tasks: quick checks",
    sql: """
      \(quicker(lists))
      DROP TRIGGER task_is_new;
      DROP TRIGGER task_changes;
      -- What a calendar shows of a task changed, by a statement that did not say when; that its first day came is no change.
      CREATE TRIGGER task_changes AFTER UPDATE OF status, assignee, title, due ON task
        WHEN NEW.modified = OLD.modified AND (
          (NEW.status <> OLD.status AND NOT (OLD.status = 'planned' AND NEW.status = 'open'))
          OR NEW.assignee IS NOT OLD.assignee OR NEW.title <> OLD.title OR NEW.due IS NOT OLD.due)
        BEGIN UPDATE task SET modified = (SELECT now FROM office) WHERE id = NEW.id; END;
      DROP INDEX task_pending;
      CREATE INDEX task_pending ON task (due) WHERE \(TaskRecord.isPending);
      """)

  /// Columns that hold one of several words.
  private static let lists: [(table: String, column: String, words: [String])] = [
    ("run", "status", ["active", "done", "cancelled"]),
    ("invocation", "status", ["active", "settled", "left"]),
    ("task", "status", ["planned", "open", "submitted", "accepted", "returned", "waived", "cancelled"]),
    ("task", "status", ["accepted", "waived", "cancelled"]),
    ("review", "status", ["active", "returned", "approved", "rejected", "left"]),
    ("review_seat", "verdict", ["approve", "return", "reject"]),
  ]

  /// The same for what a roster's rows hold.
  static let quickRosterChecks = SchemaStep(
    name: "roster: quick checks",
    sql: quicker([("membership", "role", ["主持人", "成员", "学员"]), ("lesson", "weeks", ["每周", "单周", "双周"])]))

  /// Statements after which the constraints compare with one word after the other.
  private static func quicker(_ lists: [(table: String, column: String, words: [String])]) -> String {
    """
    -- The texts of constraints change and no row does: https://www.sqlite.org/lang_altertable.html section 7.
    PRAGMA writable_schema = ON;
    \(lists.map { replacement($0.table, $0.column, $0.words) }.joined(separator: "\n"))
    PRAGMA writable_schema = RESET;
    """
  }

  private static func replacement(_ table: String, _ column: String, _ words: [String]) -> String {
    func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
    let list = "\(column) IN (\(words.map(quoted).joined(separator: ", ")))"
    let comparisons = "(\(words.map { "\(column) = \(quoted($0))" }.joined(separator: " OR ")))"
    return """
      UPDATE sqlite_schema SET sql = replace(sql, \(quoted(list)), \(quoted(comparisons))) WHERE type = 'table' AND name = \(quoted(table));
      """
  }
}

extension TaskRecord {
  /// Whether a task is still to be handed in, as its index says it.
  static let isPending = "(status = 'planned' OR status = 'open' OR status = 'returned')"
}
