import AcademicCalendar
import Evaluation

/// How one source of records reads in SQL: the same words for every source, so that one query does for all.
struct MeasureTable {
  /// Tables and joins; rows that do not count are left out here or by `conditions`.
  var from: String
  /// What every row must fulfil.
  var conditions: [String] = []
  /// The word by which traces name a record: `task`, `hours`. An SQL expression.
  var kind: String
  /// The record's number.
  var id: String
  /// What traces call it.
  var title: String
  /// Whose it is, when that is a person.
  var person: String?
  /// Whose it is, when that is a school, studio or team.
  var own: [SchemeSubject.Kind: String] = [:]
  /// The school where it was held.
  var host: String?
  /// The one who was guided.
  var mentee: String?
  /// The days that it bears.
  var days: [RecordDay: String] = [:]
  /// For `in-force`: the first day and the last one, where the source has an interval.
  var interval: (first: String, last: String)?
  /// The columns that filters ask about.
  var filters: [FilterField: String] = [:]
  /// The columns that are summed, told apart or read.
  var fields: [RecordField: String] = [:]
  /// How much a row counts in a mean.
  var weight = "1.0"
  /// The condition of being done by the due day.
  var onTime: String?
}

extension MeasureTable {
  /// The table of a source; nil where its records are read another way.
  /// - Parameter role: how the subject stands to a record; some sources join more for it.
  static func of(_ query: MeasureQuery, period: EvaluationPeriod, heldBy last: Day?, edition: Int) -> MeasureTable? {
    switch query.source {
    case .tasks: tasks(by: query.day)
    case .sessions: sessions(withAttendance: query.role == .participant, heldBy: last)
    case .attendance: attendance(on: period.end.rawValue)
    case .hours: hours
    case .outcomes: outcomes
    case .titles: titles
    case .money: money
    case .surveys: surveys
    case .marks: marks(withOwn: query.filters[.judge] != nil || edition < 1)
    case .people: people(mentees: query.role == .mentee, on: period.end.rawValue)
    case .profile, .results: nil
    }
  }

  /// The columns of what is about a person, school, studio or team.
  private mutating func about(_ table: String) {
    person = "CASE \(table).subject_kind WHEN 'person' THEN \(table).subject END"
    for kind in [SchemeSubject.Kind.school, .studio, .team] {
      own[kind] = "CASE \(table).subject_kind WHEN '\(kind.rawValue)' THEN \(table).subject END"
    }
    fields[.person] = person
    conditions.append("\(table).withdrawn IS NULL")
  }

  /// Where somebody of this school belongs, as filters name it.
  static func unit(_ school: String) -> String { "CASE WHEN \(school) IS NULL THEN 'office' ELSE 'school' END" }

  private static func unit(of person: String) -> String {
    "(SELECT \(unit("member.school")) FROM person AS member WHERE member.id = \(person))"
  }

  /// - Parameter day: the day by which a task counts.
  private static func tasks(by day: RecordDay) -> MeasureTable {
    var table = MeasureTable(from: "task JOIN run ON run.id = task.run", kind: "'task'", id: "task.id", title: "task.title")
    // What no list has any more counts for nothing.
    table.conditions = ["NOT task.struck"]
    table.person = "task.assignee"
    table.mentee = "task.mentee"
    table.host = "task.school"
    let school = "coalesce(task.school, CASE run.subject_kind WHEN 'school' THEN run.subject END)"
    table.own = [.school: school, .studio: "CASE run.subject_kind WHEN 'studio' THEN run.subject END"]
    table.days = [
      .due: "coalesce(task.due, task.opens)", .opens: "task.opens", .done: "coalesce(task.submitted, task.settled)",
      .held: "(SELECT session.day FROM session WHERE session.task = task.id AND session.cancelled = 0)",
    ]
    table.filters = [
      .workflow: "run.workflow", .task: "substr(task.invocation, instr(task.invocation, '/') + 1)", .status: "task.status",
      .kind: "json_extract(task.activity, '$.kind')", .role: "task.role",
      .menteeTitle: """
      (SELECT title.title FROM title WHERE title.subject = task.mentee AND \(TitleInForce.on(table.days[day] ?? "NULL"))
        AND title.title IN (?) LIMIT 1)
      """,
    ]
    table.fields = [
      .person: "task.assignee", .assignee: "task.assignee", .mentee: "task.mentee", .school: school,
      .task: "substr(task.invocation, instr(task.invocation, '/') + 1)",
    ]
    table.onTime = "(task.due IS NULL OR coalesce(task.submitted, task.settled) <= task.due)"
    return table
  }

  /// Activities that were entered or signed in to, and sessions of the plan whose task was accepted.
  private static func sessions(withAttendance: Bool, heldBy last: Day?) -> MeasureTable {
    let last = last.map { String($0.rawValue) } ?? "coalesce((SELECT today FROM office), occasion.day)"
    let held = """
      (SELECT occasion.id, 'activity' AS label, occasion.title, occasion.kind, occasion.level, occasion.topic, occasion.mode, occasion.day,
        occasion.hours, occasion.periods, occasion.school, occasion.studio, occasion.person, run.workflow,
        substr(task.invocation, instr(task.invocation, '/') + 1) AS task
      FROM occasion LEFT JOIN task ON task.id = occasion.task LEFT JOIN run ON run.id = task.run
      WHERE occasion.withdrawn IS NULL AND occasion.day <= \(last)
      UNION ALL
      SELECT task.id, 'task', task.title, coalesce(json_extract(task.activity, '$.kind'), ''), '', '', '', session.day, session.length,
        session.length, session.place, CASE run.subject_kind WHEN 'studio' THEN run.subject END, task.assignee, run.workflow,
        substr(task.invocation, instr(task.invocation, '/') + 1)
      FROM session JOIN task ON task.id = session.task JOIN run ON run.id = task.run
      WHERE session.cancelled = 0 AND task.status = 'accepted' AND NOT EXISTS (SELECT 1 FROM occasion WHERE occasion.task = task.id)) AS held
      """
    let attending = " JOIN attendance ON attendance.occasion = held.id AND held.label = 'activity' AND attendance.withdrawn IS NULL"
    var table = MeasureTable(from: held + (withAttendance ? attending : ""), kind: "held.label", id: "held.id", title: "held.title")
    table.person = withAttendance ? "attendance.person" : "held.person"
    table.host = "held.school"
    table.own = [.school: "held.school", .studio: "held.studio"]
    table.days = [.held: "held.day", .done: "held.day", .dated: "held.day"]
    table.filters = [
      .workflow: "held.workflow", .task: "held.task", .kind: "held.kind", .level: "held.level", .topic: "held.topic", .mode: "held.mode",
    ]
    table.fields = [
      .periods: "held.periods", .hours: "held.hours", .person: withAttendance ? "attendance.person" : "held.person", .school: "held.school",
      .kind: "held.kind", .topic: "held.topic",
    ]
    return table
  }

  private static func attendance(on day: Int32) -> MeasureTable {
    var table = MeasureTable(
      from: "occasion JOIN attendance ON attendance.occasion = occasion.id", conditions: ["attendance.withdrawn IS NULL"],
      kind: "'attendance'", id: "attendance.id", title: "occasion.title")
    table.person = "attendance.person"
    table.host = "occasion.school"
    table.own = [.school: "occasion.school", .studio: "occasion.studio"]
    table.days = [.held: "occasion.day", .done: "occasion.day", .dated: "occasion.day"]
    table.filters = [
      .kind: "occasion.kind", .level: "occasion.level", .topic: "occasion.topic", .mode: "occasion.mode", .status: "attendance.status",
      // Those of the studio, or class, that the person is in and for which the workflow was started last.
      .workflow: """
      (SELECT 1 WHERE occasion.studio = (SELECT run.subject FROM run JOIN membership
          ON membership.studio = run.subject AND membership.person = attendance.person
        WHERE run.subject_kind = 'studio' AND run.status <> 'cancelled' AND run.started <= \(day) AND run.workflow IN (?)
        ORDER BY run.started DESC, run.id DESC LIMIT 1))
      """,
    ]
    table.fields = [
      .hours: "coalesce(attendance.hours, occasion.hours)", .person: "attendance.person", .session: "occasion.id", .topic: "occasion.topic",
      .school: "occasion.school",
    ]
    return table
  }

  private static let hours: MeasureTable = {
    var table = MeasureTable(
      from: "hours", conditions: ["hours.withdrawn IS NULL"], kind: "'hours'", id: "hours.id",
      title: "trim(hours.mode || ' ' || hours.topic || ' ' || hours.note)")
    table.person = "hours.person"
    table.days = [.dated: "hours.day", .done: "hours.day", .held: "hours.day"]
    table.filters = [
      .kind: "hours.kind", .level: "hours.level", .topic: "hours.topic", .mode: "hours.mode", .unit: unit(of: "hours.person"),
      // Who is exempt took part in nothing.
      .status: "CASE hours.status WHEN '' THEN '参训' ELSE hours.status END",
    ]
    table.fields = [.hours: "hours.hours", .credits: "hours.credits", .person: "hours.person", .topic: "hours.topic"]
    return table
  }()

  private static let outcomes: MeasureTable = {
    var table = MeasureTable(from: "outcome", kind: "'outcome'", id: "outcome.id", title: "outcome.title")
    table.about("outcome")
    table.days = [.dated: "outcome.day", .done: "outcome.day"]
    table.filters = [.kind: "outcome.kind", .level: "outcome.level", .rank: "outcome.rank", .status: "outcome.status"]
    table.fields.merge([.level: "outcome.level", .rank: "outcome.rank", .kind: "outcome.kind"]) { $1 }
    return table
  }()

  private static let titles: MeasureTable = {
    var table = MeasureTable(from: "title", kind: "'title'", id: "title.id", title: "title.title")
    table.about("title")
    table.days = [.dated: "title.granted", .inForce: "title.granted"]
    table.interval = ("title.granted", TitleInForce.last)
    table.filters = [
      .title: "title.title", .level: "title.level", .status: "CASE WHEN title.revoked IS NULL THEN '有效' ELSE '取消' END",
      .unit: unit(of: table.person ?? "NULL"),
    ]
    table.fields.merge([.title: "title.title", .level: "title.level", .day: "title.granted"]) { $1 }
    table.fields[.holder] = "title.subject_kind || ' ' || title.subject"
    return table
  }()

  private static let money: MeasureTable = {
    var table = MeasureTable(
      from: "money", kind: "'money'", id: "money.id", title: "trim(money.kind || ' ' || money.project)")
    table.about("money")
    table.days = [.dated: "money.day", .done: "money.day"]
    table.filters = [.kind: "money.kind", .status: "money.status"]
    table.fields[.amount] = "money.fen / 100.0"
    return table
  }()

  private static let surveys: MeasureTable = {
    var table = MeasureTable(
      from: "survey", kind: "'survey'", id: "survey.id", title: "survey.survey || ' ' || survey.item || ' ' || survey.respondents")
    table.about("survey")
    table.days = [.dated: "survey.day", .done: "survey.day"]
    table.filters = [.item: "survey.item", .judge: "survey.respondents"]
    table.fields[.score] = "survey.score"
    // A group's mean stands for as many as answered.
    table.weight = "survey.count"
    return table
  }()

  /// - Parameter withOwn: whether what those who are judged gave themselves is among them: only where it is asked for by name.
  private static func marks(withOwn: Bool) -> MeasureTable {
    var table = MeasureTable(from: "mark", kind: "'mark'", id: "mark.id", title: "mark.judge || ' ' || mark.item")
    table.about("mark")
    table.days = [.dated: "mark.day", .done: "mark.day"]
    table.filters = [.item: "mark.item", .judge: "mark.judge", .scheme: "mark.scheme"]
    table.fields[.score] = "mark.score"
    if !withOwn { table.conditions.append("mark.judge <> '\(MarksAsked.ownColumn)'") }
    return table
  }

  /// The roster: everybody as they stand, or those whom somebody guides.
  private static func people(mentees: Bool, on day: Int32) -> MeasureTable {
    var table = MeasureTable(
      from: "person" + (mentees ? " JOIN membership AS guided ON guided.person = person.id AND guided.mentor IS NOT NULL" : ""),
      kind: "'person'", id: "person.id", title: "person.name")
    table.person = mentees ? "guided.mentor" : "person.id"
    table.days = [:]
    table.filters = [
      .stage: "person.stage", .subject: "person.subject", .unit: unit("person.school"),
      .level: "(SELECT profile.level FROM profile WHERE profile.person = person.id)",
      .degree: "(SELECT profile.degree FROM profile WHERE profile.person = person.id)",
      .post: "(SELECT value FROM json_each(person.posts) WHERE value IN (?))",
      .title:
        "(SELECT title.title FROM title WHERE title.subject = person.id AND \(TitleInForce.on(String(day))) AND title.title IN (?) LIMIT 1)",
    ]
    table.fields = [.person: "person.id", .school: "person.school"]
    return table
  }
}

/// When a title is held.
enum TitleInForce {
  /// The last day: that of its expiry, or the eve of its being taken away.
  static let last = "min(coalesce(title.expires, 100000), coalesce(title.revoked - 1, 100000))"

  /// A condition on the table `title`: a person's title is held on a day.
  /// - Parameter day: its number, or an SQL expression for it.
  static func on(_ day: String) -> String {
    "title.subject_kind = 'person' AND title.withdrawn IS NULL AND title.granted <= \(day) AND \(last) >= \(day)"
  }

  /// A condition on the table `title`: anybody's title is held on one of these days. What was taken away on the day of its grant never was.
  static func during(_ days: ClosedRange<Day>) -> String {
    "title.withdrawn IS NULL AND title.granted <= \(days.upperBound.rawValue) AND \(last) >= max(title.granted, \(days.lowerBound.rawValue))"
  }
}
