import AcademicCalendar

/// Works out where each session may start and what that costs whatever the other sessions do; equal sessions share one domain.
struct DomainCompiler {
  private let compiler: Compiler
  private let problem: Problem
  private let lessons: [UInt8]
  private let absent: Flat<UInt8>
  private let periods: Int
  private let slots: Int
  /// Whether a session of each length may start at a period, by length and period.
  private let fits: [Bool]
  /// The session before, without what its domain does not depend on: equal sessions stand together in practice.
  private var last: Session?
  private var patterns: [TimePattern: [Bool]] = [:]
  private var disturbed: [DisturbanceKey: [Int32]] = [:]

  private(set) var ofSession: [Int32] = []
  private(set) var base: [Int32] = []
  private(set) var size: [Int32] = []
  private(set) var offset: [Int] = []
  private(set) var costs: [Int32] = []
  private(set) var starts: [[Int32]] = []

  private struct DisturbanceKey: Hashable {
    let person: Int32
    let minutes: Int32
    let length: Int32
    let exempt: Bool
  }

  init(_ compiler: Compiler, lessons: [UInt8], absent: Flat<UInt8>) {
    self.compiler = compiler
    problem = compiler.problem
    self.lessons = lessons
    self.absent = absent
    periods = problem.periods.count
    slots = periods * problem.days.count
    fits = DomainCompiler.fits(problem.periods)
  }

  /// A session stays within one half day, unless it is longer than either.
  private static func fits(_ periods: [Period]) -> [Bool] {
    let longest = Dictionary(grouping: periods, by: \.half).values.map(\.count).max() ?? 0
    return (0...periods.count).flatMap { length in
      periods.indices.map { first in
        guard length > 0, first + length <= periods.count else { return false }
        return length > longest || periods[first].half == periods[first + length - 1].half
      }
    }
  }

  /// Adds the domain of the next session; `zones` are those that its places touch, in the order of its place set.
  mutating func add(_ session: Session, zones: [Int32]) {
    let key = DomainCompiler.key(session)
    if key != last {
      last = key
      build(session, zones)
    }
    ofSession.append(Int32(base.count - 1))
  }

  /// The session without what its domain does not depend on.
  private static func key(_ session: Session) -> Session {
    var key = session
    (key.id, key.title, key.groups, key.previous, key.attendance, key.openSeats) = ("", "", [], nil, nil, nil)
    return key
  }

  private mutating func build(_ session: Session, _ zones: [Int32]) {
    let days = window(session)
    let common = commonCosts(session, days)
    base.append(Int32(days.lowerBound * periods))
    size.append(Int32(days.count * periods))
    offset.append(costs.count)
    let own = session.people.compactMap { compiler.personIndex[$0] }
    var open = [Bool](repeating: false, count: common.count)
    for zone in zones.isEmpty ? [Int32(compiler.zoneIndex.count)] : zones {
      var row = common
      for person in own { addClasses(person, session, zone, days, &row) }
      for index in row.indices where row[index] >= 0 { open[index] = true }
      costs += row
    }
    starts.append(zones.isEmpty ? [] : open.indices.filter { open[$0] }.map { Int32(days.lowerBound * periods + $0) })
  }

  /// Indices of the days that the session may touch.
  private func window(_ session: Session) -> Range<Int> {
    var (from, through) = (session.from, session.through)
    if let pinned = session.pinned { (from, through) = (pinned.day, pinned.day) }
    func first(_ condition: (TeachingDay) -> Bool) -> Int {
      var (low, high) = (0, problem.days.count)
      while low < high {
        let middle = (low + high) / 2
        if condition(problem.days[middle]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let lower = from.map { day in first { $0.day >= day } } ?? 0
    let upper = through.map { day in first { $0.day > day } } ?? problem.days.count
    return lower..<max(lower, upper)
  }

  /// Costs that no zone changes: −1 where the grid, the window, an absence or the required class forbids a start.
  private mutating func commonCosts(_ session: Session, _ days: Range<Int>) -> [Int32] {
    let length = session.length
    var row = [Int32](repeating: -1, count: days.count * periods)
    let own = session.people.compactMap { compiler.personIndex[$0] }
    let audience = session.audience.compactMap { compiler.personIndex[$0] }
    let rules = session.pinned == nil ? TimeRules(session, &patterns, problem) : TimeRules(pinned: session, &patterns, problem)
    let (preferred, research) = (Int32(compiler.weights[.preferred]), Int32(compiler.weights[.researchDay]))
    let audienceWeight = compiler.weights[.audience]
    for day in days {
      let (date, follows, first) = (problem.days[day].day, problem.days[day].follows, Compiler.row(problem.days[day]) * periods)
      let offDay = session.researchDay.map { $0 != follows } == true ? research : 0
      for period in 0..<periods where fits[length * periods + period] {
        let start = day * periods + period
        let range = start..<(start + length)
        guard rules.isFree || rules.allow(range, day: date, period: period + 1) else { continue }
        guard own.allSatisfy({ person in range.allSatisfy { absent[person * slots + $0] == 0 } }) else { continue }
        if let during = session.during, !isOn(during, day, period, length) { continue }
        var cost = offDay + (rules.prefers(start) ? 0 : preferred)
        if !audience.isEmpty, audienceWeight > 0 {
          let busy = audience.count { person in
            (period..<(period + length)).contains { lessons[person * 14 * periods + first + $0] != 0 }
          }
          cost += Int32(clamping: busy * audienceWeight)
        }
        row[(day - days.lowerBound) * periods + period] = cost
      }
    }
    return row
  }

  private func isOn(_ during: RequiredClass, _ day: Int, _ period: Int, _ length: Int) -> Bool {
    guard let person = compiler.personIndex[during.person] else { return false }
    let teaching = problem.days[day]
    return (period..<(period + length)).allSatisfy { index in
      problem.people[person].timetable.contains {
        $0.weekday == teaching.follows && $0.period == index + 1 && ($0.parity == nil || $0.parity == teaching.parity)
          && (during.lesson == nil || during.lesson == $0.title)
      }
    }
  }

  private mutating func addClasses(_ person: Int, _ session: Session, _ zone: Int32, _ days: Range<Int>, _ row: inout [Int32]) {
    let side = compiler.zoneIndex.count + 1
    let minutes = compiler.minutes[Int(compiler.homeZone[person]) * side + Int(zone)]
    let exempt = session.during?.person == problem.people[person].id
    let key = DisturbanceKey(person: Int32(person), minutes: minutes, length: Int32(session.length), exempt: exempt)
    if disturbed[key] == nil { disturbed[key] = disturbance(key) }
    guard let table = disturbed[key], table.contains(where: { $0 != 0 }) else { return }
    let weight = compiler.weights[.classes]
    for (index, day) in days.enumerated() {
      let first = Compiler.row(problem.days[day]) * periods
      for period in 0..<periods where row[index * periods + period] >= 0 {
        let count = table[first + period]
        let position = index * periods + period
        row[position] = count < 0 ? -1 : Int32(clamping: Int(row[position]) + Int(count) * weight)
      }
    }
  }

  /// How many classes a session that starts at each timetable row and period disturbs, −1 where one of them must be kept.
  private func disturbance(_ key: DisturbanceKey) -> [Int32] {
    var table = [Int32](repeating: 0, count: 14 * periods)
    let length = Int(key.length)
    for row in 0..<14 {
      let first = (Int(key.person) * 14 + row) * periods
      for start in 0..<periods where start + length <= periods {
        var count: Int32 = 0
        for period in 0..<periods where lessons[first + period] != 0 {
          let inside = period >= start && period < start + length
          if inside ? key.exempt : !isOnTheWay(period, start, length, Int(key.minutes)) { continue }
          if lessons[first + period] == 2 {
            count = -1
            break
          }
          count += 1
        }
        table[row * periods + start] = count
      }
    }
    return table
  }

  /// Whether a lesson outside the session falls into the time that it takes to come or to go back.
  private func isOnTheWay(_ period: Int, _ start: Int, _ length: Int, _ minutes: Int) -> Bool {
    minutes > 0 && problem.periods[period].start < problem.periods[start + length - 1].end + minutes
      && problem.periods[period].end > problem.periods[start].start - minutes
  }
}

/// The times that a session's own rules leave.
struct TimeRules {
  private let only: Set<Slot>?
  private let allowed: [[Bool]]
  private let forbidden: [[Bool]]
  private let preferred: [[Bool]]

  init(_ session: Session, _ cache: inout [TimePattern: [Bool]], _ problem: Problem) {
    only = session.starts.isEmpty ? nil : Set(session.starts)
    allowed = session.allowed.map { TimeRules.mask($0, &cache, problem) }
    forbidden = session.forbidden.map { TimeRules.mask($0, &cache, problem) }
    preferred = session.preferred.map { TimeRules.mask($0, &cache, problem) }
  }

  /// A pin overrides the session's own rules.
  init(pinned session: Session, _ cache: inout [TimePattern: [Bool]], _ problem: Problem) {
    only = session.pinned.map { [Slot($0.day, $0.period)] }
    allowed = []
    forbidden = []
    preferred = session.preferred.map { TimeRules.mask($0, &cache, problem) }
  }

  /// Whether there are no rules at all.
  var isFree: Bool { only == nil && allowed.isEmpty && forbidden.isEmpty }

  func allow(_ range: Range<Int>, day: Day, period: Int) -> Bool {
    if let only, !only.contains(Slot(day, period)) { return false }
    if !allowed.isEmpty, !range.allSatisfy({ slot in allowed.contains { $0[slot] } }) { return false }
    return forbidden.allSatisfy { mask in !range.contains { mask[$0] } }
  }

  func prefers(_ start: Int) -> Bool { preferred.isEmpty || preferred.contains { $0[start] } }

  private static func mask(_ pattern: TimePattern, _ cache: inout [TimePattern: [Bool]], _ problem: Problem) -> [Bool] {
    if let mask = cache[pattern] { return mask }
    var mask: [Bool] = []
    mask.reserveCapacity(problem.days.count * problem.periods.count)
    for day in problem.days {
      let dayMatches =
        (pattern.from.map { $0 <= day.day } ?? true) && (pattern.through.map { day.day <= $0 } ?? true)
        && (pattern.weekdays.isEmpty || pattern.weekdays.contains(day.follows))
        && (pattern.weeks.isEmpty || pattern.weeks.contains(day.week))
        && (pattern.parity == nil || pattern.parity == day.parity)
      for (index, period) in problem.periods.enumerated() {
        mask.append(
          dayMatches && (pattern.periods.isEmpty || pattern.periods.contains(index + 1))
            && (pattern.half == nil || pattern.half == period.half))
      }
    }
    cache[pattern] = mask
    return mask
  }
}
