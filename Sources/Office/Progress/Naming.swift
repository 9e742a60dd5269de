import AcademicCalendar
import Store
import Workflow

/// Names for codes, read once for a list.
final class Naming {
  private let reader: Reader
  private let today: Day
  private let names: Names
  private let studios: [String: String]
  private var runs: [Int64: (run: RunRecord, definition: WorkflowDefinition)] = [:]

  init(_ reader: Reader, today: Day) throws {
    (self.reader, self.today) = (reader, today)
    names = try Names(reader)
    studios = Dictionary(try reader.studios().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
  }

  func person(_ id: String) -> String { names.person(id) }
  func school(_ id: String) -> String { names.school(id) }

  func subject(kind: String, id: String) -> String {
    switch SubjectKind(rawValue: kind) {
    case .school: names.school(id)
    case .studio: studios[id] ?? id
    case .person: names.person(id)
    case .district, .pair, .cohort, .visit, nil: id
    }
  }

  func definition(of task: TaskRecord) throws -> (run: RunRecord, definition: WorkflowDefinition) {
    if let known = runs[task.run] { return known }
    guard let run = try reader.run(task.run) else { throw OfficeError(.defect, "任务 \(task.id) 没有流程") }
    let found = (run, try reader.process(run.workflow, run.version).definition)
    runs[task.run] = found
    return found
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
      cite: task.cite, note: task.note)
  }
}

/// Names of people and schools by code.
struct Names {
  let people: [String: String]
  let schools: [String: String]

  /// A person's name, or the staff number.
  func person(_ id: String) -> String { people[id] ?? id }
  /// A school's name, or its code.
  func school(_ id: String) -> String { schools[id] ?? id }

  init(_ reader: Reader) throws {
    people = Dictionary(try reader.people().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
    schools = Dictionary(try reader.schools().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
  }
}
