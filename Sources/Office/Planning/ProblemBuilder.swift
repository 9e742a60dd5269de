import AcademicCalendar
import Planner
import Store
import Workflow

/// Makes a semester's planning problem of the tasks that are to be scheduled.
struct ProblemBuilder {
  let reader: Reader
  let semester: Semester
  /// Nothing is placed before this day.
  let today: Day
  /// Only this studio's sessions move; nil for all.
  let studio: String?
  /// Which sessions of others are in the way.
  var others = Others.publishedAndDrafted
  /// Tasks that may be placed anew although their day is over.
  var released: Set<Int64> = []

  /// Sessions of others, which do not move.
  enum Others {
    /// Those that everybody can rely on.
    case published
    /// Those that others are about to publish as well.
    case publishedAndDrafted
  }

  /// The problem, and the tasks that cannot even be asked for.
  struct Result {
    var problem: Problem
    var impossible: [Store.Unplaced]
    /// Tasks that the plan is about, by number.
    var tasks: [Int64: TaskRecord]
    /// Of these, what was held or lies in the past: it stays whatever the solver says of it.
    var settled: [Int64: Store.Session]
  }

  func build() throws -> Result {
    let calendar = try reader.calendar()
    let days = semester.teachingDays(in: calendar)
    let people = try reader.people()
    let schools = Dictionary(try reader.schools().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let published = Dictionary(
      try reader.published(of: semester.id).filter { !$0.isCancelled }.map { ($0.session.task, $0.session) }, uniquingKeysWith: { $1 })
    let drafted = Dictionary(try reader.draft(of: semester.id).map { ($0.task, $0) }, uniquingKeysWith: { $1 })
    let tasks = try candidates()
    let moving = try movingTasks(tasks)
    var (sessions, impossible): ([Planner.Session], [Store.Unplaced]) = ([], [])
    var settled: [Int64: Store.Session] = [:]
    let homes = Dictionary(people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for task in tasks {
      guard let activity = task.activity else { continue }
      guard moving.contains(task.id) else {
        for old in standing(task, published[task.id], drafted[task.id]) {
          guard var fixed = try? session(task, activity, homes, old: old, isFixed: true) else { continue }
          if old != published[task.id], published[task.id] != nil { fixed.id += "+" }
          sessions.append(fixed)
        }
        continue
      }
      // What was held stays where it is.
      let old = published[task.id]
      if !task.status.isPending, old == nil { continue }
      let isHeld = !task.status.isPending || old.map { $0.day < today && !released.contains(task.id) } ?? false
      if isHeld { settled[task.id] = old }
      do {
        sessions.append(try session(task, activity, homes, old: old, isFixed: isHeld))
      } catch let reason as Impossible {
        impossible.append(Store.Unplaced(task: task.id, reasons: [reason.message]))
      }
    }
    let involved = Set(
      sessions.flatMap { session -> [String] in
        let visited = session.during.map { [$0.person] } ?? []
        return session.people + (session.openSeats?.pool ?? []) + visited + (session.pinned?.people ?? [])
      })
    let away = try Away(reader.absences())
    let problem = Problem(
      title: semester.name, periods: Period.of(.usual), days: days, people: try planned(people.filter { involved.contains($0.id) }, away),
      places: schools.values.sorted { $0.id < $1.id }
        .map { Place(id: $0.id, name: $0.name, zone: $0.zone, capacity: nil, closures: away.schools[$0.id] ?? []) },
      sessions: sessions, tripsPerDay: 1)
    return Result(
      problem: problem, impossible: impossible,
      tasks: Dictionary(tasks.filter { moving.contains($0.id) }.map { ($0.id, $0) }, uniquingKeysWith: { $1 }), settled: settled)
  }

  /// Where the session of somebody else's task stands: as it was published, and as it is drafted where that is another time.
  private func standing(_ task: TaskRecord, _ published: Store.Session?, _ drafted: Store.Session?) -> [Store.Session] {
    guard others == .publishedAndDrafted, let drafted, task.status.isPending else { return [published].compactMap(\.self) }
    guard let published else { return [drafted] }
    func periods(_ session: Store.Session) -> Range<Int> { session.period..<(session.period + session.length) }
    let isElsewhen = published.day != drafted.day || !periods(published).overlaps(periods(drafted))
    return isElsewhen && drafted.day >= today ? [published, drafted] : [published]
  }

  struct Impossible: Error {
    var message: String
  }

  /// Tasks with an activity whose days meet the semester and that are not held in another.
  private func candidates() throws -> [TaskRecord] {
    var filter = TaskFilter()
    filter.isActivity = true
    let elsewhere = try reader.tasksPublished(outside: semester.id)
    return try reader.tasks(filter).filter { task in
      !elsewhere.contains(task.id) && task.opens <= semester.lastDay && (task.due ?? .latest) >= semester.firstDay && task.status != .waived
    }
  }

  private func movingTasks(_ tasks: [TaskRecord]) throws -> Set<Int64> {
    guard let studio else { return Set(tasks.map(\.id)) }
    var filter = TaskFilter()
    filter.isActivity = true
    filter.studio = studio
    return Set(try reader.tasks(filter).map(\.id))
  }

  private func session(
    _ task: TaskRecord, _ activity: Activity, _ people: [String: Store.Person], old: Store.Session?, isFixed: Bool
  ) throws -> Planner.Session {
    let from = max(task.opens, semester.firstDay, isFixed ? .earliest : today)
    let through = min(task.due ?? .latest, semester.lastDay)
    guard isFixed || from <= through else { throw Impossible(message: "期限 \(through) 已过") }
    guard task.assignee != nil || activity.team == nil else { throw Impossible(message: "没有负责人: 请在名册中补上") }
    var session = Planner.Session(
      id: String(task.id), title: [task.title, task.assignee.flatMap { people[$0]?.name }].compactMap(\.self).joined(separator: " "),
      length: activity.periods, people: [task.assignee].compactMap(\.self))
    (session.from, session.through) = (isFixed ? nil : from, isFixed ? nil : through)
    session.places = try place(task, activity, people)
    if let team = activity.team {
      let pool = team.pool.filter { $0 != task.assignee }
      guard pool.count >= team.least - 1 else { throw Impossible(message: "可选人员只有 \(pool.count + 1) 名, 至少要 \(team.least) 名") }
      session.openSeats = OpenSeats(minimum: max(0, team.least - 1), maximum: max(0, team.most - 1), pool: pool)
    }
    // A mentor comes to hear the mentee teach.
    if case .mentee = activity.place, let mentee = task.mentee { session.during = RequiredClass(person: mentee) }
    if let old {
      let seats = old.people.filter { $0 != task.assignee && $0 != task.mentee }
      let placement = Placement(day: old.day, period: old.period, place: old.place, people: session.openSeats == nil ? nil : seats)
      session.previous = placement
      if isFixed { session.pinned = placement }
    }
    return session
  }

  private func place(_ task: TaskRecord, _ activity: Activity, _ people: [String: Store.Person]) throws -> PlaceChoice {
    switch activity.place {
    case .anywhere: return .none
    case .assignee:
      guard let person = task.assignee, let school = people[person]?.school else { throw Impossible(message: "负责人没有所在学校: 请在名册中补上") }
      return .of([school])
    case .mentee:
      guard let person = task.mentee, let school = people[person]?.school else { throw Impossible(message: "学员没有所在学校: 请在名册中补上") }
      return .of([school])
    case .schools(let schools):
      guard !schools.isEmpty else { throw Impossible(message: "没有可选的学校: 启动时用 --set 指定, 如 --set hosts=S001,S002") }
      return .of(schools)
    }
  }

  /// Absences by whom they concern.
  private struct Away {
    var people: [String: [Planner.Absence]] = [:]
    var schools: [String: [Planner.Absence]] = [:]

    init(_ absences: [NumberedAbsence]) {
      for row in absences {
        var absence = Planner.Absence(from: row.absence.from, through: row.absence.through)
        switch row.absence.subject {
        // Why somebody is away is for the office and for them: what the planner knows, all who plan may read.
        case .person(let id): people[id, default: []].append(absence)
        case .school(let id):
          absence.reason = row.absence.reason
          schools[id, default: []].append(absence)
        }
      }
    }
  }

  private func planned(_ people: [Store.Person], _ away: Away) throws -> [Planner.Person] {
    let lessons = Dictionary(grouping: try reader.lessons(), by: \.person)
    let busy = try OwnBusyTimes(reader: reader, schedule: .usual).absences(from: semester.firstDay, through: semester.lastDay)
    return people.map { person in
      let timetable = (lessons[person.id] ?? []).compactMap { lesson -> Planner.Lesson? in
        guard let weekday = Weekday(rawValue: lesson.weekday) else { return nil }
        let parity: WeekParity? = lesson.weeks == .every ? nil : lesson.weeks == .odd ? .odd : .even
        return Planner.Lesson(weekday, lesson.period, parity: parity, title: lesson.schoolClass)
      }
      return Planner.Person(
        id: person.id, name: person.name, school: person.school, timetable: timetable,
        absences: (away.people[person.id] ?? []) + (busy[person.id] ?? []))
    }
  }
}
