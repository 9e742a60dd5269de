import AcademicCalendar
public import Reports
import Statechart
import Store
import Workflow
import YAMLReading

extension Office {
  /// Who did how much of each duty in a semester (`jiaoli report duties`; S1-22).
  /// - Parameters:
  ///   - semester: its identifier or name.
  ///   - subject: a staff number, a studio's or a school's code; nil is everybody that the actor sees.
  ///   - workflow: only the duties of this workflow.
  public func dutyReport(semester: String, subject: String?, workflow: String?) throws -> Report {
    let (report, people) = try store.read { reader in
      let semester = try self.semester(semester, reader)
      if let workflow { _ = try self.workflow(workflow, reader) }
      var matrix = try DutyMatrix(reader, semester: semester, workflow: workflow, today: today)
      let (name, people) = try dutyPeople(&matrix, subject, reader)
      let report = Report(
        name: "duties", title: "学期职责一览", subtitle: [name, semester.name].filter { !$0.isEmpty }.joined(separator: " · "), day: today,
        tables: [matrix.overview(people), matrix.detail(people)],
        notes: [
          "格内是「办结/应做」和状态; 应做不含经批准免做的。", "空格表示没有安排这项职责。", "没有截止于本学期的职责不列。",
        ])
      return (report, people.map(\.id))
    }
    try noteLook(.viewTasks, at: people, what: "学期职责 \(semester)")
    return report
  }

  /// The people of the rows: those whose work the actor may see, within the subject.
  ///
  /// Who has left a studio keeps the row of what they have in its runs.
  private func dutyPeople(_ matrix: inout DutyMatrix, _ code: String?, _ reader: Reader) throws -> (name: String, people: [Person]) {
    let all = try matrix.people(reader)
    guard let code else {
      if actor.may(.view, .office) { return ("", all) }
      return (
        "",
        try all.filter { person in
          if actor.may(.view, try belonging(ofPerson: person.id, reader)) { return true }
          return matrix.keepOnly(matrix.studios(of: person.id).filter { actor.may(.view, Belonging(studios: [$0])) }, of: person.id)
        }
      )
    }
    switch try reportSubject(code, reader) {
    case .office(let name): return (name, all)
    case .person(let person): return (person.name, [person])
    case .school(let school): return (school.name, all.filter { $0.school == school.id })
    case .studio(let studio):
      let members = Set(try reader.memberships(of: studio.id).map(\.person))
      return (studio.name, all.filter { members.contains($0.id) || matrix.keepOnly([studio.id], of: $0.id) })
    }
  }
}

/// The duties of a semester by person.
private struct DutyMatrix {
  /// A duty or task of a workflow, a column.
  struct Duty: Hashable {
    var workflow: String
    var invocation: String
  }

  let today: Day
  private(set) var duties: [Duty] = []
  private var titles: [Duty: String] = [:]
  private var cites: [Duty: String] = [:]
  private var tasks: [String: [Duty: [TaskRecord]]] = [:]
  /// The studio that a run is about.
  private var studios: [Int64: String] = [:]
  private var memberships: [String: [String]] = [:]

  init(_ reader: Reader, semester: Semester, workflow: String?, today: Day) throws {
    self.today = today
    for (task, run, invocation) in try reader.duties(of: semester, workflow: workflow) {
      let duty = Duty(workflow: run.workflow, invocation: invocation)
      if titles[duty] == nil {
        duties.append(duty)
        if case .tasks(let definition, _)? = try reader.process(run.workflow, run.version).invocations[InvocationID(invocation)] {
          (titles[duty], cites[duty]) = (definition.title, definition.cite?.description)
        } else {
          titles[duty] = task.title
        }
      }
      studios[task.run] = run.studio
      if let person = task.assignee { tasks[person, default: [:]][duty, default: []].append(task) }
    }
    for studio in Set(studios.values).sorted() {
      for membership in try reader.memberships(of: studio) {
        memberships[membership.person, default: []].append("\(studio) \(membership.role.rawValue)")
        // Who belongs to a studio and has nothing to do is shown with nothing.
        if membership.role != .trainee, tasks[membership.person] == nil { tasks[membership.person] = [:] }
      }
    }
  }

  /// The studios in whose runs somebody has a task.
  func studios(of person: String) -> Set<String> { Set((tasks[person] ?? [:]).values.joined().compactMap { studios[$0.run] }) }

  /// Leaves of somebody's tasks those in the runs of some studios.
  /// - Returns: whether there are any; where there are none, nothing is left out.
  mutating func keepOnly(_ kept: Set<String>, of person: String) -> Bool {
    let left = (tasks[person] ?? [:]).mapValues { own in own.filter { studios[$0.run].map(kept.contains) ?? false } }
      .filter { !$0.value.isEmpty }
    if !left.isEmpty { tasks[person] = left }
    return !left.isEmpty
  }

  /// By staff number.
  func people(_ reader: Reader) throws -> [Person] { try tasks.keys.sorted().compactMap { try reader.person($0) } }

  /// People × duties.
  func overview(_ people: [Person]) -> Report.Table {
    let shown = shownDuties(people)
    var rows = people.map { person in
      let own = tasks[person.id] ?? [:]
      return Report.Row(
        [.text(person.id), .text(person.name), .text((memberships[person.id] ?? []).joined(separator: "、"))]
          + shown.map { duty in own[duty].map { .text(DutyCount($0, today).text) } ?? .empty })
    }
    if people.count > 1 {
      rows.append(
        Report.Row(
          ["合计", .text("\(people.count) 人"), .empty]
            + shown.map { duty in
              let count = DutyCount(people.flatMap { tasks[$0.id]?[duty] ?? [] }, today)
              return .text("\(count.accepted)/\(count.required)")
            }, style: .total))
    }
    return Report.Table(
      name: "matrix", title: "一览",
      columns: [.init("person", "工号"), .init("name", "姓名"), .init("membership", "身份", width: 20)]
        + shown.enumerated().map { index, duty in .init("duty\(index + 1)", titles[duty] ?? "", alignment: .centre, width: 16) },
      rows: rows, leadingColumns: 2, sources: Set(shown.compactMap { cites[$0] }).sorted().map(Report.Source.clause))
  }

  /// One line for each person and duty, with numbers to reckon with and the tasks behind them.
  func detail(_ people: [Person]) -> Report.Table {
    let shown = shownDuties(people)
    return Report.Table(
      name: "detail", title: "明细",
      columns: [
        .init("person", "工号"), .init("name", "姓名"), .init("duty", "职责", width: 24), .init("required", "应做", .integer),
        .init("accepted", "办结", .integer), .init("submitted", "待审", .integer), .init("late", "逾期", .integer),
        .init("daysLate", "最多逾期天数", .integer), .init("waived", "免做", .integer), .init("state", "状态"), .init("due", "最近截止", .day),
      ],
      rows: people.flatMap { person in
        shown.compactMap { duty -> Report.Row? in
          guard let own = tasks[person.id]?[duty] else { return nil }
          let count = DutyCount(own, today)
          return Report.Row(
            [
              .text(person.id), .text(person.name), .text(titles[duty] ?? ""), .integer(count.required), .integer(count.accepted),
              .integer(count.submitted), .integer(count.late), .unlessZero(count.daysLate), .integer(count.waived), .text(count.state),
              .init(own.filter { !$0.status.isSettled }.compactMap(\.due).min()),
            ], sources: own.map(Report.Source.task) + Report.Source.clauses(cites[duty]))
        }
      }, leadingColumns: 3)
  }

  private func shownDuties(_ people: [Person]) -> [Duty] {
    duties.filter { duty in people.contains { tasks[$0.id]?[duty] != nil } }
  }
}

/// How one person stands with one duty.
private struct DutyCount {
  var (accepted, submitted, returned, late, waived, ahead, required, daysLate) = (0, 0, 0, 0, 0, 0, 0, 0)

  init(_ tasks: [TaskRecord], _ today: Day) {
    for task in tasks {
      let days = task.daysLate(on: today)
      daysLate = max(daysLate, days)
      if days > 0 { late += 1 }
      switch task.status {
      case .accepted: accepted += 1
      case .submitted: submitted += 1
      case .returned: returned += 1
      case .waived: waived += 1
      case .planned where task.opens > today: ahead += 1
      case .planned, .open, .cancelled: break
      }
    }
    required = tasks.count - waived
  }

  /// The worst that is to be said.
  var state: String {
    if required == 0 { return "免做" }
    if late > 0 { return "逾期\(daysLate)天" }
    if returned > 0 { return "退回" }
    if accepted == required { return "办结" }
    if submitted > 0, accepted + submitted == required { return "待审" }
    return accepted + submitted + ahead == required && ahead > 0 ? "未开始" : "办理中"
  }

  /// `1/2 逾期3天`.
  var text: String { required == 0 ? state : "\(accepted)/\(required) \(state)" }
}
