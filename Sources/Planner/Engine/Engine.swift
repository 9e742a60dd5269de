/// A partial plan that never breaks a hard constraint, with its cost kept up to date by differences.
///
/// Not Sendable: each thread has its own. All state is in flat arrays of the arena, so that changes cost neither reference counts nor
/// exclusivity checks.
final class Engine {
  let model: Model
  let tables: Tables
  private let arena = Arena()

  /// First slot of a session, −1 where it is not placed.
  let start: Flat<Int32>
  let place: Flat<Int32>
  /// Those chosen for open seats, from `tables.teamBase`.
  let team: Flat<Int32>
  let teamCount: Flat<Int32>
  /// The session that a resource is in, by resource and slot; −1 for none.
  let holder: Flat<Int32>
  /// The same as bits, by resource and day: bit `p` is period `p`.
  let busy: Flat<UInt32>
  let lanes: Flat<Int32>
  /// Sessions of a group by day or week, and how many days or weeks have any.
  let counts: Flat<Int32>
  let distinct: Flat<Int32>
  /// Sessions of a one-place group by place, and how many places have any.
  let placeUse: Flat<Int32>
  let placeDistinct: Flat<Int32>
  let load: Flat<Int32>
  let weekLoad: Flat<Int32>
  let told: Flat<Int32>
  /// Sessions that are not placed: a list and each one's position in it.
  let waiting: Flat<Int32>
  let waitingPosition: Flat<Int32>
  let number: UnsafeMutablePointer<Numbers>

  // Scratch of the moves.
  let conflicts: Flat<Int32>
  let stamp: Flat<Int32>
  let log: Flat<LogEntry>
  let logTeam: Flat<Int32>
  let logStamp: Flat<Int32>
  let queue: Flat<Int32>
  let queueShift: Flat<Int32>
  /// How often repair displaced a session.
  let grudge: Flat<Int32>
  /// The best plan so far; its cost and what it leaves out are in `number`.
  let bestStart: Flat<Int32>
  let bestPlace: Flat<Int32>
  let bestTeam: Flat<Int32>
  let bestTeamCount: Flat<Int32>
  /// Sessions that have more than one way to stand.
  let movable: Flat<Int32>
  /// Every session that has another way at all: what `movable` may hold.
  let choices: [Int]

  /// What the engine counts.
  struct Numbers: BitwiseCopyable {
    /// Weighted soft cost of what is placed.
    var cost = 0
    /// The cost when the compound move began.
    var costBefore = 0
    /// A move of one session that would raise the cost by more need not be done.
    var allowance = Int.max
    var waiting = 0
    var conflicts = 0
    var stampNow: Int32 = 0
    var logCount = 0
    var logTeam = 0
    var logStampNow: Int32 = 0
    var random = Random(seed: 1)
    var bestCost = Int.max
    var bestWaiting = Int.max
    var steps = 0
    var movable = 0
    /// Whether moved sessions are often offered their previous place.
    var goesHome = false
  }

  /// Where a session was before a compound move.
  struct LogEntry: BitwiseCopyable {
    var session: Int32
    var start: Int32
    var place: Int32
    var team: Int32
    var teamCount: Int32
  }

  static let logCapacity = 64

  /// An empty plan.
  init(_ model: Model, seed: UInt64) {
    self.model = model
    tables = model.tables
    let t = model.tables
    start = arena.flat(t.sessions, -1)
    place = arena.flat(t.sessions, -1)
    team = arena.flat(t.teamCapacity, -1)
    teamCount = arena.flat(t.sessions, 0)
    holder = arena.flat(t.resources * t.slots, -1)
    busy = arena.flat(t.resources * t.days, 0)
    lanes = arena.flat(t.lanes * t.slots, -1)
    counts = arena.flat(t.counterTotal, 0)
    distinct = arena.flat(t.counterBase.count, 0)
    placeUse = arena.flat(t.onePlaceGroups * (t.places + 1), 0)
    placeDistinct = arena.flat(t.onePlaceGroups, 0)
    load = arena.flat(t.people, 0)
    weekLoad = arena.flat(t.people * t.weeks, 0)
    told = arena.flat(t.people, 0)
    waiting = arena.flat(t.sessions, 0)
    waitingPosition = arena.flat(t.sessions, 0)
    number = arena.flat(1, Numbers()).baseAddress.unsafelyUnwrapped
    conflicts = arena.flat(t.sessions, 0)
    stamp = arena.flat(t.sessions, 0)
    log = arena.flat(Engine.logCapacity, LogEntry(session: -1, start: -1, place: -1, team: 0, teamCount: 0))
    logTeam = arena.flat(Engine.logCapacity * 50, -1)
    logStamp = arena.flat(t.sessions, 0)
    grudge = arena.flat(t.sessions, 0)
    queue = arena.flat(Engine.logCapacity, 0)
    queueShift = arena.flat(Engine.logCapacity, 0)
    bestStart = arena.flat(t.sessions, -1)
    bestPlace = arena.flat(t.sessions, -1)
    bestTeam = arena.flat(t.teamCapacity, -1)
    bestTeamCount = arena.flat(t.sessions, 0)
    choices = (0..<t.sessions).filter { session in
      let options = t.starts.count(Int(t.domain[session])) * t.sets.count(Int(t.placeSet[session]))
      return options > 1 || (options == 1 && Int(t.seatMinimum[session]) < t.pool.count(session))
    }
    movable = arena.flat(choices.map { Int32($0) }, 0)
    number.pointee.movable = choices.count
    number.pointee.random = Random(seed: seed &* 0x2545_F491_4F6C_DD1D &+ 1)
    waitForAll()
  }

  /// Takes every session out.
  func clear() {
    start.update(repeating: -1)
    place.update(repeating: -1)
    teamCount.update(repeating: 0)
    holder.update(repeating: -1)
    busy.update(repeating: 0)
    counts.update(repeating: 0)
    distinct.update(repeating: 0)
    placeUse.update(repeating: 0)
    placeDistinct.update(repeating: 0)
    load.update(repeating: 0)
    weekLoad.update(repeating: 0)
    told.update(repeating: 0)
    waitForAll()
  }

  /// Sets what is not the same in every empty plan: closed lanes, the waiting list, the cost.
  private func waitForAll() {
    let t = tables
    for index in 0..<(t.lanes * t.slots) { lanes[index] = t.closed[index] }
    for session in 0..<t.sessions { (waiting[session], waitingPosition[session]) = (Int32(session), Int32(session)) }
    number.pointee.waiting = t.sessions
    number.pointee.cost = emptyCost
  }

  /// What a plan without any session costs: groups that are not spread, people below their own targets.
  private var emptyCost: Int {
    let t = tables
    var cost = 0
    if t.counterTotal > 0 { for need in t.counterNeed { cost += Int(need) * t.weight.spread } }
    for person in 0..<t.people where t.hasTarget[person] != 0 { cost += Int(t.target[person]) * Int(t.target[person]) * t.weight.balance }
    return cost
  }

  var movableCount: Int { number.pointee.movable }
  var cost: Int { number.pointee.cost }
  var unplaced: Int { number.pointee.waiting }

  /// The plan as it stands, without reasons.
  func assignments() -> [Assignment] {
    (0..<tables.sessions).compactMap { session in
      guard start[session] >= 0 else { return nil }
      let base = Int(tables.teamBase[session])
      let chosen = (0..<Int(teamCount[session])).map { Int(team[base + $0]) }.sorted()
      return model.assignment(session, start: Int(start[session]), place: Int(place[session]), team: chosen)
    }
  }
}
