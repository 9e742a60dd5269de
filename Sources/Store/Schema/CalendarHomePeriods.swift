/// Dates of a recurring event may have a length of their own (RFC 5545 section 3.8.5.2), which earlier indexes did not know: such an object is
/// looked at whatever the time, until it is written again.
extension SchemaStep {
  static let calendarHomePeriods = SchemaStep(
    name: "calendar homes: periods",
    sql: """
      UPDATE home_resource SET last = 9223372036854775807 WHERE instr(upper(CAST(body AS TEXT)), 'VALUE=PERIOD') > 0;
      """)
}
