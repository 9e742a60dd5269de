public import AcademicCalendar
import Store

extension Office {
  /// A record as lists show it.
  public struct RecordLine: Codable, Hashable, Sendable {
    /// `hours-12`.
    public var id: String
    /// 签到, 学时…
    public var kind: String
    /// The day that it bears.
    public var day: Day
    /// Whose: a name with its code.
    public var subject: String
    /// What it is called.
    public var title: String
    /// Kind, level, rank, topic, mode: what of them there is.
    public var details: String
    /// Hours, yuan, marks, as people read it.
    public var amount: String
    /// Until when, who entered it, why it was withdrawn.
    public var remark: String
  }

  /// Lists records (`jiaoli record list`).
  /// - Parameters:
  ///   - kinds: 签到, 学时…, or their English names; empty for all.
  ///   - person: a staff number; the records must be the actor's to see.
  public func records(
    _ kinds: [String], person: String?, school: String?, studio: String?, from: Day?, through: Day?, withWithdrawn: Bool
  ) throws -> [RecordLine] {
    var filter = RecordFilter()
    (filter.from, filter.through, filter.withWithdrawn) = (from, through, withWithdrawn)
    filter.kinds = try kinds.map { text in
      guard let kind = RecordKind.allCases.first(where: { $0.title == text || $0.rawValue == text }) else {
        throw OfficeError.unknown(.recordKind, text, among: RecordKind.allCases.map(\.title), lists: true)
      }
      return kind
    }
    let lines = try store.read { reader in
      filter.subject = try subject(person: person, school: school, studio: studio, reader)
      if let subject = filter.subject {
        try actor.require(.view, try belonging(of: subject, reader), subject.id)
      } else {
        try actor.require(.view, .office, "全部记录 (请加 --person、--school 或 --studio)")
      }
      let names = Names(reader)
      return try reader.records(filter).map { RecordLine($0, names) }
    }
    if let person { try noteLook(.viewPerson, at: [person], what: "工作记录") }
    return lines
  }

  private func subject(person: String?, school: String?, studio: String?, _ reader: Reader) throws -> RecordSubject? {
    if let person {
      guard try reader.person(person) != nil else { throw OfficeError.unknown(.person, person, among: try reader.people().map(\.id)) }
      return RecordSubject(.person, person)
    }
    if let school {
      guard try reader.school(school) != nil else { throw OfficeError.unknown(.school, school, among: try reader.schools().map(\.id)) }
      return RecordSubject(.school, school)
    }
    guard let studio else { return nil }
    guard try reader.studio(studio) != nil else { throw OfficeError.unknown(.studio, studio, among: try reader.studios().map(\.id)) }
    return RecordSubject(.studio, studio)
  }

  /// Takes back records that were entered by mistake (撤销).
  public func withdrawRecords(_ ids: [String], reason: String) throws {
    let reason = reason.trimmingPrefix(while: \.isWhitespace)
    guard !reason.isEmpty else { throw OfficeError(.usage, "请用 --reason 写明原因") }
    let records = try ids.map { try recordID($0) }
    try command { transaction in
      for id in records { try requireValid(id, transaction.reader) }
      try transaction.record(.recordsWithdrawn(RecordWithdrawal(records: records, reason: String(reason))))
    }
  }

  /// Takes a title away (取消资格): until then it was held.
  /// - Returns: the numbers of the runs that end with it.
  @discardableResult
  public func revokeTitle(_ id: String, on day: Day?, reason: String) throws -> [Int64] {
    let reason = reason.trimmingPrefix(while: \.isWhitespace)
    guard !reason.isEmpty else { throw OfficeError(.usage, "请用 --reason 写明原因") }
    let record = try recordID(id)
    guard record.kind == .title else { throw OfficeError(.usage, "\(id) 不是称号; 录错的记录用 jiaoli record withdraw 撤销") }
    return try command { transaction in
      try requireValid(record, transaction.reader)
      guard let row = try transaction.reader.record(record) else { return [] }
      if let ended = row.ended { throw OfficeError(.conflict, "称号 \(id) 已于 \(ended) 取消: \(row.reason ?? "")") }
      let day = day ?? today
      guard day >= row.day else { throw OfficeError(.badInput, "\(day) 早于授予日期 \(row.day)", advice: "录错的称号用 jiaoli record withdraw 撤销") }
      try transaction.record(.titleRevoked(TitleRevocation(title: record.number, on: day, reason: String(reason))))
      guard row.subjectKind == .person else { return [] }
      return try endRuns(of: row.subject, losing: row.title, from: day, reason: String(reason), transaction)
    }
  }
}

extension Office.RecordLine {
  init(_ row: RecordRow, _ names: Names) {
    let name =
      switch row.subjectKind {
      case .person: names.person(row.subject)
      case .school: names.school(row.subject)
      case .studio: names.studio(row.subject)
      case .team: row.subject
      case .district: RecordSubject.Kind.district.title
      }
    (id, kind, day, title) = (row.id, row.kind.title, row.day, row.title)
    subject = name == row.subject || row.subject.isEmpty ? name : "\(name)(\(row.subject))"
    let rank = row.kind == .attendance ? AttendanceStatus(rawValue: row.rank)?.title ?? row.rank : row.rank
    details = [row.category == row.title ? "" : row.category, row.level, rank, row.topic, row.mode].filter { !$0.isEmpty }.joined(
      separator: " ")
    amount = row.amount.map { row.kind == .money ? Self.yuan($0) : Self.plain($0) } ?? ""
    let parties = row.payer.map { "\($0.isEmpty ? "" : "付 \($0) ")\(row.payee.map { $0.isEmpty ? "" : "收 \($0)" } ?? "")" } ?? ""
    remark =
      [
        row.kind == .title ? row.through.map { "至 \($0)" } ?? "" : "", row.count.map { "\($0) 人" } ?? "", parties, row.source,
        row.ended.map { "\(row.kind == .title ? "取消" : "撤销") \($0): \(row.reason ?? "")" } ?? "",
      ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
  }

  private static func yuan(_ fen: Double) -> String {
    let fen = Int64(fen)
    let rest = String(abs(fen) % 100)
    return "\(fen < 0 ? "-" : "")\(abs(fen) / 100).\(rest.count < 2 ? "0" : "")\(rest) 元"
  }
}
