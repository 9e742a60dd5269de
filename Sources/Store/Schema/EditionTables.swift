/// By which edition an office's facts are applied, and what the first edition keeps.
///
/// How often a task's days moved: calendars need it, so that what they were told before gives way (RFC 5545 section 3.8.7.4). When a run was in
/// the states that it has left. Whether a run was halted itself, and not with the one that started it. And an index says who decided a review.
extension SchemaStep {
  static let editions = SchemaStep(
    name: "office: editions",
    sql: """
      ALTER TABLE office ADD COLUMN edition INTEGER NOT NULL DEFAULT 0 CHECK (edition >= 0);
      ALTER TABLE task ADD COLUMN moves INTEGER NOT NULL DEFAULT 0 CHECK (moves >= 0);
      ALTER TABLE run ADD COLUMN past TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(past));
      ALTER TABLE run ADD COLUMN halted INTEGER NOT NULL DEFAULT 0 CHECK (halted IN (0, 1));
      CREATE INDEX journal_review ON journal (payload ->> 'review') WHERE kind = 'review.decided';
      """)
}
