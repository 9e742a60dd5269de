import AcademicCalendar
import Evaluation
import GRDB

/// Applies published results and carries out what follows from them.
struct PublicationProjection {
  let db: Database
  let entry: JournalEntry
  /// Whether what follows gives way and takes effect as it should; before there were editions it did not.
  private let isExact: Bool
  private var today: Day { OfficeTime.day(of: entry.at) }

  init(_ projection: Projection) throws {
    (db, entry, isExact) = (projection.db, projection.entry, try projection.reader.edition() >= 1)
  }

  func publish(_ publication: Publication) throws {
    try db.execute(
      sql: """
        INSERT INTO publication (scheme, version, period, title, first_day, last_day, parameters, through, indicators, at, actor)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        publication.scheme, publication.version, publication.period.key, publication.period.title, publication.period.start.rawValue,
        publication.period.end.rawValue, try StableJSON.text(publication.parameters), publication.through,
        try StableJSON.text(publication.indicators), entry.at, entry.actor,
      ])
    let id = db.lastInsertedRowID
    for result in publication.results { try publish(result, publication, id) }
    guard publication.isWhole == true else { return }
    // Who is no longer judged has no result.
    let others = try Int64.fetchAll(
      db, sql: "SELECT id FROM result WHERE scheme = ? AND period = ? AND replaced IS NULL AND publication <> ? ORDER BY id",
      arguments: [publication.scheme, publication.period.key, id])
    for old in others { _ = try replace(old, by: id, with: []) }
  }

  private func publish(_ result: FrozenResult, _ publication: Publication, _ id: Int64) throws {
    let subject = result.subject
    let key: StatementArguments = [publication.scheme, publication.period.key, subject.kind.rawValue, subject.id]
    let find = try db.cachedStatement(
      sql: "SELECT id FROM result WHERE scheme = ? AND period = ? AND subject_kind = ? AND subject = ? AND replaced IS NULL")
    let kept = try Int64.fetchOne(find, arguments: key).map { try replace($0, by: id, with: result.consequences) } ?? [:]
    let (verdict, missing): (String, [String]) =
      switch result.verdict {
      case .pass: ("pass", [])
      case .fail: ("fail", [])
      case .unknown(let names): ("unknown", names.sorted())
      }
    try db.cachedStatement(
      sql: """
        INSERT INTO result (scheme, period, subject_kind, subject, publication, day, name, verdict, missing, applies, score, grade, frozen)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: key + [
        id, publication.period.end.rawValue, subject.name, verdict, try StableJSON.text(missing), result.isApplicable,
        result.score?.value, result.grade?.value,
        try StableJSON.text(result),
      ])
    let row = db.lastInsertedRowID
    for consequence in result.consequences {
      if let old = kept[consequence.name] {
        try db.execute(sql: "UPDATE consequence SET publication = ?, result = ? WHERE id = ?", arguments: [id, row, old])
      } else {
        try carryOut(consequence, of: subject, publication, id, row)
      }
    }
  }

  /// Publishing again takes the place of what was published before, with what was carried out because of it.
  /// - Parameters:
  ///   - old: the result of before.
  ///   - consequences: what follows now.
  /// - Returns: what people were asked, or have decided, and follows unchanged: it stands, by its name in the scheme.
  private func replace(_ old: Int64, by id: Int64, with consequences: [ConsequenceResult]) throws -> [String: Int64] {
    try db.cachedStatement(sql: "UPDATE result SET replaced = ? WHERE id = ?").execute(arguments: [id, old])
    var kept: [String: Int64] = [:]
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, name, kind, state FROM consequence WHERE result = ? AND state <> 'replaced'", arguments: [old])
    for row in rows {
      let (consequence, name): (Int64, String) = (row["id"], row["name"])
      guard let state = ConsequenceState(rawValue: row["state"]) else { continue }
      if isExact, state.isAsked, try isUnchanged(name, of: old, in: consequences) {
        kept[name] = consequence
        continue
      }
      for table in ["hours", "money"] {
        try db.execute(
          sql: "UPDATE \(table) SET withdrawn = ?, reason = '结果重新公布' WHERE source = ? AND withdrawn IS NULL",
          arguments: [today.rawValue, Self.source(consequence)])
      }
      let isOver = isExact ? !isLasting(EffectKind(rawValue: row["kind"]), state) : [.done, .proposed, .open].contains(state)
      if isOver { try set(.replaced, of: consequence) }
    }
    return kept
  }

  private func set(_ state: ConsequenceState, of consequence: Int64) throws {
    try db.execute(sql: "UPDATE consequence SET state = ? WHERE id = ?", arguments: [state.rawValue, consequence])
  }

  /// A title that somebody has given or taken stays so until somebody decides otherwise.
  private func isLasting(_ kind: EffectKind?, _ state: ConsequenceState) -> Bool {
    state == .confirmed && (kind == .grant || kind == .revoke)
  }

  private func isUnchanged(_ name: String, of old: Int64, in consequences: [ConsequenceResult]) throws -> Bool {
    guard let new = consequences.first(where: { $0.name == name }),
      let text = try String.fetchOne(db, sql: "SELECT frozen FROM result WHERE id = ?", arguments: [old])
    else { return false }
    let frozen: FrozenResult = try StableJSON.read(text)
    return frozen.consequences.first { $0.name == name } == new
  }

  /// How records name the consequence that they come from.
  static func source(_ consequence: Int64) -> String { "后果 \(consequence)" }

  private func carryOut(
    _ consequence: ConsequenceResult, of subject: SubjectReference, _ publication: Publication, _ id: Int64, _ result: Int64
  ) throws {
    let effect = consequence.effect
    let state: ConsequenceState =
      switch (consequence.verdict, consequence.needsDecision, effect.kind) {
      case (.unknown, _, _): .open
      case _ where !effect.canBeEntered: .open
      case (_, true, _), (_, _, .task): .decision
      case (_, _, .grant), (_, _, .revoke): .proposed
      default: .done
      }
    try db.cachedStatement(
      sql: """
        INSERT INTO consequence (publication, result, subject_kind, subject, name, title, cite, kind, target, amount, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id, result, subject.kind.rawValue, subject.id, consequence.name, consequence.title, consequence.cite, effect.kind.rawValue,
      effect.target, effect.amount?.value, state.rawValue,
    ])
    guard state == .done else { return }
    try enter(effect, consequence.title, of: subject, on: publication.period.end, db.lastInsertedRowID)
  }

  /// What follows is in the books on the last day of the period: without anybody's decision at once.
  private func enter(_ effect: Effect, _ title: String, of subject: SubjectReference, on day: Day, _ consequence: Int64) throws {
    let records = RecordProjection(db: db, at: entry.at, actor: entry.actor)
    let source = Self.source(consequence)
    switch effect.kind {
    case .pay, .cut:
      guard let fen = effect.fen, let about = RecordSubject(subject) else { return }
      var money = MoneyRecord(about, kind: title, fen: effect.kind == .cut ? -abs(fen) : fen, day: day)
      (money.payer, money.payee, money.status) = (effect.kind == .pay ? effect.target : "", subject.id, "应付")
      if effect.kind == .cut { (money.payer, money.payee, money.status) = (subject.id, effect.target, "应扣") }
      try records.enter(money, source)
    case .exempt, .hours:
      guard subject.kind == .person else { return }
      var hours = HoursRecord(person: subject.id, hours: effect.amount?.value ?? 0, day: day)
      (hours.topic, hours.note, hours.status) = (effect.target, title, effect.kind == .exempt ? "免修" : "")
      try records.enter(hours, source)
    case .list, .grant, .revoke, .candidate, .notify, .task: return
    }
  }

  func decide(_ decision: ConsequenceDecision) throws {
    let find = """
      SELECT consequence.*, publication.last_day FROM consequence JOIN publication ON publication.id = consequence.publication
      WHERE consequence.id = ?
      """
    guard let row = try Row.fetchOne(db, sql: find, arguments: [decision.consequence]) else { return }
    let state: ConsequenceState = decision.isConfirmed ? .confirmed : .declined
    try db.execute(
      sql: "UPDATE consequence SET state = ?, note = ?, amount = coalesce(?, amount) WHERE id = ?",
      arguments: [state.rawValue, decision.note, decision.amount, decision.consequence])
    guard decision.isConfirmed, let kind = RecordSubject.Kind(rawValue: row["subject_kind"]) else { return }
    let records = RecordProjection(db: db, at: entry.at, actor: entry.actor)
    let (subject, title): (RecordSubject, String) = (RecordSubject(kind, row["subject"]), row["target"])
    switch EffectKind(rawValue: row["kind"]) {
    case .grant:
      let months = (row["amount"] as Double?).flatMap(Effect.months)
      let record = TitleRecord(subject, title: title, granted: decision.day, expires: months.map { decision.day.adding(months: $0) - 1 })
      try records.enter(record, Self.source(decision.consequence))
    case .revoke:
      // What has run out is not taken away.
      let inForce = isExact ? "AND granted <= ?4 AND coalesce(expires, ?4) >= ?4" : "AND ?4 IS NOT NULL"
      let held = try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM title WHERE subject_kind = ?1 AND subject = ?2 AND title = ?3 AND revoked IS NULL AND withdrawn IS NULL \(inForce)
          ORDER BY id
          """, arguments: [kind.rawValue, subject.id, title, decision.day.rawValue])
      for id in held { try records.revoke(TitleRevocation(title: id, on: decision.day, reason: decision.note ?? row["title"])) }
    case .pay, .cut, .hours, .exempt:
      guard isExact, let about = SchemeSubject.Kind(rawValue: kind.rawValue), let effect = EffectKind(rawValue: row["kind"]),
        let last = Day(rawValue: row["last_day"])
      else { return }
      let amount: Double? = decision.amount ?? (row["amount"] as Double?)
      try enter(
        Effect(kind: effect, target: title, amount: amount.map { .known($0) }), row["title"],
        of: SubjectReference(about, id: subject.id, name: ""), on: last, decision.consequence)
    default: return
    }
  }
}

extension Effect {
  /// A term in months that are over, up to three hundred years; nil is none.
  fileprivate static func months(_ amount: Double) -> Int? { amount >= 1 && amount <= 3600 ? Int(amount) : nil }

  /// Whether the amount can stand in the books: a term in months, hours, or money.
  fileprivate var canBeEntered: Bool {
    guard let amount = amount?.value else { return true }
    return switch kind {
    case .grant: Self.months(amount) != nil
    case .hours, .exempt: amount >= 0 && amount.isFinite
    case .pay, .cut: fen != nil
    case .list, .revoke, .candidate, .notify, .task: true
    }
  }
}

extension RecordSubject {
  /// Whom a result is about; nil for what has no books of its own.
  init?(_ subject: SubjectReference) {
    guard let kind = Kind(rawValue: subject.kind.rawValue) else { return nil }
    self.init(kind, subject.id)
  }
}
