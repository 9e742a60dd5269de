/// How often a task's days moved: calendars need it, so that what they were told before gives way (RFC 5545 section 3.8.7.4).
///
/// Moves of before were told by the time of the last change alone, and are not counted: `FollowRule` says which are.
extension SchemaStep {
  static let taskMoves = SchemaStep(
    name: "tasks: how often their days moved",
    sql: "ALTER TABLE task ADD COLUMN moves INTEGER NOT NULL DEFAULT 0 CHECK (moves >= 0)")
}
