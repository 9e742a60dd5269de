import AcademicCalendar
import GRDB

extension Reader {
  /// Sessions that a school has to know of: those that are held there and those that take its people away, by day.
  public func sessions(school: String) throws -> [PublishedSession] {
    let condition = """
      place = ?1 OR task IN (SELECT task FROM session_person JOIN person ON person.id = session_person.person WHERE person.school = ?1)
      """
    return try PlanReader(db: db).published(where: condition, [school])
  }

  /// Tasks of the runs of a semester and of those that these started, cancelled ones included, by their day, then their number.
  public func tasks(inSemester semester: String) throws -> [TaskRecord] {
    let sql = """
      SELECT \(TaskRecord.columns) FROM task WHERE run IN (
        WITH RECURSIVE family (id) AS (SELECT id FROM run WHERE semester = ? UNION SELECT run.id FROM run JOIN family ON run.parent = family.id)
        SELECT id FROM family)
      ORDER BY due IS NULL, due, id
      """
    var tasks: [TaskRecord] = []
    try Prepared(db, sql).bind(1, semester).each { tasks.append(try TaskRecord($0)) }
    return tasks
  }
}
