import AcademicCalendar

/// Works out where each session may start and what that costs whatever the other sessions do; equal sessions share one domain.
struct DomainCompiler {
  private let compiler: Compiler
  private let problem: Problem
  private let bits: LessonBits
  private let periods: Int
  /// The row of a weekly timetable that each day follows.
  private let rows: [Int]
  /// Whether a session of each length may start at a period, by length and period.
  private let fits: [Bool]
  /// The session before: equal ones stand together in practice.
  private var last: Int?
  private var patterns: [TimePattern: [Bool]] = [:]
  private var disturbed: DisturbedPeriods

  private(set) var ofSession: [Int32] = []
  private(set) var base: [Int32] = []
  private(set) var size: [Int32] = []
  private(set) var offset: [Int] = []
  private(set) var least: [Int32] = []
  private(set) var costs: [Int32] = []
  private(set) var starts: [[Int32]] = []

  init(_ compiler: Compiler, _ bits: LessonBits) {
    self.compiler = compiler
    problem = compiler.problem
    self.bits = bits
    periods = problem.periods.count
    rows = problem.days.map { Compiler.row($0) }
    fits = DomainCompiler.fits(problem.periods)
    disturbed = DisturbedPeriods(problem.periods)
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
    let teacher = session.during.flatMap { compiler.personIndex[$0.person] } ?? -1
    let common = commonCosts(session, own, days)
    base.append(Int32(days.lowerBound * periods))
    size.append(Int32(days.count * periods))
    offset.append(costs.count)
    var open = [Bool](repeating: false, count: common.count)
    var cheapest = Int32.max
    for zone in zones.isEmpty ? [Int32(compiler.zoneIndex.count)] : zones {
      let first = costs.count
      costs += common
      for person in own { addClasses(person, session.length, exempt: person == teacher, zone, days, first) }
      for index in open.indices where costs[first + index] >= 0 {
        open[index] = true
        cheapest = min(cheapest, costs[first + index])
      }
    }
    least.append(cheapest == .max ? -1 : cheapest)
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
    let span: UInt32 = (1 << UInt32(length)) - 1
    let heard = session.during.flatMap { $0.lesson == nil ? compiler.personIndex[$0.person] : nil }
    let slowly = heard == nil ? session.during : nil
    for day in days {
      let offDay = session.researchDay.map { $0 != problem.days[day].follows } == true ? research : 0
      var blocked: UInt32 = 0
      for person in own { blocked |= bits.absent[person * bits.days + day] }
      if let heard { blocked |= ~bits.lessons[heard * 14 + rows[day]] | bits.absent[heard * bits.days + day] }
      for period in periodsFitting {
        let mask = span << UInt32(period)
        if blocked & mask != 0 { continue }
        let start = day * periods + period
        if !isFree, !rules.allow(start..<(start + length), day: problem.days[day].day, period: period + 1) { continue }
        if let slowly, !isOn(slowly, day, period, length) { continue }
        var cost = offDay
        if hasPreferred, !rules.prefers(start) { cost += preferred }
        if !audience.isEmpty {
          var count = 0
          for person in audience where bits.lessons[person * 14 + rows[day]] & mask != 0 { count += 1 }
          cost += Int32(clamping: count * audienceWeight)
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
      bits.absent[person * bits.days + day] >> UInt32(index) & 1 == 0
        && problem.people[person].timetable.contains {
          $0.weekday == teaching.follows && $0.period == index + 1 && ($0.parity == nil || $0.parity == teaching.parity)
            && (during.lesson == nil || during.lesson == $0.title)
        }
    }
  }

  /// Adds what a person's own classes cost, from `start` in `costs` on.
  private mutating func addClasses(_ person: Int, _ length: Int, exempt: Bool, _ zone: Int32, _ days: Range<Int>, _ start: Int) {
    let side = compiler.zoneIndex.count + 1
    let minutes = compiler.minutes[Int(compiler.homeZone[person]) * side + Int(zone)]
    let masks = disturbed.masks(minutes: minutes, length: length, exempt: exempt)
    let weight = compiler.weights[.classes]
    let (width, bits, rows) = (periods, bits, rows)
    costs.withUnsafeMutableBufferPointer { costs in
      var position = start
      for day in days {
        let row = person * 14 + rows[day]
        let (lessons, kept) = (bits.lessons[row], bits.kept[row])
        if lessons != 0 {
          for period in 0..<width where lessons & masks[period] != 0 && costs[position + period] >= 0 {
            if kept & masks[period] != 0 {
              costs[position + period] = -1
            } else {
              let count = (lessons & masks[period]).nonzeroBitCount
              costs[position + period] = Int32(clamping: Int(costs[position + period]) + count * weight)
            }
          }
        }
        position += width
      }
    }
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
