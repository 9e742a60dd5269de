import AcademicCalendar
import GRDB
import Statechart
import Workflow

/// Writes opened tasks and finds who does them.
struct TaskInsertion {
  let projection: RunProjection
  let process: CompiledWorkflow
  let run: Int64
  let invocation: InvocationID
  let state: String

  init(projection: RunProjection, process: CompiledWorkflow, run: Int64, invocation: InvocationID, state: String) {
    (self.projection, self.process, self.run, self.invocation, self.state) = (projection, process, run, invocation, state)
  }

  /// - Parameter generation: how many tasks the invocation opened before its state was entered again.
  func insert(_ seeds: [TaskSeed], generation: Int) throws {
    if generation > 0, !seeds.isEmpty { projection.shelf.noteOpenedAnew(invocation, of: run) }
    var first = seeds.startIndex
    while first < seeds.endIndex {
      let form = seeds[first].form
      var tasks: [TaskShelf.NewTask] = []
      while first < seeds.endIndex, seeds[first].form === form {
        tasks.append(try task(seeds[first], generation))
        first += 1
      }
      let status: TaskStatus = form.opens <= projection.today ? .open : .planned
      try projection.shelf.insert(tasks, like: form, status: status, line: invocation, of: run, state: state)
    }
  }

  private func task(_ seed: TaskSeed, _ generation: Int) throws -> TaskShelf.NewTask {
    let (school, mentee) = place(seed.target)
    return TaskShelf.NewTask(
      key: generation == 0 ? seed.key : "\(seed.key)@\(generation)", assignee: try assignee(seed), school: school, mentee: mentee)
  }

  private func place(_ target: TaskTarget) -> (school: String?, mentee: String?) {
    switch target {
    case .school(let id): (id, nil)
    case .pair(_, let mentee): (nil, mentee)
    case .subject, .person, .text: (nil, nil)
    }
  }

  /// The person named by the target, or the one who holds the role there; nil is the office.
  func assignee(_ seed: TaskSeed) throws -> String? {
    switch seed.target {
    case .person(let id): return id
    case .pair(let mentor, _): return mentor
    case .subject, .school, .text: break
    }
    guard let role = seed.form.role else { return nil }
    let title = process.definition.roleTitle(role)
    let holders = RoleHolders(db: projection.db)
    let subject = try projection.reader.head(ofRun: run)?.subject ?? ""
    switch (seed.target, process.definition.subject) {
    case (.school(let school), _): return try holders.holder(of: title, at: school)
    case (.text(let stage), _): return try holders.holder(of: title, stage: stage)
    case (_, .school): return try holders.holder(of: title, at: subject)
    case (_, .studio): return try holders.holder(of: title, in: subject)
    case (_, .person): return try holders.holder(of: title, near: subject)
    default: return try holders.holder(of: title)
    }
  }
}

/// Finds who holds a role; where several do, the lowest staff number.
struct RoleHolders {
  let db: Database

  /// In the whole office, those of no school first.
  func holder(of title: String) throws -> String? {
    try String.fetchOne(
      db, sql: "\(Self.people) ORDER BY school IS NOT NULL, id LIMIT 1", arguments: [title])
  }

  /// At a school.
  func holder(of title: String, at school: String) throws -> String? {
    try String.fetchOne(db, sql: "\(Self.people) AND school = ? ORDER BY id LIMIT 1", arguments: [title, school])
  }

  /// For a stage, or else in the whole office.
  func holder(of title: String, stage: String) throws -> String? {
    try String.fetchOne(db, sql: "\(Self.people) AND stage = ? ORDER BY id LIMIT 1", arguments: [title, stage]) ?? holder(of: title)
  }

  /// At a person's school, or else in the whole office.
  func holder(of title: String, near person: String) throws -> String? {
    let school = try String.fetchOne(db, sql: "SELECT school FROM person WHERE id = ?", arguments: [person])
    return try school.flatMap { try holder(of: title, at: $0) } ?? holder(of: title)
  }

  /// In a studio.
  func holder(of title: String, in studio: String) throws -> String? {
    try String.fetchOne(
      db, sql: "SELECT person FROM membership WHERE studio = ? AND role = ? ORDER BY person LIMIT 1", arguments: [studio, title])
  }

  /// Everyone who holds it there.
  func all(of title: String, _ place: RolePlace) throws -> [String] {
    if let studio = place.studio {
      return try String.fetchAll(
        db, sql: "SELECT person FROM membership WHERE studio = ? AND role = ? ORDER BY person", arguments: [studio, title])
    }
    guard let school = place.school else { return try String.fetchAll(db, sql: "\(Self.people) ORDER BY id", arguments: [title]) }
    return try String.fetchAll(db, sql: "\(Self.people) AND school = ? ORDER BY id", arguments: [title, school])
  }

  private static let people = "SELECT id FROM person WHERE EXISTS (SELECT 1 FROM json_each(posts) WHERE value = ?)"
}

/// Where a role is held; neither is the whole office.
struct RolePlace: Hashable {
  var school: String?
  var studio: String?
}
