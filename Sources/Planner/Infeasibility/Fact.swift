import AcademicCalendar

/// A rule or a fact that a person can read, and that takes part in an explanation of why something cannot be planned.
public struct Fact: Hashable, Sendable, Codable {
  public var constraint: HardConstraint
  /// A Chinese clause: 李老师 2026-10-19 至 2026-10-23 病假.
  public var message: String

  public init(_ constraint: HardConstraint, _ message: String) { (self.constraint, self.message) = (constraint, message) }
}

/// Why some sessions cannot all be placed: facts that cannot hold together, though they can as soon as any one of them goes.
public struct Infeasibility: Hashable, Sendable, Codable {
  /// Identifiers of the sessions concerned, the one that was asked about first.
  public var sessions: [String]
  /// Without any one of these the others can be met.
  public var facts: [Fact]

  /// One Chinese sentence.
  public var text: String { facts.map(\.message).joined(separator: ", ") + ", 故无法安排" }
}

/// What a selector of the encoding stands for; equal ones share a selector.
enum FactKey: Hashable {
  case need(Int)
  case window(Int)
  case times(Int)
  case requiredClass(Int)
  case absence(person: Int, number: Int)
  case lessons(person: Int)
  case once(person: Int)
  case travel(person: Int)
  case trips(person: Int)
  case closure(place: Int, number: Int)
  case capacity(place: Int)
  case together(group: Int)
  case perDay(group: Int)
  case perWeek(group: Int)
  case precedence(Int)
}

/// Puts the facts of a problem into words.
struct FactWords {
  let problem: Problem

  func fact(_ key: FactKey) -> Fact {
    switch key {
    case .need(let session): return Fact(.unplaced, need(problem.sessions[session]))
    case .window(let session): return Fact(.window, window(problem.sessions[session]))
    case .times(let session): return Fact(.window, "「\(problem.sessions[session].label)」只能在其允许的时间")
    case .requiredClass(let session):
      let during = problem.sessions[session].during
      let name = problem.people.first { $0.id == during?.person }?.name ?? ""
      return Fact(.requiredClass, "「\(problem.sessions[session].label)」须在\(name)上\(during?.lesson.map { "「\($0)」" } ?? "课")时进行")
    case .absence(let person, let number):
      let absence = problem.people[person].absences[number]
      return Fact(.absence, "\(problem.people[person].name)\(span(absence))\(absence.reason.isEmpty ? "不在" : absence.reason)")
    case .lessons(let person): return Fact(.ownClass, "\(problem.people[person].name)自己的课须照常上")
    case .once(let person): return Fact(.person, "\(problem.people[person].name)不能同时参加两项活动")
    case .travel(let person): return Fact(.travel, "\(problem.people[person].name)两项活动之间须来得及赶路")
    case .trips(let person):
      let limit = problem.people[person].tripsPerDay ?? problem.tripsPerDay ?? 0
      return Fact(.trips, "\(problem.people[person].name)一天至多外出 \(limit) 次")
    case .closure(let place, let number):
      let closure = problem.places[place].closures[number]
      return Fact(.place, "「\(problem.places[place].name)」\(span(closure))\(closure.reason.isEmpty ? "不可用" : closure.reason)")
    case .capacity(let place):
      return Fact(.capacity, "「\(problem.places[place].name)」同时至多 \(problem.places[place].capacity ?? 0) 项活动")
    case .together(let group): return Fact(.neverAtOnce, "「\(problem.groups[group].label)」的活动不能同时进行")
    case .perDay(let group): return Fact(.perDay, "「\(problem.groups[group].label)」一天至多 \(problem.groups[group].maximumPerDay ?? 0) 项活动")
    case .perWeek(let group):
      return Fact(.perWeek, "「\(problem.groups[group].label)」一周至多 \(problem.groups[group].maximumPerWeek ?? 0) 项活动")
    case .precedence(let number):
      let rule = problem.precedences[number]
      func label(_ id: String) -> String { problem.sessions.first { $0.id == id }?.label ?? id }
      let gap = rule.minimumDays > 0 ? "至少早 \(rule.minimumDays) 天" : "在先"
      return Fact(.precedence, "「\(label(rule.before))」须比「\(label(rule.after))」\(gap)\(rule.maximumDays.map { ", 至多早 \($0) 天" } ?? "")")
    }
  }

  private func need(_ session: Session) -> String {
    var text = "「\(session.label)」须安排 \(session.length) 节"
    let names = session.people.compactMap { id in problem.people.first { $0.id == id }?.name }
    if !names.isEmpty { text += "(\(names.joined(separator: "、"))\(session.openSeats.map { "及 \($0.minimum) 位人选" } ?? ""))" }
    return text
  }

  private func window(_ session: Session) -> String {
    if let pinned = session.pinned { return "「\(session.label)」固定在 \(pinned.day) 第\(pinned.period)节\(flaw(pinned, session.length))" }
    switch (session.from, session.through) {
    case (let from?, let through?): return "「\(session.label)」须在 \(from) 至 \(through) 之间"
    case (let from?, nil): return "「\(session.label)」不早于 \(from)"
    case (nil, let through?): return "「\(session.label)」不晚于 \(through)"
    case (nil, nil): return "「\(session.label)」须在教学日"
    }
  }

  /// Why a pin is no time of the grid; empty where it is one.
  private func flaw(_ pinned: Placement, _ length: Int) -> String {
    guard problem.days.contains(where: { $0.day == pinned.day }) else { return "(不是教学日)" }
    guard (1...problem.periods.count).contains(pinned.period) else { return "(一天只有 \(problem.periods.count) 节)" }
    return problem.fits(length, from: pinned.period) ? "" : "(从这一节起放不下 \(length) 节)"
  }

  private func span(_ absence: Absence) -> String {
    let days = absence.from == absence.through ? "\(absence.from)" : "\(absence.from) 至 \(absence.through)"
    return " \(days) \(absence.periods.isEmpty ? "" : "第" + absence.periods.map { "\($0)" }.joined(separator: "、") + "节")"
  }
}
