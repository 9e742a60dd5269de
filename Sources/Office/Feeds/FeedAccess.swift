public import Foundation
public import ICalendar
import AcademicCalendar
import Store

/// A state of the office as feeds see it: while it stays, every feed stays.
public struct OfficeMoment: Hashable, Sendable {
  /// The number of the newest fact.
  public var position: Int64
  /// The office's day.
  public var day: Int32
  /// When this state began, whole seconds: the newest fact, or the first instant of the day if that is later.
  public var since: Date
}

/// What a good token opens.
public struct FeedGrant: Hashable, Sendable {
  /// The token's number.
  public var token: Int64
  /// The feed.
  public var order: FeedOrder
  /// The device it is for.
  public var label: String
  /// In whose name it is read.
  var reader: String
}

extension FeedTokenRecord {
  /// In whose name a token is read. A person's calendar is the person's own, whoever handed out its address; any other shows what whoever gave it
  /// out may see.
  var reader: String {
    switch scope.kind {
    case .person: scope.subject
    case .studio, .school, .run, .semester: issuer
    }
  }
}

extension StandingOffice {
  /// The state of the office now. Cheap: one row of the journal and one of the office.
  public func moment() throws -> OfficeMoment {
    let state = try store.state()
    let day = rehearsalDay ?? (state.isRehearsal ? state.today : nil) ?? OfficeTime.day(of: Int64(now.timeIntervalSince1970 * 1000))
    let since = max(state.at, OfficeTime.milliseconds(of: day))
    return OfficeMoment(position: state.sequence, day: day.rawValue, since: Date(timeIntervalSince1970: Double(since / 1000)))
  }

  /// What the token with this digest opens; nil where it opens nothing: it is unknown or revoked.
  public func feedGrant(_ digest: TokenDigest) throws -> FeedGrant? {
    let record = try store.read { try $0.feedToken(hash: digest.hexadecimal) }
    guard let record else { return nil }
    return FeedGrant(token: record.id, order: FeedOrder(record.scope), label: record.label, reader: record.reader)
  }

  /// Whether a token still opens its calendar: the person's own is there, or whoever gave it out may still see it.
  public func isGood(_ grant: FeedGrant) throws -> Bool {
    do {
      let office = try office(as: grant.reader)
      _ = try store.read { try office.heading(grant.order.subject, $0) }
      return true
    } catch let error as OfficeError where error.kind == .notAllowed || error.kind == .notFound {
      return false
    }
  }

  /// What people call the calendar that a token opens.
  public func name(_ grant: FeedGrant) throws -> String {
    let office = try office(as: grant.reader)
    return try store.read { try office.heading(grant.order.subject, $0).name }
  }

  /// The feed that a token opens, as a value, bounded further where bounds are given.
  /// - Throws: `OfficeError` of kind `notAllowed` or `notFound` where whoever gave the token out may no longer see it.
  public func calendar(_ grant: FeedGrant, _ order: FeedOrder) throws -> Feed { try office(as: grant.reader).calendar(order) }

  /// Notes when tokens were last used.
  /// - Parameter uses: when, by the token's number.
  public func noteFeedTokenUses(_ uses: [Int64: Date]) throws {
    try store.noteFeedTokenUses(uses.mapValues { Int64($0.timeIntervalSince1970 * 1000) })
  }

  /// The clock, for what is no command.
  public var now: Date { clock() }
}
