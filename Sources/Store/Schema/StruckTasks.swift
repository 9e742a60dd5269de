/// Which tasks were struck from a list. They count for nothing, unlike those that people could have done and did not when their state was left.
extension SchemaStep {
  static let struckTasks = SchemaStep(
    name: "tasks: struck from a list",
    sql: "ALTER TABLE task ADD COLUMN struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1) AND (struck = 0 OR status = 'cancelled'));")
}
