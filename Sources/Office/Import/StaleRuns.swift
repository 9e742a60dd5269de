import Store
import Workflow

extension Office {
  /// A run whose tasks do not follow the roster any more.
  public struct StaleRun: Codable, Hashable, Sendable {
    /// Somebody's part in it.
    public struct Part: Codable, Hashable, Sendable {
      /// A staff number.
      public var person: String
      /// The name.
      public var name: String
      /// How many open tasks.
      public var tasks: Int
    }

    /// Its number.
    public var run: Int64
    /// The workflow's title.
    public var title: String
    /// Whom it is about.
    public var subjectName: String
    /// Who has open tasks that are theirs no more.
    public var leaving: [Part]
    /// Who should have tasks and has not.
    public var missing: [Part]
    /// Why its lists cannot be brought up to date as it stands; nil where they can.
    public var problem: String?
    /// What brings them up to date.
    public var command: String
  }

  /// What a roster changes that runs depend on.
  struct RosterChange {
    /// Studios whose members it gives.
    var studios: Set<String>
    /// People who hold other posts now, or elsewhere.
    var people: Set<String>

    /// - Parameters:
    ///   - roster: what is imported.
    ///   - known: the people that the office has before that.
    init(_ roster: Roster, to known: [Person]) {
      studios = Set(roster.memberships.map(\.studio))
      let before = Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
      people = Set(
        roster.people.filter { person in
          before[person.id].map { $0.posts != person.posts || $0.school != person.school || $0.stage != person.stage } ?? false
        }.map(\.id))
    }
  }

  /// The runs whose tasks a changed roster leaves behind.
  func staleRuns(after change: RosterChange, _ transaction: Transaction) throws -> [StaleRun] {
    let names = Naming(transaction.reader, today: today)
    return try transaction.reader.liveRuns(aboutStudios: change.studios, orOf: change.people).compactMap { number in
      guard let run = try transaction.reader.run(number) else { return nil }
      var (trial, problem): (RefreshTrial, String?) = (RefreshTrial(), nil)
      do {
        trial = try transaction.tryRefresh(of: number)
      } catch {
        // The import stands; what keeps a list from being worked out is told with it.
        guard let known = OfficeError.of(error), [.badInput, .conflict].contains(known.kind) else { throw error }
        problem = ([known.message] + known.places).joined(separator: " ")
      }
      guard trial != RefreshTrial() || problem != nil else { return nil }
      if try transaction.reader.isSuspended(run: number) { problem = "暂停着, 恢复后再更新" }
      func parts(_ counts: [String: Int]) -> [StaleRun.Part] {
        counts.sorted { $0.key < $1.key }.map { StaleRun.Part(person: $0.key, name: names.person($0.key), tasks: $0.value) }
      }
      return StaleRun(
        run: number, title: try transaction.reader.process(run.workflow, run.version).definition.title,
        subjectName: names.subject(kind: run.subjectKind, id: run.subject), leaving: parts(trial.leaving), missing: parts(trial.missing),
        problem: problem, command: "jiaoli run set \(number) --refresh --reason 名单变动")
    }
  }
}
