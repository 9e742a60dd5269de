import AcademicCalendar
import Foundation
import Office
import Store
import Workflow

/// What the office that is killed does, one command at a time.
enum Command: String, CaseIterable {
  case submit, submitWithEvidence, accept, giveBack, waive, urge, copy, delegate, decide, start, cancel, plan, publish, absence, day
  /// What a teacher's calendar program writes.
  case put, remove, tick, tickInVain, untick

  /// What it leaves, by which it is known whether it was done, and how often.
  enum Trace: Hashable {
    /// A fact that names the marker.
    case marker
    /// A fact of this kind; it has no place for a marker.
    case fact(String)
    /// A fact of this kind by the teacher who ticked.
    case tick(String)
    /// An event in the teacher's own calendar, or that it is gone.
    case event
    /// A task that says that it was ticked off in vain.
    case attempt
  }

  var trace: Trace {
    switch self {
    case .plan: .fact("plan.drafted")
    case .publish: .fact("plan.published")
    case .tick: .tick("task.submitted")
    case .untick: .tick("task.withdrawn")
    case .put, .remove: .event
    case .tickInVain: .attempt
    default: .marker
    }
  }

  /// How often it comes.
  var weight: Int {
    switch self {
    case .submit, .submitWithEvidence, .accept: 14
    case .put, .decide, .tick: 10
    case .giveBack, .urge, .untick, .tickInVain, .start: 5
    case .remove, .waive, .copy, .delegate, .day: 3
    case .plan, .publish: 2
    case .absence, .cancel: 1
    }
  }

  /// Gives the command.
  func give(_ office: Office, _ marker: Marker, _ small: SmallOffice, _ random: inout Seeded) throws {
    switch self {
    case .put, .remove, .tick, .tickInVain, .untick: try phone(office, marker, &random)
    case .decide: try decide(office, marker, &random)
    case .start, .cancel: try control(office, marker, &random)
    case .plan:
      var request = Office.PlanRequest()
      request.steps = 200
      _ = try office.plan("2026-2027-1", request)
    case .publish: _ = try office.publish("2026-2027-1")
    case .absence: try office.addAbsence("A1", from: office.today + 7, through: office.today + 8, reason: marker.text)
    default: try work(office, marker, small, &random)
    }
  }

  private func pick(_ tasks: [TaskSummary], _ random: inout Seeded, _ fits: (TaskSummary) -> Bool) throws -> TaskSummary {
    guard let task = tasks.filter(fits).randomElement(using: &random) else { throw OfficeError(.notFound, "no such task") }
    return task
  }

  /// What happens to a task.
  private func work(_ office: Office, _ marker: Marker, _ small: SmallOffice, _ random: inout Seeded) throws {
    let tasks = try office.tasks(Office.TaskQuery())
    let note = marker.text
    switch self {
    case .submit: _ = try office.submit(pick(tasks, &random) { $0.evidence.isEmpty && $0.status.isPending }.id, files: [], note: note)
    case .submitWithEvidence:
      let task = try pick(tasks, &random) { !$0.evidence.isEmpty && $0.status.isPending && $0.isOf(marker) }
      let size = Int.random(in: 1...60_000, using: &random)
      let files = try task.evidence.map { kind in
        // Some bytes are handed in again and again, some are new.
        let head = "\(Bool.random(using: &random) ? note : "same") \(kind.kind)\n"
        let bytes = Data(head.utf8) + Data(repeating: UInt8(size % 7), count: size)
        return (kind: String?.some(kind.kind), file: try small.write("\(note)-\(kind.kind).txt", bytes))
      }
      defer { for file in files { try? FileManager.default.removeItem(at: file.file) } }
      _ = try office.submit(task.id, files: files, note: note)
    case .accept: _ = try office.accept(pick(tasks, &random) { $0.status == .submitted }.id, note: note)
    case .giveBack: _ = try office.giveBack(pick(tasks, &random) { $0.status == .submitted }.id, reason: note)
    case .waive: _ = try office.waive(pick(tasks, &random) { $0.status.isPending }.id, reason: note)
    case .copy: _ = try office.copy(pick(tasks, &random) { _ in true }.id, to: ["P1"], note: note)
    case .delegate:
      let person = SmallOffice.phones.randomElement(using: &random) ?? "A1"
      _ = try office.delegate(pick(tasks, &random) { $0.status.isPending && $0.assignee != nil }.id, to: person, note: note)
    default: _ = try office.urge(pick(tasks, &random) { $0.status.isPending }.id, note: note)
    }
  }

  /// Reviewers of a chain decide; what was returned is handed in again.
  private func decide(_ office: Office, _ marker: Marker, _ random: inout Seeded) throws {
    guard let approval = try office.approvals().randomElement(using: &random) else { throw OfficeError(.notFound, "no review") }
    guard !approval.waiting.isEmpty else {
      _ = try office.resubmit(approval.id, note: marker.text)
      return
    }
    let verdicts: [ReviewVerdict] = [.approve, .approve, .approve, .approve, .return, .reject]
    try office.decide(approval.id, verdicts.randomElement(using: &random) ?? .approve, note: marker.text)
  }

  private func control(_ office: Office, _ marker: Marker, _ random: inout Seeded) throws {
    let drills = try office.runs().filter { $0.workflow == "drill" && $0.status == "active" }
    if self == .start {
      guard drills.count < 5 else { throw OfficeError(.no, "enough is going on") }
      _ = try office.start("drill", subjects: [marker.text], semester: nil, parameters: [:])
    } else {
      guard let run = drills.randomElement(using: &random) else { throw OfficeError(.notFound, "no run") }
      try office.cancel(run.run, reason: marker.text)
    }
  }

  /// What a calendar program writes.
  private func phone(_ office: Office, _ marker: Marker, _ random: inout Seeded) throws {
    let phone = Phone(try office.acting(as: marker.person, on: office.today))
    switch self {
    case .put: try phone.put(marker.slot, marker: marker.text, length: Int.random(in: 0...12_000, using: &random))
    case .remove: try phone.remove(marker.slot)
    default:
      let tasks = try office.tasks(Office.TaskQuery()).filter { $0.assignee == marker.person }
      let task = try pick(tasks, &random) { task in
        switch self {
        case .tickInVain: !task.evidence.isEmpty && task.status == .open && task.isOf(marker)
        case .tick: task.evidence.isEmpty && task.status.isPending
        default: task.evidence.isEmpty && task.status == .submitted
        }
      }
      // The answer does not say whether it was taken as done: what the task says of itself does.
      let before = try count(office, task.id)
      try self == .untick ? phone.untick(task.id) : phone.tick(task.id)
      guard try count(office, task.id) > before else { throw OfficeError(.conflict, "somebody else was there first") }
    }
  }

  /// How often a calendar program has done this to a task.
  private func count(_ office: Office, _ task: Int64) throws -> Int {
    if self == .tickInVain { return try office.store.read { try $0.homeTicks(of: [task])[task]?.attempts ?? 0 } }
    let note = self == .tick ? "在日历中完成" : "在日历中取消完成"
    return try office.history(of: task).lines.count { $0.note == note }
  }
}

extension TaskSummary {
  /// Each thread has tasks of its own to bring evidence for, so that it knows what becomes of them.
  fileprivate func isOf(_ marker: Marker) -> Bool { Int(id) % SmallOffice.phones.count == marker.thread % SmallOffice.phones.count }
}
