public import AcademicCalendar
public import Rules
import YAMLReading

extension StateDefinition {
  /// The days of the state: its window, worked out.
  /// - Throws: `OpeningError` where a date cannot be worked out.
  public func days(in context: OpeningContext) throws(OpeningError) -> ClosedRange<Day>? {
    guard let window else { return nil }
    let context = context.entering(id)
    let bindings = context.bindings()
    let entered = context.entered[id] ?? context.today
    guard let through = try window.through.day(from: entered, bindings: bindings, place: "\(id).window.through"),
      let from = try window.from.start(before: through, entered: entered, bindings: bindings, place: "\(id).window.from")
    else {
      throw OpeningError(place: "\(id).window", message: "起止日期未设定: 请先登记学期, 启动时用 --semester 指定")
    }
    guard from <= through else { throw OpeningError(place: "\(id).window", message: "起始 \(from) 晚于结束 \(through)") }
    return from...through
  }
}

extension TaskDefinition {
  /// Every task that this line opens when its state is entered.
  /// - Parameters:
  ///   - state: the identifier of the state, the first part of each key.
  ///   - phase: the days of the state.
  ///   - context: what expressions may see.
  /// - Throws: `OpeningError` where an expression cannot be worked out.
  public func open(in state: String, phase: ClosedRange<Day>?, context: OpeningContext) throws(OpeningError) -> [TaskSeed] {
    let place = "\(state)/\(key)"
    let bindings = context.bindings(phase: phase)
    let targets = try forEach.map { list throws(OpeningError) in try list.elements(in: context, bindings, place: place) } ?? [.subject]
    let activity = try activity.map { definition throws(OpeningError) in try definition.resolve(bindings, place) }
    guard let quota else {
      guard !targets.isEmpty else { return [] }
      let term = try term(phase ?? context.today...(.latest), bindings, place)
      let form = form(title, term, activity)
      return targets.map { target in
        let key = target.key
        return seed(key.isEmpty ? place : "\(place)/\(key)", target, form)
      }
    }
    guard let phase else { throw OpeningError(place: place, message: "周期职责所在的状态没有起止日期") }
    let count = try quota.count.number(bindings, place)
    guard count > 0, !targets.isEmpty else { return [] }
    let periods = DutyPeriod.all(quota.per, in: phase, semesters: context.semesters, calendar: context.calendar).filter {
      !quota.isMostly || $0.isMostlyWithin
    }
    var seeds: [TaskSeed] = []
    for period in periods {
      let term = try term(period.days, context.bindings(phase: phase, period: period), place)
      let forms = (0..<count).map { number in
        let label = count > 1 ? "\(period.title) \(number + 1)/\(count)" : period.title
        let named =
          quota.per == .semester && context.semester?.id == period.key ? (count > 1 ? " \(number + 1)/\(count)" : "") : "(\(label))"
        return form(title + named, term, activity)
      }
      for target in targets {
        for (number, form) in forms.enumerated() {
          let parts = [place, period.key, target.key, count > 1 ? "\(number + 1)" : ""]
          seeds.append(seed(parts.filter { !$0.isEmpty }.joined(separator: "/"), target, form))
        }
      }
    }
    return seeds
  }

  /// The first and the last day of what is done within these days, the same for every target.
  private func term(_ days: ClosedRange<Day>, _ bindings: Bindings, _ place: String) throws(OpeningError) -> (opens: Day, due: Day?) {
    let opens = try opens?.day(from: days.lowerBound, bindings: bindings, place: "\(place).opens") ?? days.lowerBound
    let due = try due?.day(from: days.lowerBound, bindings: bindings, place: "\(place).due")
    return (opens, due ?? (days.upperBound < .latest ? days.upperBound : nil))
  }

  private func form(_ title: String, _ term: (opens: Day, due: Day?), _ activity: Activity?) -> TaskSeed.Form {
    TaskSeed.Form(self, title: title, opens: term.opens, due: term.due, activity: activity)
  }

  private func seed(_ key: String, _ target: TaskTarget, _ form: TaskSeed.Form) -> TaskSeed {
    guard case .text(let text) = target else { return TaskSeed(key: key, target: target, form: form) }
    // A word is part of the title.
    return TaskSeed(
      key: key, target: target, form: self.form("\(form.title)(\(text))", (form.opens, form.due), form.activity))
  }
}

extension ActivityDefinition {
  func resolve(_ bindings: Bindings, _ place: String) throws(OpeningError) -> Activity {
    var resolved = Activity(kind: kind, periods: periods, place: .anywhere, team: nil, audience: audience)
    switch self.place {
    case .anywhere: break
    case .assignee: resolved.place = .assignee
    case .mentee: resolved.place = .mentee
    case .among(let list): resolved.place = .schools(try list.list(bindings, place).compactMap(\.identifier))
    }
    if let team {
      resolved.team = Activity.Team(pool: try team.from.list(bindings, place).compactMap(\.identifier), least: team.least, most: team.most)
    }
    return resolved
  }
}

extension TaskTarget {
  /// Reads a list's element: a map with `kind` and `id`, or plain text.
  init?(_ value: Value) {
    if case .string(let text) = value {
      self = .text(text)
      return
    }
    guard case .string(let kind)? = value["kind"] else { return nil }
    func text(_ key: String) -> String? { if case .string(let text)? = value[key] { text } else { nil } }
    switch kind {
    case "school":
      guard let id = text("id") else { return nil }
      self = .school(id)
    case "person":
      guard let id = text("id") else { return nil }
      self = .person(id)
    case "pair":
      guard let mentor = text("mentor"), let mentee = text("mentee") else { return nil }
      self = .pair(mentor: mentor, mentee: mentee)
    default: return nil
    }
  }
}

extension Value {
  /// A field of a map with text keys.
  subscript(key: String) -> Value? {
    guard case .map(let map) = self else { return nil }
    return map[key]
  }

  /// The identifier of a list's element.
  var identifier: String? {
    if case .string(let text) = self { return text }
    guard case .string(let id)? = self["id"] else { return nil }
    return id
  }
}

extension Expression {
  /// The elements of a list as the targets of tasks or child runs, each once.
  /// - Parameter bindings: what it sees; nil is what the context gives.
  /// - Throws: `OpeningError` where it gives no list of schools, people, pairs or words.
  public func elements(in context: OpeningContext, _ bindings: Bindings? = nil, place: String) throws(OpeningError) -> [TaskTarget] {
    let all = try elements(bindings ?? context.bindings(), place: place)
    guard context.edition >= 1 else { return all }
    var known: Set<String> = []
    return all.filter { known.insert($0.key).inserted }
  }

  /// The elements of a list as the targets of tasks or child runs.
  /// - Throws: `OpeningError` where it gives no list of schools, people, pairs or words.
  public func elements(_ bindings: Bindings, place: String) throws(OpeningError) -> [TaskTarget] {
    try list(bindings, place).map { value throws(OpeningError) in
      guard let target = TaskTarget(value) else { throw OpeningError(place: place, message: "「\(source)」的元素应为学校、人员、师徒或文字") }
      return target
    }
  }

  func list(_ bindings: Bindings, _ place: String) throws(OpeningError) -> [Value] {
    switch evaluate(bindings) {
    case .value(.list(let values)): return Array(values)
    case .unknown(let names): throw OpeningError(place: place, message: "「\(source)」未设定: \(names.sorted().joined(separator: ", "))")
    case .error(let error): throw OpeningError(place: place, message: "「\(source)」无法计算: \(error)")
    case .value: throw OpeningError(place: place, message: "「\(source)」给出的不是列表")
    }
  }

  /// A whole number from 0 through 1000.
  func number(_ bindings: Bindings, _ place: String) throws(OpeningError) -> Int {
    let number: Int? =
      switch evaluate(bindings) {
      case .value(.int(let value)): Int(exactly: value)
      case .value(.uint(let value)): Int(exactly: value)
      case .value(.double(let value)): Int(exactly: value)
      case .unknown(let names): throw OpeningError(place: place, message: "「\(source)」未设定: \(names.sorted().joined(separator: ", "))")
      case .error(let error): throw OpeningError(place: place, message: "「\(source)」无法计算: \(error)")
      case .value: nil
      }
    guard let number, (0...1000).contains(number) else { throw OpeningError(place: place, message: "「\(source)」应为 0 至 1000 的整数") }
    return number
  }
}
