import AcademicCalendar
import GRDB
import Rules
import Statechart

/// What a workflow does for people: `grant` gives a title, `record` enters hours, an outcome or money.
struct RunEffects {
  let projection: RunProjection
  let run: Int64
  private var db: Database { projection.db }

  /// Carries out an effect of the workflow's own; what cannot be is told with the run.
  func perform(_ name: String, _ value: Value) throws {
    guard case .map(let fields) = value else { return }
    do {
      switch name {
      case "grant": try grant(fields)
      case "record": try record(fields)
      default: return
      }
    } catch let problem as Problem {
      try projection.note(run, "blocked", problem.message)
    }
  }

  private struct Problem: Error {
    var message: String
  }

  private var records: RecordProjection { RecordProjection(db: db, at: projection.at, actor: "office") }
  private var source: String { "流程 \(run)" }

  private func grant(_ fields: MapValue) throws {
    guard let title = fields.text("title") else { return }
    for subject in try subjects(fields[.string("to")], of: title) {
      var record = TitleRecord(subject, title: title, granted: projection.today)
      record.level = fields.text("level") ?? ""
      if case .day(let day)? = fields[.string("through")] { record.expires = max(day, projection.today) }
      try records.enter(record, source)
    }
  }

  /// `hours`, `outcome` or `money` says which ledger; anything else is kept with the run only.
  private func record(_ fields: MapValue) throws {
    let day: Day = if case .day(let day)? = fields[.string("day")] { day } else { projection.today }
    if let hours = fields.number("hours") {
      for subject in try subjects(fields[.string("to")], of: "学时") {
        guard subject.kind == .person, hours >= 0 else { throw Problem(message: "学时须记给个人, 且不小于 0") }
        var row = HoursRecord(person: subject.id, hours: hours, day: day)
        (row.mode, row.topic, row.kind) = (fields.text("mode") ?? "", fields.text("topic") ?? "", fields.text("kind") ?? "")
        if let credits = fields.number("credits"), credits < 0 { throw Problem(message: "学分须不小于 0") }
        (row.level, row.credits, row.note) = (fields.text("level") ?? "", fields.number("credits"), fields.text("title") ?? "")
        try records.enter(row, source)
      }
    } else if let kind = fields.text("outcome") {
      for subject in try subjects(fields[.string("to")], of: kind) {
        var row = OutcomeRecord(subject, kind: kind, title: fields.text("title") ?? kind, day: day)
        (row.level, row.rank, row.status) = (fields.text("level") ?? "", fields.text("rank") ?? "", fields.text("status") ?? "")
        try records.enter(row, source)
      }
    } else if let fen = fields.number("money") {
      for subject in try subjects(fields[.string("to")], of: "经费") {
        guard let amount = Int64(exactly: fen) else { throw Problem(message: "经费须是以分为单位的整数") }
        var row = MoneyRecord(subject, kind: fields.text("kind") ?? "经费", fen: amount, day: day)
        (row.payer, row.payee) = (fields.text("payer") ?? "", fields.text("payee") ?? subject.id)
        (row.project, row.status) = (fields.text("project") ?? "", fields.text("status") ?? "")
        try records.enter(row, source)
      }
    }
  }

  /// Codes, or what expressions call people, schools and studios; one, or a list of them; without any, the run's subject.
  private func subjects(_ value: Value?, of what: String) throws -> [RecordSubject] {
    switch value {
    case nil, .null?:
      guard let row = try Row.fetchOne(db, sql: "SELECT subject_kind, subject FROM run WHERE id = ?", arguments: [run]) else { return [] }
      return [try subject(row["subject"], kind: RecordSubject.Kind(rawValue: row["subject_kind"]) ?? .district, of: what)]
    case .list(let values)?: return try values.flatMap { try subjects($0, of: what) }
    case .map(let map)?:
      guard let id = map.text("id") else { throw Problem(message: "\(what)没有记下: 对象没有编号") }
      return [try subject(id, kind: map.text("kind").flatMap(RecordSubject.Kind.init), of: what)]
    case .string(let id)?: return [try subject(id, kind: nil, of: what)]
    default: throw Problem(message: "\(what)没有记下: 不知道记给谁")
    }
  }

  private func subject(_ id: String, kind: RecordSubject.Kind?, of what: String) throws -> RecordSubject {
    for candidate in [RecordSubject.Kind.person, .studio, .school] where kind == nil || kind == candidate {
      let sql = "SELECT EXISTS (SELECT 1 FROM \(candidate.rawValue) WHERE id = ?)"
      if try Bool.fetchOne(db, sql: sql, arguments: [id]) == true { return RecordSubject(candidate, id) }
    }
    if kind == .district || kind == .team { return RecordSubject(kind ?? .district, id) }
    throw Problem(message: "\(what)没有记下: 没有编号「\(id)」")
  }
}

extension MapValue {
  fileprivate func text(_ key: String) -> String? {
    if case .string(let text)? = self[.string(key)], !text.isEmpty { text } else { nil }
  }

  fileprivate func number(_ key: String) -> Double? {
    switch self[.string(key)] {
    case .int(let number)?: Double(number)
    case .uint(let number)?: Double(number)
    case .double(let number)? where number.isFinite: number
    default: nil
    }
  }
}
