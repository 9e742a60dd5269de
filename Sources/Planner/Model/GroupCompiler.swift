import AcademicCalendar

/// Compiles groups and precedences: which are resources, which count days or weeks, which keep to one place.
struct GroupCompiler {
  private let problem: Problem
  /// Resource of a group whose sessions are never at once.
  private(set) var resource: [String: Int32] = [:]
  private(set) var resourceCount = 0
  /// The group that each of these resources stands for, and that of each counter.
  private(set) var resourceGroup: [Int32] = []
  private(set) var counterGroup: [Int32] = []
  private(set) var countersOf: [[Int32]]
  private(set) var compactOf: [[Int32]]
  private(set) var onePlaceOf: [[Int32]]
  /// By group resource: 1 where all sessions last one period.
  private(set) var isUnit: [UInt8] = []
  private(set) var isWeek: [UInt8] = []
  private(set) var base: [Int32] = []
  private(set) var need: [Int32] = []
  private(set) var cap: [Int32] = []
  private(set) var members: [[Int32]] = []
  private(set) var total = 0
  private(set) var onePlaceCount = 0

  init(_ problem: Problem, people: Int, days: Int, groupIndex: [String: Int]) {
    self.problem = problem
    let sessions = problem.sessions
    countersOf = Array(repeating: [], count: sessions.count)
    compactOf = Array(repeating: [], count: sessions.count)
    onePlaceOf = Array(repeating: [], count: sessions.count)
    var memberLists = [[Int32]](repeating: [], count: problem.groups.count)
    for (index, session) in sessions.enumerated() {
      for id in session.groups { if let group = groupIndex[id] { memberLists[group].append(Int32(index)) } }
    }
    let weeks = Set(problem.days.map(\.week)).count
    for (index, group) in problem.groups.enumerated() where !memberLists[index].isEmpty {
      let list = memberLists[index]
      if group.neverAtOnce || group.compact {
        let number = Int32(people + resourceCount)
        resource[group.id] = number
        resourceCount += 1
        resourceGroup.append(Int32(index))
        isUnit.append(list.allSatisfy { sessions[Int($0)].length == 1 } ? 1 : 0)
        if group.compact { for session in list { compactOf[Int(session)].append(number) } }
      }
      if group.minimumDays != nil || group.maximumPerDay != nil {
        addCounter(index, list, group.minimumDays, group.maximumPerDay, days, week: false)
      }
      if group.minimumWeeks != nil || group.maximumPerWeek != nil {
        addCounter(index, list, group.minimumWeeks, group.maximumPerWeek, weeks, week: true)
      }
      if group.onePlace {
        for session in list { onePlaceOf[Int(session)].append(Int32(onePlaceCount)) }
        onePlaceCount += 1
      }
    }
  }

  private mutating func addCounter(_ group: Int, _ list: [Int32], _ minimum: Int?, _ maximum: Int?, _ buckets: Int, week: Bool) {
    let number = Int32(base.count)
    for session in list { countersOf[Int(session)].append(number) }
    base.append(Int32(total))
    total += buckets
    isWeek.append(week ? 1 : 0)
    counterGroup.append(Int32(group))
    need.append(Int32(clamping: max(minimum ?? 0, 0)))
    cap.append(Int32(clamping: max(maximum ?? 1_000_000, 0)))
    members.append(list)
  }

  /// The precedences of each session, seen from both sides.
  func orders(_ sessionIndex: [String: Int]) -> [[Order]] {
    var result = [[Order]](repeating: [], count: problem.sessions.count)
    for precedence in problem.precedences {
      guard let before = sessionIndex[precedence.before], let after = sessionIndex[precedence.after] else { continue }
      let (minimum, maximum) = (Int32(clamping: precedence.minimumDays), Int32(clamping: precedence.maximumDays ?? -1))
      result[before].append(Order(other: Int32(after), first: true, minimum: minimum, maximum: maximum))
      result[after].append(Order(other: Int32(before), first: false, minimum: minimum, maximum: maximum))
    }
    return result
  }
}

/// Compiles open seats: pools, room for teams, shares.
struct SeatCompiler {
  private(set) var minimum: [Int32] = []
  private(set) var maximum: [Int32] = []
  private(set) var pool: [[Int32]] = []
  private(set) var previous: [[Int32]] = []
  private(set) var base: [Int32] = []
  private(set) var capacity = 0
  private(set) var isPool: [UInt8]
  private(set) var target: [Int32]
  private(set) var hasTarget: [UInt8]

  /// - Parameter fixed: the people of each session, then its groups; of these `fixedPeople` are people.
  init(_ problem: Problem, _ personIndex: [String: Int], fixed: [[Int32]], fixedPeople: [Int32]) {
    let people = problem.people.count
    isPool = Array(repeating: 0, count: people)
    target = Array(repeating: 0, count: people)
    hasTarget = Array(repeating: 0, count: people)
    let count = problem.sessions.count
    minimum = Array(repeating: 0, count: count)
    maximum = Array(repeating: 0, count: count)
    pool = Array(repeating: [], count: count)
    previous = Array(repeating: [], count: count)
    base = Array(repeating: 0, count: count)
    var seats = 0
    for index in problem.sessions.indices {
      base[index] = Int32(capacity)
      let hasSeats = problem.sessions[index].openSeats != nil
      guard hasSeats || problem.sessions[index].pinned?.people != nil || problem.sessions[index].previous?.people != nil else { continue }
      seats += add(problem.sessions[index], index, personIndex)
    }
    let share = SeatCompiler.share(isPool, seats, fixed, fixedPeople)
    for (index, person) in problem.people.enumerated() {
      target[index] = Int32(clamping: person.target ?? share)
      hasTarget[index] = person.target == nil ? 0 : 1
      if person.target != nil { isPool[index] = 1 }
    }
  }

  /// Compiles one session; returns the seats to be filled at least.
  private mutating func add(_ session: Session, _ index: Int, _ personIndex: [String: Int]) -> Int {
    func numbers(_ list: [String]) -> [Int32] { list.compactMap { personIndex[$0] }.map { Int32($0) } }
    let fixed = Set(session.people)
    let settled = session.pinned?.people?.filter { !fixed.contains($0) }
    let open = numbers(session.openSeats?.pool ?? [])
    let own = Set(numbers(session.people))
    pool[index] = settled.map(numbers) ?? open.filter { !own.contains($0) }
    minimum[index] = Int32(settled?.count ?? session.openSeats?.minimum ?? 0)
    maximum[index] = Int32(settled?.count ?? session.openSeats?.maximum ?? 0)
    previous[index] = numbers((session.previous?.people ?? []).filter { !fixed.contains($0) })
    capacity += Int(maximum[index])
    for person in open { isPool[Int(person)] = 1 }
    return session.openSeats?.minimum ?? 0
  }

  /// The even share of sessions of those who may fill open seats: all their fixed sessions and all seats, divided and rounded up.
  private static func share(_ isOpen: [UInt8], _ seats: Int, _ fixed: [[Int32]], _ fixedPeople: [Int32]) -> Int {
    let open = isOpen.count { $0 != 0 }
    if open == 0 { return 0 }
    var sessions = seats
    for (index, list) in fixed.enumerated() {
      for person in list.prefix(Int(fixedPeople[index])) where isOpen[Int(person)] != 0 { sessions += 1 }
    }
    return (sessions + open - 1) / open
  }
}
