import AcademicCalendar
import Store
import Workflow

/// A draft as publishing takes it: what was waived or cancelled since is gone, and what was held stands where it was held.
struct DraftToPublish {
  /// What stands once it is published, by day, period and task.
  let sessions: [Store.Session]
  /// Tasks whose day was over when they were drafted: they get another one, because somebody asked for it.
  let released: Set<Int64>
  /// Tasks that publishing leaves as they are although the draft says otherwise.
  let kept: [Int64]

  /// The draft as it stands.
  /// - Parameter studio: only this studio's tasks; nil for all.
  init(_ semester: Semester, studio: String?, today: Day, _ reader: Reader) throws {
    var times: [String?: Int64]?
    try self.init(try reader.draft(of: semester.id), semester, studio, today, reader) { task in
      let known = try times ?? reader.draftTimes(of: semester.id)
      times = known
      let run = try reader.run(task.run)
      let own = run.flatMap { $0.subjectKind == "studio" ? known[$0.subject] : nil }
      return [own, known[nil]].compactMap(\.self).max().map { OfficeTime.day(of: $0) }
    }
  }

  /// A draft that was put aside. Nobody asks of it that anything be held again.
  init(_ kept: KeptDraft, _ semester: Semester, today: Day, _ reader: Reader) throws {
    try self.init(kept.sessions, semester, kept.name.studio, today, reader) { _ in nil }
  }

  /// - Parameter drafted: the day on which a task was drafted.
  private init(
    _ draft: [Store.Session], _ semester: Semester, _ studio: String?, _ today: Day, _ reader: Reader,
    drafted: (TaskRecord) throws -> Day?
  ) throws {
    var filter = TaskFilter()
    (filter.studio, filter.isActivity, filter.statuses) = (studio, true, TaskStatus.allCases)
    let tasks = Dictionary(try reader.tasks(filter).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let rows = Dictionary(draft.map { ($0.task, $0) }, uniquingKeysWith: { $1 })
    var (held, released, kept): ([Int64: Store.Session], Set<Int64>, [Int64]) = ([:], [], [])
    for old in try reader.published(of: semester.id).filter({ !$0.isCancelled }).map(\.session) {
      guard let task = tasks[old.task], task.status == .submitted || task.status == .accepted || old.day < today else { continue }
      // A draft that was made when the day was over already moves it on purpose; an older one knew no better.
      if let row = rows[old.task], row != old, task.status.isPending, let day = try drafted(task), old.day < day {
        released.insert(old.task)
        continue
      }
      held[old.task] = old
      if rows[old.task] != old || !task.status.isPlanned { kept.append(old.task) }
    }
    let rest = draft.filter { held[$0.task] == nil }
    // What was handed in without a session needs none any more.
    kept += rest.map(\.task).filter { task in tasks[task].map { $0.status.isPlanned && !$0.status.isPending } ?? false }
    sessions = (rest.filter { tasks[$0.task]?.status.isPending == true } + held.values).sorted {
      ($0.day, $0.period, $0.task) < ($1.day, $1.period, $1.task)
    }
    (self.released, self.kept) = (released, kept.sorted())
  }
}

extension TaskStatus {
  /// Whether the session of such a task takes place.
  var isPlanned: Bool { self != .waived && self != .cancelled }
}
