import AcademicCalendar
import Store
import Workflow

/// Names for codes, read once for a list.
final class Naming {
  private let reader: Reader
  private let today: Day
  private let names: Names
  private var runs: [Int64: (run: RunHead, definition: WorkflowDefinition)] = [:]

  init(_ reader: Reader, today: Day) {
    (self.reader, self.today) = (reader, today)
    names = Names(reader)
  }

  func person(_ id: String) -> String { names.person(id) }
  func school(_ id: String) -> String { names.school(id) }

  func subject(kind: String, id: String) -> String {
    switch SubjectKind(rawValue: kind) {
    case .school: names.school(id)
    case .studio: names.studio(id)
    case .person: names.person(id)
    case .district, .pair, .cohort, .visit, nil: id
    }
  }

  func definition(of task: TaskRecord) throws -> (run: RunHead, definition: WorkflowDefinition) {
    if let known = runs[task.run] { return known }
    guard let run = try reader.head(ofRun: task.run) else { throw OfficeError(.defect, "任务 \(task.id) 没有流程") }
    let found = (run, try reader.process(run.workflow, run.version).definition)
    runs[task.run] = found
    return found
  }

  /// When somebody was last urged to do a task that is still to be done.
  private func urging(of task: TaskRecord) throws -> TaskUrging? {
    guard task.status.isPending else { return nil }
    return try reader.urging(of: task.id).map { TaskUrging(day: OfficeTime.day(of: $0.at), note: $0.note) }
  }

  func summary(_ task: TaskRecord) throws -> TaskSummary {
    let (run, definition) = try definition(of: task)
    let target = task.school.map(school) ?? task.mentee.map(person) ?? subject(kind: run.subjectKind, id: run.subject)
    let isOpening = task.status == .planned && task.opens <= today
    return TaskSummary(
      id: task.id, run: task.run, title: task.title, target: target, status: isOpening ? .open : task.status, assignee: task.assignee,
      assigneeName: task.assignee.map(person) ?? task.role.map(definition.roleTitle) ?? "办公室", opens: task.opens, due: task.due,
      daysLate: task.daysLate(on: today),
      evidence: task.evidence.map { EvidenceKindSummary(kind: $0, title: definition.evidenceTitle($0)) },
      cite: task.cite, note: task.note, urged: try urging(of: task))
  }
}

/// Names of people, schools and studios by code, each looked up once.
final class Names {
  private let reader: Reader
  private var known: [Reader.Named: [String: String]] = [:]

  init(_ reader: Reader) { self.reader = reader }

  /// A person's name, or the staff number.
  func person(_ id: String) -> String { name(id, .person) }
  /// A school's name, or its code.
  func school(_ id: String) -> String { name(id, .school) }
  /// A studio's name, or its code.
  func studio(_ id: String) -> String { name(id, .studio) }

  private func name(_ id: String, _ kind: Reader.Named) -> String {
    if kind == .person, id == Actor.office.id { return "办公室" }
    if let name = known[kind]?[id] { return name }
    // A name that cannot be read is no reason to withhold the rest: the code stands for it.
    let name = (try? reader.name(of: id, kind)) ?? id
    known[kind, default: [:]][id] = name
    return name
  }
}
