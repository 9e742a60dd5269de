import AcademicCalendar
import Foundation
import Logging
import NIOCore
import NIOPosix
import Office
import Synchronization

/// Answers for feeds. What is known to be up to date is answered at once, without a look at any record; the rest is looked up on a thread
/// that may wait.
final class FeedDesk: Sendable {
  /// Which feed is asked for.
  struct Question: Sendable {
    var token: TokenDigest
    var from: Day?
    var through: Day?
  }

  /// What stands behind a token.
  enum Found: Sendable {
    /// A feed that is up to date.
    case feed(PreparedFeed)
    /// Nothing, whatever the reason.
    case nothing
    /// The token was used too often; after so many seconds it may be again.
    case tooOften(Int)
  }

  let office: StandingOffice
  private let threads: NIOThreadPool
  private let metrics: ServiceMetrics
  private let watch: MomentWatch
  private let limit: RateLimit
  private let shelf: Mutex<FeedShelf>
  /// One at a time renders the same feed; feeds that differ seldom share a bench.
  private let benches: [Bench]

  private final class Bench: Sendable { let gate = Mutex<Void>(()) }

  init(_ office: StandingOffice, _ limits: ServiceLimits, threads: NIOThreadPool, metrics: ServiceMetrics) {
    (self.office, self.threads, self.metrics) = (office, threads, metrics)
    watch = MomentWatch(office, interval: limits.freshness)
    limit = RateLimit(perMinute: limits.perToken)
    shelf = Mutex(FeedShelf(costLimit: limits.cacheBytes, doorLimit: limits.cachedTokens))
    benches = (0..<64).map { _ in Bench() }
  }

  /// The feed if it is known to be up to date without a look at the records; nil where ``find(_:)`` has to look.
  func findAtOnce(_ question: Question, _ now: NIODeadline) -> Found? {
    guard let moment = try? watch.moment(now) else { return nil }
    let found: Found? = shelf.withLock { shelf in
      let door = shelf.withDoor(question.token) { door -> (grant: FeedGrant?, found: Found)? in
        guard door.moment == moment else { return nil }
        if let wait = limit.admit(&door.paidUntil, now) { return (nil, .tooOften(wait)) }
        (door.lastUse, door.isNoted) = (now, false)
        return (question.isBounded ? door.grant : nil, .feed(door.feed))
      }
      guard let known = door ?? nil else { return nil }
      guard let grant = known.grant else { return known.found }
      return shelf.feed(grant.order.narrowed(from: question.from, through: question.through), moment, now).map { .feed($0) }
    }
    if found != nil { metrics.cacheHits.add(1) }
    return found
  }

  /// The feed, after a look at the records if need be. Waits for the database; call it on a thread that may.
  /// - Throws: `OfficeError` where the database cannot be read.
  func find(_ question: Question) throws -> Found {
    let now = NIODeadline.now()
    if let known = findAtOnce(question, now) { return known }
    let moment = try watch.moment(now)
    guard let grant = try office.feedGrant(question.token), try office.isGood(grant) else {
      shelf.withLock { $0.drop(question.token) }
      metrics.unknownTokens.add(1)
      return .nothing
    }
    let feed = try upToDate(grant, grant.order, moment, now)
    let door = FeedShelf.Door(grant: grant, moment: moment, feed: feed, lastUse: now)
    let wait = shelf.withLock { shelf in
      shelf.keep(door, question.token)
      return shelf.withDoor(question.token) { limit.admit(&$0.paidUntil, now) } ?? nil
    }
    if let wait { return .tooOften(wait) }
    guard question.isBounded else { return .feed(feed) }
    return .feed(try upToDate(grant, grant.order.narrowed(from: question.from, through: question.through), moment, now))
  }

  /// Runs what may wait for the database on a thread that may.
  func onThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T { try await threads.runIfActive(body) }

  /// Runs what may wait for the database on a thread that may; the answer comes on an event loop.
  func onThread<T: Sendable>(for loop: any EventLoop, _ body: @escaping @Sendable () throws -> T) -> EventLoopFuture<T> {
    threads.runIfActive(eventLoop: loop, body)
  }

  /// What a good token opens, for the page that explains it; nil for any other.
  func grant(_ token: TokenDigest) throws -> (grant: FeedGrant, name: String)? {
    guard let grant = try office.feedGrant(token), try office.isGood(grant) else { return nil }
    return (grant, try office.name(grant))
  }

  /// A feed as it is in a state of the office.
  private func upToDate(_ grant: FeedGrant, _ order: FeedOrder, _ moment: OfficeMoment, _ now: NIODeadline) throws -> PreparedFeed {
    try benches[abs(order.hashValue % benches.count)].gate.withLock { _ in
      if let known = shelf.withLock({ $0.feed(order, moment, now) }) { return known }
      let before = shelf.withLock { $0.slots[order]?.feed }
      let value = try office.calendar(grant, order)
      // An equal value has the same bytes: nothing is rendered, and the entity tag stays.
      let feed: PreparedFeed
      if let before, before.feed == value {
        feed = before
        metrics.unchangedFeeds.add(1)
      } else {
        let start = NIODeadline.now()
        feed = try PreparedFeed(value, since: Int(moment.since.timeIntervalSince1970), replacing: before)
        metrics.renderings.record(NIODeadline.now() - start)
      }
      shelf.withLock { $0.keep(FeedShelf.Slot(feed: feed, moment: moment, lastUse: now), order) }
      return feed
    }
  }

  /// Writes down when tokens were last used, as of now.
  func noteUses() throws {
    let (now, clock) = (NIODeadline.now(), office.now)
    let fresh = shelf.withLock { $0.takeUses() }
    try office.noteFeedTokenUses(fresh.mapValues { clock.addingTimeInterval(-Double((now - $0).nanoseconds) / 1e9) })
  }
}

extension FeedDesk.Question {
  /// Whether the request bounds the feed further.
  fileprivate var isBounded: Bool { from != nil || through != nil }
}
