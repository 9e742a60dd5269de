import Store

/// One line of the audit: who changed something, or looked at somebody's records.
public struct AuditLine: Codable, Hashable, Sendable {
  /// Milliseconds since 1970.
  public var at: Int64
  /// The office's day and time of day, `2026-09-01 09:00`.
  public var time: String
  /// A staff number, or `office`.
  public var actor: String
  /// In whose name, when that is somebody else.
  public var behalf: String?
  /// `change` or `look`.
  public var type: String
  /// A fact's kind, or what was looked at.
  public var action: String
  /// The same in Chinese.
  public var title: String
  /// Whose records, or which record.
  public var object: String
}

extension Office {
  /// Who changed and saw what (`jiaoli audit`), the newest first. Everybody may see who looked at their own records.
  /// - Parameters:
  ///   - person: whose records; nil is everybody's.
  ///   - by: who did it.
  ///   - limit: how many lines at most.
  public func audit(of person: String?, by other: String?, limit: Int) throws -> [AuditLine] {
    guard limit > 0 else { throw OfficeError(.usage, "行数应大于 0") }
    if person == nil || person != actor.id || other != nil { try actor.require(.configure, .office, "查看审计") }
    return try store.read { reader in
      for code in [person, other].compactMap({ $0 }) where code != Actor.office.id {
        guard try reader.person(code) != nil else { throw OfficeError.unknown(.person, code, among: try reader.people().map(\.id)) }
      }
      let looks = try reader.accesses(person: person, actor: other, limit: limit).map(AuditLine.init)
      let changes = try reader.changes(person: person, actor: other, limit: limit)
      // Who else is in a list is not for everybody who stands in it.
      let objects = AuditObjects(reader, only: actor.may(.configure, .office) ? nil : actor.id)
      let lines = looks + changes.map { AuditLine($0, object: objects.text(of: $0)) }
      return Array(lines.sorted { $0.at > $1.at }.prefix(limit))
    }
  }

  /// Settles how long it is kept who looked at whose records; older notes are forgotten at once and on every later day.
  public func setAccessRetention(days: Int) throws {
    try actor.require(.configure, .office, "设置审计保留期")
    guard (30...36_500).contains(days) else { throw OfficeError(.usage, "保留期应为 30 至 36500 天") }
    try command { transaction in
      try transaction.record(.retentionSet(RetentionSetting(accessDays: days)))
      try transaction.forgetOldAccess()
    }
  }
}

extension AuditLine {
  init(_ record: AccessRecord) {
    self.init(
      at: record.at, time: Self.time(record.at), actor: record.actor, behalf: nil, type: "look", action: record.action.rawValue,
      title: record.action.title, object: record.what.isEmpty ? record.person : "\(record.person) \(record.what)")
  }

  init(_ line: JournalLine, object: String) {
    self.init(
      at: line.at, time: Self.time(line.at), actor: line.actor, behalf: line.behalf, type: "change", action: line.kind,
      title: Fact.Kind(rawValue: line.kind)?.title ?? line.kind, object: object)
  }

  private static func time(_ milliseconds: Int64) -> String {
    let day = OfficeTime.day(of: milliseconds)
    let minutes = (milliseconds - OfficeTime.milliseconds(of: day)) / 60_000
    let (hour, minute) = (minutes / 60, minutes % 60)
    return "\(day) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}

extension AccessRecord.Action {
  /// In Chinese.
  var title: String {
    switch self {
    case .viewTasks: "查看任务"
    case .viewEvidence: "查看佐证材料"
    case .viewCalendar: "查看日历"
    case .viewEvaluation: "查看考核结果"
    case .viewPerson: "查看人员资料"
    case .viewPhone: "查看电话"
    case .export: "导出个人数据"
    }
  }
}
