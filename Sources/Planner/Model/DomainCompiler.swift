import AcademicCalendar

/// Works out where each session may start and what that costs whatever the other sessions do; equal sessions share one domain.
struct DomainCompiler {
  private let compiler: Compiler
  private let problem: Problem
  private let lessons: Flat<UInt8>
  private let absent: Flat<UInt8>
  private let periods: Int
  private let slots: Int
  /// Whether a session of each length may start at a period, by length and period.
  private let fits: [Bool]
  /// The session before: equal ones stand together in practice.
  private var last: Int?
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

  init(_ compiler: Compiler, lessons: Flat<UInt8>, absent: Flat<UInt8>) {
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

  /// Adds the domain of a session; `zones` are those that its places touch, in the order of its place set.
  mutating func add(_ index: Int, zones: [Int32]) {
    if last.map({ !hasSameDomain(index, $0) }) ?? true { build(problem.sessions[index], zones) }
    last = index
    ofSession.append(Int32(base.count - 1))
  }

  /// Whether two sessions are equal in everything that a domain depends on.
  private func hasSameDomain(_ one: Int, _ other: Int) -> Bool {
    let sessions = problem.sessions
    return sessions[one].length == sessions[other].length && sessions[one].from == sessions[other].from
      && sessions[one].through == sessions[other].through && sessions[one].people == sessions[other].people
      && sessions[one].places == sessions[other].places && sessions[one].starts == sessions[other].starts
      && sessions[one].allowed == sessions[other].allowed && sessions[one].forbidden == sessions[other].forbidden
      && sessions[one].preferred == sessions[other].preferred && sessions[one].during == sessions[other].during
      && sessions[one].pinned == sessions[other].pinned && sessions[one].audience == sessions[other].audience
      && sessions[one].researchDay == sessions[other].researchDay
  }

  private mutating func build(_ session: Session, _ zones: [Int32]) {
    let days = window(session)
    let own = session.people.compactMap { compiler.personIndex[$0] }
    let common = commonCosts(session, own, days)
    base.append(Int32(days.lowerBound * periods))
    size.append(Int32(days.count * periods))
    offset.append(costs.count)
    var open = [Bool](repeating: false, count: common.count)
    for zone in zones.isEmpty ? [Int32(compiler.zoneIndex.count)] : zones {
      let first = costs.count
      costs += common
      for person in own { addClasses(person, session, zone, days, first) }
      for index in open.indices where costs[first + index] >= 0 { open[index] = true }
    }
    var list: [Int32] = []
    if !zones.isEmpty {
      list.reserveCapacity(open.count)
      for index in open.indices where open[index] { list.append(Int32(days.lowerBound * periods + index)) }
    }
    starts.append(list)
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
  private mutating func commonCosts(_ session: Session, _ own: [Int], _ days: Range<Int>) -> [Int32] {
    let length = session.length
    var row = [Int32](repeating: -1, count: days.count * periods)
    let rules = session.pinned == nil ? TimeRules(session, &patterns, problem) : TimeRules(pinned: session, &patterns, problem)
    let (isFree, hasPreferred) = (rules.isFree, rules.hasPreferred)
    let (preferred, research) = (Int32(compiler.weights[.preferred]), Int32(compiler.weights[.researchDay]))
    let audienceWeight = compiler.weights[.audience]
    let audience = audienceWeight > 0 ? session.audience.compactMap { compiler.personIndex[$0] } : []
    let periodsFitting = (0..<periods).filter { fits[length * periods + $0] }
    for day in days {
      let offDay = session.researchDay.map { $0 != problem.days[day].follows } == true ? research : 0
      for period in periodsFitting {
        let start = day * periods + period
        if !isFree, !rules.allow(start..<(start + length), day: problem.days[day].day, period: period + 1) { continue }
        if isAbsent(own, start, length) { continue }
        if let during = session.during, !isOn(during, day, period, length) { continue }
        var cost = offDay
        if hasPreferred, !rules.prefers(start) { cost += preferred }
        if !audience.isEmpty {
          cost += Int32(clamping: inClass(audience, Compiler.row(problem.days[day]) * periods + period, length) * audienceWeight)
        }
        row[(day - days.lowerBound) * periods + period] = cost
      }
    }
    return row
  }

  /// Whether anybody is absent in any of the slots.
  private func isAbsent(_ people: [Int], _ start: Int, _ length: Int) -> Bool {
    for person in people {
      for slot in start..<(start + length) where absent[person * slots + slot] != 0 { return true }
    }
    return false
  }

  /// How many have a class in any of the periods, given as a place in a timetable.
  private func inClass(_ people: [Int], _ first: Int, _ length: Int) -> Int {
    var count = 0
    for person in people {
      for period in first..<(first + length) where lessons[person * 14 * periods + period] != 0 {
        count += 1
        break
      }
    }
    return count
  }

  private func isOn(_ during: RequiredClass, _ day: Int, _ period: Int, _ length: Int) -> Bool {
    guard let person = compiler.personIndex[during.person] else { return false }
    if during.lesson == nil {
      let first = (person * 14 + Compiler.row(problem.days[day])) * periods
      return (period..<(period + length)).allSatisfy { lessons[first + $0] != 0 }
    }
    let teaching = problem.days[day]
    return (period..<(period + length)).allSatisfy { index in
      problem.people[person].timetable.contains {
        $0.weekday == teaching.follows && $0.period == index + 1 && ($0.parity == nil || $0.parity == teaching.parity)
          && (during.lesson == nil || during.lesson == $0.title)
      }
    }
  }

  private mutating func addClasses(_ person: Int, _ session: Session, _ zone: Int32, _ days: Range<Int>, _ start: Int) {
    let side = compiler.zoneIndex.count + 1
    let minutes = compiler.minutes[Int(compiler.homeZone[person]) * side + Int(zone)]
    let exempt = session.during?.person == problem.people[person].id
    let key = DisturbanceKey(person: Int32(person), minutes: minutes, length: Int32(session.length), exempt: exempt)
    let table: [Int32]
    if let known = disturbed[key] {
      table = known
    } else {
      let new = disturbance(key)
      // Nobody is asked about again and again for nothing: an empty table stands for one without classes.
      table = new.contains { $0 != 0 } ? new : []
      disturbed[key] = table
    }
    if table.isEmpty { return }
    let weight = compiler.weights[.classes]
    let width = periods
    let rows = days.map { Compiler.row(problem.days[$0]) * width }
    costs.withUnsafeMutableBufferPointer { costs in
      for (index, first) in rows.enumerated() {
        for period in 0..<width {
          let (position, count) = (start + index * width + period, table[first + period])
          if count == 0 || costs[position] < 0 { continue }
          costs[position] = count < 0 ? -1 : Int32(clamping: Int(costs[position]) + Int(count) * weight)
        }
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

  var hasPreferred: Bool { !preferred.isEmpty }

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
