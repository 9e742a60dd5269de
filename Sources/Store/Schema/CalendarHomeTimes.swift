/// When a calendar of a home last changed, for programs that go by Last-Modified. Change numbers stay what everything else goes by.
extension SchemaStep {
  static let calendarHomeTimes = SchemaStep(
    name: "calendar home times",
    sql: """
      ALTER TABLE home_collection ADD COLUMN modified INTEGER NOT NULL DEFAULT 0;
      UPDATE home_collection SET modified = max(created, coalesce((SELECT max(modified) FROM home_resource WHERE collection = home_collection.id), 0));
      """)
}
