import AcademicCalendar
import Evaluation
import GRDB
import Workflow

extension Projection {
  func openOffice(_ opening: OfficeOpening) throws {
    try execute(
      "INSERT INTO office (id, name, uid_domain, rehearsal, today, edition) VALUES (1, ?, ?, ?, NULL, ?)",
      [opening.name, opening.uidDomain, opening.isRehearsal, opening.edition ?? 0])
    for notice in opening.notices ?? [] { try adopt(notice) }
  }

  func addSemester(_ semester: Semester) throws {
    try execute(
      """
      INSERT INTO semester (id, school_year, term, first_day, weeks) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET first_day = excluded.first_day, weeks = excluded.weeks
      """, [semester.id, semester.schoolYear, semester.term, semester.firstDay.rawValue, semester.weeks])
    try runs.extendDuties()
  }

  /// Timers that count working days are set, or moved, by what the notice says.
  func adopt(_ notice: HolidayNotice) throws {
    let timers = try reader.edition() >= 1 ? try runs.timers() : []
    try execute("INSERT OR REPLACE INTO holiday_notice (year, json) VALUES (?, ?)", [notice.year, try StableJSON.text(notice)])
    reader.memory?.forget()
    try runs.moveTimers(from: timers)
  }

  func add(_ absence: Absence) throws {
    let (person, school): (String?, String?) =
      switch absence.subject {
      case .person(let id): (id, nil)
      case .school(let id): (nil, id)
      }
    try execute(
      "INSERT INTO absence (person, school, first_day, last_day, reason) VALUES (?, ?, ?, ?, ?)",
      [person, school, absence.from.rawValue, absence.through.rawValue, absence.reason])
  }

  func install(workflow text: String) throws {
    let definition = try WorkflowReader.read(text, file: "journal").definition
    try execute(
      "INSERT INTO workflow (id, version, title, text) VALUES (?, ?, ?, ?)", [definition.id, definition.version, definition.title, text])
  }

  func install(scheme text: String) throws {
    let scheme = try SchemeReader.read(text, file: "journal")
    try execute("INSERT INTO scheme (id, version, title, text) VALUES (?, ?, ?, ?)", [scheme.id, scheme.version, scheme.title, text])
  }
}
