import AcademicCalendar
public import Foundation
import Store

extension Office {
  /// Creates an office's database (`jiaoli init`).
  /// - Parameters:
  ///   - path: where; the file must not exist.
  ///   - name: what the office is called.
  ///   - isRehearsal: whether days may be given: a real office cannot be back-dated.
  ///   - now: the clock.
  ///   - uidDomain: the random part of every calendar UID.
  public static func create(path: String, name: String, isRehearsal: Bool, now: Date, uidDomain: String) throws {
    guard !name.allSatisfy(\.isWhitespace) else { throw OfficeError(.usage, "办公室的名称不能是空的", advice: "用 --name 写明") }
    guard !PrivateNumbers.occur(in: name) else { throw StoreError.privateNumber }
    let store = try OfficeStore.create(path: path)
    // A rehearsal may play in the past, so its journal begins before all of it.
    let at = isRehearsal ? OfficeTime.milliseconds(of: .earliest) : Int64((now.timeIntervalSince1970 * 1000).rounded(.down))
    try store.write(at: at, actor: Actor.office.id) { transaction in
      try transaction.record(.officeOpened(OfficeOpening(name: name, uidDomain: uidDomain, isRehearsal: isRehearsal)))
    }
  }

  /// What was settled when the office was opened.
  public struct Identity: Hashable, Sendable {
    /// What the office is called.
    public var name: String
    /// The part of every calendar UID that is this office's own.
    public var uidDomain: String
    /// Whether days may be given.
    public var isRehearsal: Bool
  }

  /// What was settled when the office was opened.
  public func identity() throws -> Identity {
    let opening = try store.read { try $0.office().opening }
    return Identity(name: opening.name, uidDomain: opening.uidDomain, isRehearsal: opening.isRehearsal)
  }
}
