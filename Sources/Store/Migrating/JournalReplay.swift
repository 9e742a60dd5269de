import AcademicCalendar
import GRDB
import Statechart
import Workflow

/// How the journal of a run replays on another version of its workflow.
public struct ReplayVerdict: Hashable, Sendable {
  /// Where it first goes another way than it went, in Chinese; nil where it goes the same way.
  public var divergence: String?
  /// Whether it was in a state that the other version calls differently.
  public var usedMapping = false
}

extension Reader {
  /// Replays the whole journal twice in memory, as it was and with every run of a workflow on another version, and compares them after
  /// each entry.
  ///
  /// - Parameters:
  ///   - workflow: whose runs are tried.
  ///   - version: the version that they are tried on.
  ///   - states: new names of states, by their old ones.
  /// - Returns: the verdict on every run of the workflow, by its number.
  public func replay(_ workflow: String, on version: Int, states: [String: String]) throws -> [Int64: ReplayVerdict] {
    guard let text = try workflowText(workflow, version: version) else { return [:] }
    let migrations = try String.fetchAll(db, sql: "SELECT payload FROM journal WHERE kind = 'runs.migrated' ORDER BY seq")
    let past = try migrations.map { try StableJSON.read($0) as Migration }.filter { $0.workflow == workflow }.map(\.states)
    let (before, after) = (try Schema.inMemory(), try Schema.inMemory())
    return try before.write { old in
      try after.write { new in
        var replay = try JournalReplay(
          workflow: workflow, version: version, text: text, renamings: past + [states],
          before: Reader(db: old, workflows: workflows, memory: Memory()),
          after: Reader(db: new, workflows: workflows, memory: Memory()))
        try JournalEntry.each(db) { try replay.take($0) }
        return replay.verdicts
      }
    }
  }
}

/// A journal that is taken in twice: as it was, and with the runs of one workflow on another version.
struct JournalReplay {
  private let workflow: String
  private let version: Int
  private let before: Reader
  private let after: Reader
  private var translation: ReplayTranslation
  /// The verdict on each run of the workflow seen so far.
  private(set) var verdicts: [Int64: ReplayVerdict] = [:]

  init(workflow: String, version: Int, text: String, renamings: [[String: String]], before: Reader, after: Reader) throws {
    (self.workflow, self.version, self.before, self.after) = (workflow, version, before, after)
    translation = ReplayTranslation(renamings: renamings, before: before.db, after: after.db)
    // Known from the start, so that runs of any time can be on it.
    let title = try WorkflowReader.read(text, file: "journal").definition.title
    try after.db.execute(
      sql: "INSERT INTO workflow (id, version, title, text) VALUES (?, ?, ?, ?)", arguments: [workflow, version, title, text])
    for db in [before.db, after.db] {
      try db.execute(
        sql: """
          CREATE TEMP TABLE touched (run INTEGER PRIMARY KEY);
          CREATE TEMP TRIGGER run_begun AFTER INSERT ON main.run BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.id); END;
          CREATE TEMP TRIGGER run_stepped AFTER UPDATE ON main.run BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.id); END;
          """)
    }
  }

  /// Takes in one entry on both sides, and compares what it touched.
  mutating func take(_ entry: JournalEntry) throws {
    // Plans move no run.
    if [.planDrafted, .planPublished, .draftKept, .draftDropped].contains(entry.fact.kind) { return }
    do {
      let other = JournalEntry(
        sequence: entry.sequence, at: entry.at, actor: entry.actor, behalf: entry.behalf, fact: try translated(entry.fact))
      _ = try Projection(entry, reader: before).apply()
      try apply(other)
    } catch let mismatch as ReplayTranslation.Mismatch {
      _ = try Projection(entry, reader: before).apply()
      if let message = mismatch.message { diverge(mismatch.run, entry, message) }
    }
    try translation.pairNewRuns()
    try compare(entry)
  }

  private mutating func apply(_ entry: JournalEntry) throws {
    do {
      try after.db.inSavepoint {
        _ = try Projection(entry, reader: after).apply()
        return .commit
      }
    } catch let error as OpeningError {
      diverge(translation.run(of: entry.fact), entry, "\(error.place): \(error.message)")
    } catch StoreError.blocked(let message) {
      diverge(translation.run(of: entry.fact), entry, message)
    } catch let error as StepError {
      diverge(translation.run(of: entry.fact), entry, error.description)
    } catch is DatabaseError {
      diverge(translation.run(of: entry.fact), entry, "这条记录在新版本上不能重放")
    }
  }

  /// What the entry says with the numbers of the other side.
  private mutating func translated(_ fact: Fact) throws -> Fact {
    switch fact {
    case .workflowInstalled(let installed):
      let definition = try WorkflowReader.read(installed.text, file: "journal").definition
      if definition.id == workflow { throw ReplayTranslation.Mismatch(run: nil, message: nil) }
      return fact
    case .runStarted(var start):
      if start.workflow == workflow { start.version = version }
      return .runStarted(start)
    case .runsMigrated(let migration) where migration.workflow == workflow:
      translation.passMigration()
      throw ReplayTranslation.Mismatch(run: nil, message: nil)
    default:
      return try translation.translated(fact)
    }
  }

  /// A run that once went another way is not looked at any more.
  private mutating func diverge(_ run: Int64?, _ entry: JournalEntry, _ message: String) {
    guard let run, verdicts[run]?.divergence == nil else { return }
    verdicts[run, default: ReplayVerdict()].divergence = "\(OfficeTime.day(of: entry.at)) \(message)"
  }

  private mutating func compare(_ entry: JournalEntry) throws {
    var touched = try Int64.fetchSet(before.db, sql: "SELECT run FROM touched")
    for run in try Int64.fetchAll(after.db, sql: "SELECT run FROM touched") {
      if let own = translation.original(run) { touched.insert(own) }
    }
    for db in [before.db, after.db] { try db.execute(sql: "DELETE FROM touched") }
    for run in touched.sorted() {
      guard let record = try before.run(run), record.workflow == workflow, verdicts[run]?.divergence == nil else { continue }
      verdicts[run] = verdicts[run] ?? ReplayVerdict()
      guard let number = translation.run(run), let other = try after.run(number) else {
        diverge(run, entry, "按新版本没有这次运行")
        continue
      }
      try compare(run, record, other, entry)
    }
  }

  private mutating func compare(_ run: Int64, _ old: RunRecord, _ new: RunRecord, _ entry: JournalEntry) throws {
    let (was, would) = (try before.process(old.workflow, old.version), try after.process(new.workflow, new.version))
    let active = was.machine.active(in: old.snapshot).map(\.rawValue)
    let named = active.map(translation.name)
    if named != active { verdicts[run]?.usedMapping = true }
    guard Set(named) == Set(would.machine.active(in: new.snapshot).map(\.rawValue)), old.status == new.status else {
      func place(_ process: CompiledWorkflow, _ record: RunRecord) -> String {
        let atomic = process.machine.configuration(of: record.snapshot).map(\.rawValue)
        return atomic.map { process.state($0)?.title ?? $0 }.joined(separator: "、")
          + (record.status == .active ? "" : "(\(record.status.title))")
      }
      return diverge(run, entry, "之后, 原版本在「\(place(was, old))」, 新版本会在「\(place(would, new))」")
    }
    let (values, others) = (was.machine.variables(of: old.snapshot), would.machine.variables(of: new.snapshot))
    if let name = values.keys.sorted().first(where: { others[$0] != nil && others[$0] != values[$0] }) {
      diverge(run, entry, "之后, 变量 \(name) 按新版本会不同")
    }
  }
}
