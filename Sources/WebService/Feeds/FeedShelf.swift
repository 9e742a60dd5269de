import NIOCore
import Office

/// The tokens that were used lately and the feeds that they open. Bounded: what was not asked for longest goes first.
struct FeedShelf {
  /// A token that was good in a state of the office.
  struct Door {
    var grant: FeedGrant
    var moment: OfficeMoment
    var feed: PreparedFeed
    /// For the rate limit.
    var paidUntil: Int64 = 0
    /// When it was last used, and whether that was noted since.
    var lastUse: NIODeadline
    var isNoted = false
  }

  /// A feed that was up to date in a state of the office.
  struct Slot {
    var feed: PreparedFeed
    var moment: OfficeMoment
    var lastUse: NIODeadline
  }

  private(set) var doors: [TokenDigest: Door] = [:]
  private(set) var slots: [FeedOrder: Slot] = [:]
  private var cost = 0
  /// Uses of tokens that are no longer kept, not yet noted.
  private var departed: [Int64: NIODeadline] = [:]
  let costLimit: Int
  let doorLimit: Int

  init(costLimit: Int, doorLimit: Int) { (self.costLimit, self.doorLimit) = (costLimit, doorLimit) }

  /// Works on a door in place.
  mutating func withDoor<T>(_ digest: TokenDigest, _ body: (inout Door) -> T) -> T? {
    guard let index = doors.index(forKey: digest) else { return nil }
    return body(&doors.values[index])
  }

  /// The feed of an order if it is up to date.
  mutating func feed(_ order: FeedOrder, _ moment: OfficeMoment, _ now: NIODeadline) -> PreparedFeed? {
    guard let index = slots.index(forKey: order), slots.values[index].moment == moment else { return nil }
    slots.values[index].lastUse = now
    return slots.values[index].feed
  }

  /// Keeps a token; what it was used for so far stays known.
  mutating func keep(_ door: Door, _ digest: TokenDigest) {
    var door = door
    if let old = doors[digest] { door.paidUntil = old.paidUntil }
    doors[digest] = door
    if doors.count > doorLimit { forgetDoors(keeping: doorLimit * 3 / 4) }
  }

  /// Keeps a feed.
  mutating func keep(_ slot: Slot, _ order: FeedOrder) {
    if let old = slots.updateValue(slot, forKey: order) { cost -= old.feed.cost }
    cost += slot.feed.cost
    guard cost > costLimit else { return }
    for (order, old) in slots.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
      guard cost > costLimit * 3 / 4 else { break }
      slots[order] = nil
      cost -= old.feed.cost
    }
    // A door holds its feed, too.
    let kept = slots
    forgetDoors { kept[$0.grant.order]?.feed !== $0.feed }
  }

  /// When tokens were used since this was asked last, by their number.
  mutating func takeUses() -> [Int64: NIODeadline] {
    var uses = departed
    departed = [:]
    for index in doors.indices where !doors.values[index].isNoted {
      uses[doors.values[index].grant.token] = doors.values[index].lastUse
      doors.values[index].isNoted = true
    }
    return uses
  }

  /// A token that is no longer good.
  mutating func drop(_ digest: TokenDigest) { doors[digest] = nil }

  private mutating func forgetDoors(keeping count: Int) {
    let uses = doors.values.map(\.lastUse).sorted()
    let oldest = uses[max(0, uses.count - count)]
    forgetDoors { $0.lastUse < oldest }
  }

  private mutating func forgetDoors(_ isLeaving: (Door) -> Bool) {
    for (digest, door) in doors where isLeaving(door) {
      if !door.isNoted { departed[door.grant.token] = door.lastUse }
      doors[digest] = nil
    }
  }
}
