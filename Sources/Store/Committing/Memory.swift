import AcademicCalendar
import GRDB
import Workflow

/// What the writing connection has read of rows that commands seldom change, so that a step need not read them again.
///
/// It holds as long as nobody else commits: `PRAGMA data_version`, asked at the beginning of every transaction, changes when another
/// connection or process does. What this connection itself changes is forgotten by the fact's kind (``Fact/Kind/keepsMemory``), and everything
/// is forgotten when a transaction or a savepoint is rolled back.
///
/// `@unchecked`: it is touched within the writer's transactions only, and these run one after the other on its serial queue.
final class Memory: @unchecked Sendable {
  private var version: Int64?
  /// Beyond so many rows of a kind it begins anew.
  private static let limit = 50_000

  var office: (opening: OfficeOpening, today: Day?, edition: Int)?
  /// The journal's last row.
  var last: (sequence: Int64, at: Int64)?
  var calendars: OfficeCalendars?
  private(set) var heads: [Int64: RunHead] = [:]
  private(set) var people: [String: Person] = [:]
  private(set) var schools: [String: School] = [:]
  private(set) var studios: [String: Studio] = [:]
  private(set) var memberships: [String: [Membership]] = [:]

  /// Forgets everything if another connection has committed since the last time.
  func validate(_ db: Database) throws {
    let now = try Prepared(db, "PRAGMA data_version").first { $0.integer(0) }
    if now == nil || now != version { forget() }
    version = now
  }

  /// Forgets everything.
  func forget() {
    (office, last, calendars) = (nil, nil, nil)
    (heads, people, schools, studios, memberships) = ([:], [:], [:], [:], [:])
  }

  /// Forgets what a fact of this kind may change.
  func forget(after kind: Fact.Kind) {
    if kind == .dayTurned { office = nil }
    guard !kind.keepsMemory else { return }
    let last = last
    forget()
    self.last = last
  }

  func keep(_ head: RunHead) { Self.keep(head, as: head.id, in: &heads) }
  func keep(_ person: Person) { Self.keep(person, as: person.id, in: &people) }
  func keep(_ school: School) { Self.keep(school, as: school.id, in: &schools) }
  func keep(_ studio: Studio) { Self.keep(studio, as: studio.id, in: &studios) }
  func keep(_ rows: [Membership], ofPerson id: String) { Self.keep(rows, as: id, in: &memberships) }

  private static func keep<Key: Hashable, Value>(_ value: Value, as key: Key, in table: inout [Key: Value]) {
    if table.count >= limit { table.removeAll(keepingCapacity: true) }
    table[key] = value
  }
}

extension Fact.Kind {
  /// Whether a fact of this kind leaves the roster, the settings and what a run is pinned to as they are. A kind that is not named here does not.
  var keepsMemory: Bool {
    switch self {
    case .runStarted, .dayTurned, .taskSubmitted, .taskAccepted, .taskReturned, .taskWaived, .taskClaimed, .taskDelegated, .taskWithdrawn,
      .taskUrged, .taskCopied, .reviewDecided, .reviewersAdded, .reviewResubmitted, .runSuspended, .runResumed, .runCancelled,
      .phaseReopened, .absenceAdded, .absenceRemoved, .planDrafted, .planPublished, .draftKept, .draftDropped, .feedTokenIssued,
      .feedTokenRevoked, .deviceIssued, .deviceRevoked:
      true
    default: false
    }
  }
}
