public import AcademicCalendar
public import Foundation
package import Store

/// The use cases of a teacher-development office. Each is one command: one clock, one permission check, one transaction.
public struct Office: Sendable {
  /// The database.
  package let store: OfficeStore
  /// Who gives the commands.
  public let actor: Actor
  /// Milliseconds since 1970: the one time of a command.
  public let at: Int64
  let isRehearsing: Bool

  /// Days (more than any holiday) after which only the office itself may go on, so that one machine's wrong clock does not carry all into the future.
  private static let longestPause = 200

  /// The office's day.
  public var today: Day { OfficeTime.day(of: at) }

  /// Opens an office for one command.
  /// - Parameters:
  ///   - path: the database.
  ///   - staff: who gives the command; nil is the office itself.
  ///   - now: the clock, read once.
  ///   - day: the day to take instead, for a rehearsal only.
  /// - Throws: `OfficeError`.
  public init(path: String, as staff: String?, now: Date, rehearsalDay day: Day?) throws {
    try self.init(store: OfficeStore(path: path), as: staff, now: now, rehearsalDay: day)
  }

  /// The office for one command on a database that is open already.
  init(store: OfficeStore, as staff: String?, now: Date, rehearsalDay day: Day?) throws {
    self.store = store
    let (opening, last) = try store.read { try $0.office() }
    guard day == nil || opening.isRehearsal else {
      throw OfficeError(.notAllowed, "只有演练库才能用 --today 指定日期", advice: "演练库用 jiaoli init --rehearsal 建立")
    }
    // A rehearsal stays on its last day until another is given.
    if let day = day ?? (opening.isRehearsal ? last : nil) {
      at = OfficeTime.milliseconds(of: day, minutes: Self.rehearsalMinutes)
    } else {
      at = Int64((now.timeIntervalSince1970 * 1000).rounded(.down))
    }
    isRehearsing = day != nil
    actor = try store.read { try Self.actor(staff, $0) }
  }

  /// The same office for another command of a rehearsal: who, and on which day. The database stays open.
  /// - Throws: `OfficeError` where it is no rehearsal, or nobody has this staff number.
  public func acting(as staff: String?, on day: Day) throws -> Office {
    guard try store.read({ try $0.office().opening.isRehearsal }) else {
      throw OfficeError(.notAllowed, "只有演练库才能指定日期", advice: "演练库用 jiaoli init --rehearsal 建立")
    }
    return Office(rehearsing: store, actor: try store.read { try Self.actor(staff, $0) }, on: day)
  }

  private init(rehearsing store: OfficeStore, actor: Actor, on day: Day) {
    (self.store, self.actor, isRehearsing) = (store, actor, true)
    at = OfficeTime.milliseconds(of: day, minutes: Self.rehearsalMinutes)
  }

  /// Nine in the morning stands for the whole day.
  private static let rehearsalMinutes = 9 * 60

  /// Who gives a command, with the roles of today.
  static func actor(_ staff: String?, _ reader: Reader) throws -> Actor {
    guard let staff, staff != Actor.office.id else { return .office }
    guard let person = try reader.person(staff) else {
      throw OfficeError.unknown(.person, staff, among: try reader.people().map(\.id))
    }
    return Actor(person, memberships: try reader.memberships(ofPerson: staff))
  }

  /// Runs a command: first the day turns if it has to, then the body; all that is recorded is committed together, or nothing is.
  @discardableResult
  func command<T>(_ body: (Transaction) throws -> T) throws -> T {
    try store.write(at: at, actor: actor.id) { transaction in
      let (opening, last) = try transaction.reader.office()
      if opening.isRehearsal, last == nil, !isRehearsing {
        throw OfficeError(.usage, "演练库的第一条命令须用 --today 指定日期", advice: "例如 --today 2014-01-02")
      }
      if let last, today < last {
        throw OfficeError(.conflict, "今天是 \(today), 早于上一条记录的 \(last)", advice: "校准日期后重试; 什么也没有改动")
      }
      if let last, !isRehearsing, today - last > Self.longestPause, actor != .office {
        throw OfficeError(.conflict, "今天是 \(today), 比上一条记录晚了 \(today - last) 天", advice: "请办公室核对系统日期后先运行一条命令")
      }
      // Timers of hours come due within a day.
      // A newer program applies facts in its own way from here on.
      let edition = try transaction.reader.edition() < Edition.current ? Edition.current : nil
      if try last != today || edition != nil || transaction.reader.hasDueTimers(at: at) {
        // A newer program brings newer notices; they count from the day on which they are adopted.
        let known = try transaction.reader.noticeYears()
        for notice in HolidayNotice.builtIn where !known.contains(notice.year) {
          try transaction.record(.holidaysImported(notice), by: Actor.office.id)
        }
        try transaction.record(.dayTurned(DayTurn(day: today, edition: edition)), by: Actor.office.id)
        try transaction.forgetOldAccess()
      }
      return try body(transaction)
    }
  }
}
