/// When the name of a school changed last, in milliseconds since 1970; 0 where it never did. Calendars name schools as places.
extension SchemaStep {
  static let schoolNames = SchemaStep(
    name: "roster: names of schools",
    sql: "ALTER TABLE school ADD COLUMN renamed INTEGER NOT NULL DEFAULT 0 CHECK (renamed >= 0);")
}
