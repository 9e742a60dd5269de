import AcademicCalendar
import CalDAV
import Foundation
import Store
import Workflow

@testable import Office

/// An office and its model, given the same commands.
final class SideBySide {
  let fixture: Fixture
  let office: Office
  var model = OfficeModel()
  var random: SplitMix
  private let document: URL
  private var year = 2030

  static let semester = "2026-2027-1"
  static let calendar = "own"

  init(seed: UInt64) throws {
    fixture = try Fixture(installing: ["studio-semester"], on: "2026-09-01")
    let more = try fixture.file("more.csv", "工号,姓名,岗位\nR9,任九,评审员\nE1,艾一,\nE2,艾二,\n")
    _ = try fixture.office(on: "2026-09-01").importRoster([more])
    office = try fixture.office(on: "2026-09-02")
    random = SplitMix(state: seed)
    document = try fixture.file("证据.txt", "x")
    _ = try office.install([try fixture.file("model.yaml", Self.workflow(1)), try fixture.file("scheme.yaml", Self.scheme)])
    try office.add(Self.autumn)
    // Something to plan, whose days are the planner's business.
    _ = try office.start("studio-semester", subjects: ["W02"], semester: Self.semester, parameters: ["hosts": "S004"])
    model.books.people = Set(try office.people().map(\.id))
    _ = try phone("A1", "MKCALENDAR", "\(Self.calendar)/")
  }

  private static let autumn = Semester(schoolYear: 2026, term: 1, firstDay: Day("2026-09-01")!, weeks: 20)!

  static func workflow(_ version: Int) -> String {
    """
    workflow: model
    version: \(version)
    title: 模型
    subject: studio
    parameters: { pages: { type: number, default: 1, title: 页数 } }
    roles: { member: 成员, expert: 评审员 }
    states:
      work:
        title: 进行
        window: { from: 2026-09-01, through: 2026-12-31 }
        tasks:
          plain: { title: 普通, for: subject.members, role: member, evidence: [document] }
          chain: { title: 逐级, for: subject.members, role: member, required: false, review: [ { id: one, title: 初审, role: expert, quorum: any } ] }
        on: { done: check }
      check:
        title: 验收
        review: [ { id: all, title: 会审, role: expert, quorum: all } ]
        on: { approved: closed, rejected: closed }
      closed: { type: final, title: 结束 }

    """
  }

  private static let scheme = """
    scheme: model-year
    version: 1
    title: 模型考核
    policy: 试验
    subject: { kind: person, membership: [成员] }
    period: semester
    measures:
      hours: { from: hours, aggregate: sum, field: hours }
    indicators:
      any: { title: 任何, require: hours >= 0, cite: S1-1 }
    consequences:
      star: { title: 评为学习之星, if: outcome == 'pass', do: { grant: 学习之星 }, cite: S1-1 }
    """

  // MARK: Chance

  func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  /// One of these, or now and then one that is not there.
  func pick<T: Comparable>(_ known: some Sequence<T>, orElse unknown: T) -> T {
    chance(8) ? unknown : known.sorted().randomElement(using: &random) ?? unknown
  }

  func person(_ known: [String]) -> String { pick(known, orElse: "none") }

  /// Whether the office carried it out. What it refuses, it refuses as a person is refused; a defect is thrown.
  func isDone(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch {
      guard let refusal = OfficeError.of(error), refusal.kind != .defect else { throw error }
      return false
    }
  }

  // MARK: Doors

  /// A teacher's calendar program.
  @discardableResult
  func phone(_ person: String, _ method: String, _ path: String, _ body: String = "", isNew: Bool = false) throws -> DAVResponse {
    let home = TeacherHome(try office.acting(as: person, on: office.today), address: "https://office.example")
    let answer = try DAVServer(home: home, root: "/dav/").respond(
      to: DAVRequest(
        method: method, path: "/dav/calendars/\(person)/\(path)", headers: isNew ? [("If-None-Match", "*")] : [], body: Array(body.utf8)))
    guard answer.status < 400 else { throw OfficeError(.no, "\(answer.status)") }
    return answer
  }

  /// The tasks of a run that the model does not know yet.
  func opened(by run: Int64) throws -> [(id: Int64, isChain: Bool, assignee: String)] {
    var filter = TaskFilter()
    filter.run = run
    return try office.store.read { try $0.tasks(filter) }.filter { model.tasks[$0.id] == nil }
      .map { ($0.id, $0.title == "逐级", $0.assignee ?? "") }
  }

  /// The next version of the workflow, or the first one with another text.
  func version(isNext: Bool) throws -> URL {
    try fixture.file("v.yaml", isNext ? Self.workflow(model.books.version + 1) : Self.workflow(1) + "# 另一个内容\n")
  }

  /// The autumn as it is, or one that begins in May.
  func semester(isRight: Bool) -> Semester {
    isRight ? Self.autumn : Semester(schoolYear: 2026, term: 1, firstDay: Day("2026-05-01")!, weeks: 20)!
  }

  /// Another year's holidays, or a file that is none.
  func holidays(isRight: Bool) -> Data {
    year += 1
    return Data(#"{"year": \#(year), "days": [{"name": "元旦", "date": "\#(year)-01-0\#(isRight ? "1" : "x")", "isOffDay": true}]}"#.utf8)
  }

  func evidence(_ isThere: Bool) -> [(kind: String?, file: URL)] { isThere ? [(kind: nil, file: document)] : [] }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same for the same seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
