public import AcademicCalendar
public import Foundation
import Store

/// An office that a service keeps open: one database for all requests, and an ``Office`` for each.
///
/// Every request reads the clock once, when it asks for its office, as a command of the command line does.
public final class StandingOffice: Sendable {
  let store: OfficeStore
  let clock: @Sendable () -> Date
  let rehearsalDay: Day?

  /// Opens an office until this value goes.
  /// - Parameters:
  ///   - path: the database.
  ///   - rehearsalDay: the day to take instead of the clock's, for a rehearsal only.
  ///   - clock: read once for each request.
  /// - Throws: `OfficeError`.
  public init(path: String, rehearsalDay: Day? = nil, clock: @escaping @Sendable () -> Date) throws {
    do {
      store = try OfficeStore(path: path)
    } catch {
      throw OfficeError.of(error) ?? error
    }
    (self.clock, self.rehearsalDay) = (clock, rehearsalDay)
    // A day given to a real office is refused now, not at the first request.
    _ = try office()
  }

  /// The office for one request.
  /// - Parameter staff: who asks; nil is the office itself.
  /// - Throws: `OfficeError` where nobody has this staff number.
  public func office(as staff: String? = nil) throws -> Office {
    try Office(store: store, as: staff, now: clock(), rehearsalDay: rehearsalDay)
  }

  /// The number of the newest fact: while it stays and the day stays, every answer stays.
  public func journalPosition() throws -> Int64 { try store.state().sequence }

  /// Turns the day and fires the timers that have come due, if any has.
  /// - Returns: whether anything was recorded.
  @discardableResult
  public func turnIfDue() throws -> Bool { try office().turnIfDue() }
}

extension Office {
  /// Turns the day and fires the timers that have come due, if any has. What a service does that nobody gives commands to.
  /// - Returns: whether anything was recorded.
  @discardableResult
  public func turnIfDue() throws -> Bool {
    let isDue = try store.read { reader in
      let (opening, last) = try reader.office()
      // A rehearsal's first day is given by a person.
      guard let last else { return !opening.isRehearsal }
      return try last < today || reader.hasDueTimers(at: at)
    }
    guard isDue else { return false }
    try command { _ in }
    return true
  }

  /// Brings a real office up to today before it is looked at, where that can be done; the days of a rehearsal are given by people.
  /// - Returns: the day that it has come to, where that is before today.
  public func catchUp() -> Day? {
    // A database that cannot be written can still be looked at.
    if !isRehearsing { _ = try? turnIfDue() }
    guard let last = try? store.read({ try $0.office().today }), last < today else { return nil }
    return last
  }
}
