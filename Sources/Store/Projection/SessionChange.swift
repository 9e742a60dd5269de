import AcademicCalendar
import GRDB

/// What changed in a session since it was published last, in Chinese: when it was changed, and each thing before and after.
struct SessionChange {
  let db: Database

  func text(from published: PublishedSession, to new: Session, at: Int64) throws -> String {
    let old = published.session
    var parts: [String] = []
    if published.isCancelled { parts.append("恢复") }
    if !old.isHeldWhen(new) { parts.append("时间由 \(Self.time(old)) 改为 \(Self.time(new))") }
    if old.place != new.place { parts.append("地点由 \(try place(old)) 改为 \(try place(new))") }
    if old.people != new.people {
      let (gone, come) = (old.people.filter { !new.people.contains($0) }, new.people.filter { !old.people.contains($0) })
      if !come.isEmpty { parts.append("增加 \(try names(come))") }
      if !gone.isEmpty { parts.append("减少 \(try names(gone))") }
      if come.isEmpty, gone.isEmpty { parts.append("负责人有变") }
    }
    if old.isProvisional != new.isProvisional { parts.append(new.isProvisional ? "改为暂定" : "不再暂定") }
    return "\(OfficeTime.day(of: at)) " + parts.joined(separator: ", ")
  }

  private static func time(_ session: Session) -> String {
    let last = session.length > 1 ? "至第\(session.period + session.length - 1)节" : ""
    return "\(session.day) 第\(session.period)节\(last)"
  }

  private func place(_ session: Session) throws -> String {
    guard let code = session.place else { return "未定" }
    return try String.fetchOne(db, sql: "SELECT name FROM school WHERE id = ?", arguments: [code]) ?? code
  }

  private func names(_ people: [String]) throws -> String {
    try people.map { try String.fetchOne(db, sql: "SELECT name FROM person WHERE id = ?", arguments: [$0]) ?? $0 }.joined(separator: "、")
  }
}

extension Session {
  /// Whether another version of this session is held at the same time.
  func isHeldWhen(_ other: Session) -> Bool { (day, period, length) == (other.day, other.period, other.length) }
}
