public import AcademicCalendar
import GRDB

/// Records of one sort in a time: how many, how much, and whose.
public struct RecordCount: Hashable, Sendable {
  /// Their kind.
  public var kind: RecordKind
  /// 讲座, 论文, 差旅费; of hours whether they were 网络 or 线下.
  public var category: String
  /// 国家级, 全市…; of hours the topic, of money how far it is.
  public var level: String
  /// 一等奖…
  public var rank: String
  /// How many records.
  public var count: Int
  /// Hours, or fen; nil where they have none.
  public var amount: Double?
  /// How many different people: who attended, whose it is.
  public var people: Int
  /// The same, each as often as it was.
  public var personTimes: Int
  /// Which records, where they are few enough to be named.
  public var records: [RecordID]
}

extension Reader {
  /// Activities that were held (but for those of tasks), outcomes, titles granted, hours and money of a scope, by what they are.
  /// - Parameter today: what is to be held after it has not been held.
  public func recordCounts(_ scope: WorkScope, in days: ClosedRange<Day>, heldBy today: Day) throws -> [RecordCount] {
    try RecordCountQuery.all.flatMap { query in
      let (sql, code) = query.sql(scope)
      let last = query.kind == .activity ? min(days.upperBound, today) : days.upperBound
      return try Row.fetchAll(db, sql: sql, arguments: [days.lowerBound.rawValue, last.rawValue, code]).map { row in
        let numbers: [Int64] = try (row["ids"] as String?).map { try StableJSON.read($0) } ?? []
        return RecordCount(
          kind: query.kind, category: row["category"], level: row["level"], rank: row["rank"], count: row["count"], amount: row["amount"],
          people: row["people"], personTimes: row["person_times"], records: numbers.sorted().map { RecordID(query.kind, $0) })
      }
    }
  }
}

/// How records of one kind are counted.
private struct RecordCountQuery {
  let kind: RecordKind
  /// The table with its joins; the records are `own`.
  let from: String
  let category: String
  var level = "own.level"
  var rank = "''"
  var amount = "NULL"
  var people = "own.subject"
  var personTimes = "own.id"
  var day = "own.day"
  var isWhole = "1"
  /// Whose they are.
  var subject = Subject.anybody

  enum Subject { case anybody, person, held }

  /// More records than this are counted and not named.
  private static let named = 500

  static let all = [
    RecordCountQuery(
      kind: .activity,
      from: """
        occasion AS own LEFT JOIN attendance ON attendance.occasion = own.id AND attendance.withdrawn IS NULL
          AND attendance.status IN ('present', 'late')
        """,
      category: "own.kind", people: "attendance.person", personTimes: "attendance.id", isWhole: "own.task IS NULL", subject: .held),
    RecordCountQuery(kind: .outcome, from: "outcome AS own", category: "own.kind", rank: "own.rank"),
    RecordCountQuery(kind: .title, from: "title AS own", category: "own.title", day: "own.granted"),
    RecordCountQuery(
      kind: .hours, from: "hours AS own", category: "own.mode", level: "own.topic", amount: "sum(own.hours)", people: "own.person",
      isWhole: "own.status <> '免修'", subject: .person),
    RecordCountQuery(kind: .money, from: "money AS own", category: "own.kind", level: "own.status", amount: "sum(own.fen)"),
  ]

  func sql(_ scope: WorkScope) -> (sql: String, code: String?) {
    let (condition, code) = condition(scope)
    return (
      """
      SELECT \(category) AS category, \(level) AS level, \(rank) AS rank, count(DISTINCT own.id) AS count, \(amount) AS amount,
        count(DISTINCT \(people)) AS people, count(\(personTimes)) AS person_times,
        CASE WHEN count(DISTINCT own.id) <= \(Self.named) THEN json_group_array(DISTINCT own.id) END AS ids
      FROM \(from) WHERE own.withdrawn IS NULL AND \(isWhole) AND \(day) BETWEEN ?1 AND ?2 AND \(condition)
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """, code
    )
  }

  /// Where somebody was.
  private static let attended =
    "SELECT occasion FROM attendance WHERE person = ?3 AND withdrawn IS NULL AND status IN ('present', 'late')"

  private func condition(_ scope: WorkScope) -> (sql: String, code: String?) {
    let column = subject == .person ? "own.person" : "own.subject"
    func members(_ kind: String, _ people: String) -> String {
      switch subject {
      case .person: "own.person IN (\(people))"
      case .held: "own.\(kind) = ?3"
      case .anybody: "(own.subject_kind = '\(kind)' AND own.subject = ?3 OR own.subject_kind = 'person' AND own.subject IN (\(people)))"
      }
    }
    switch scope {
    case .office: return ("?3 IS NULL", nil)
    case .person(let id):
      let sql =
        switch subject {
        case .held: "(own.person = ?3 OR own.id IN (\(Self.attended)))"
        case .person: "\(column) = ?3"
        case .anybody: "own.subject_kind = 'person' AND \(column) = ?3"
        }
      return (sql, id)
    case .school(let id): return (members("school", "SELECT id FROM person WHERE school = ?3"), id)
    case .studio(let id): return (members("studio", "SELECT person FROM membership WHERE studio = ?3"), id)
    }
  }
}
