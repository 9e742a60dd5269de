import AcademicCalendar
import Foundation
import Office

/// A small county to be worked on: two schools, one studio, the shipped workflows.
struct SmallOffice {
  let folder: URL
  var path: String { folder.appending(path: "office.db").path }

  /// The day on which the semester begins.
  static let firstDay = Day(2026, 9, 1) ?? .earliest

  /// Teachers whose calendar programs write.
  static let phones = ["A1", "A2"]

  /// Makes the county in a folder of its own.
  static func make(in folder: URL, on day: Day) throws -> SmallOffice {
    let small = SmallOffice(folder: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Office.create(path: small.path, name: "试验县", isRehearsal: true, now: Date(timeIntervalSince1970: 0), uidDomain: "crash.test")
    let office = try small.office(on: day)
    _ = try office.importRoster(try roster.map { try small.write($0, Data($1.utf8)) })
    let packs = ["honghu-pilot", "studio-semester"].map { workflows.appending(path: $0) }
    _ = try office.install(packs + [try small.write("drill.yaml", Data(drill.utf8))])
    try office.add(Semester(schoolYear: 2026, term: 1, firstDay: firstDay, weeks: 20) ?? Semester.invalid())
    for person in phones { try Phone(try office.acting(as: person, on: day)).makeCalendar() }
    return small
  }

  /// Puts a copy of the office, in which nobody works, into another folder.
  func copy(to other: SmallOffice) throws {
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: other.path + suffix)
    }
  }

  func office(as staff: String? = nil, on day: Day?) throws -> Office {
    try Office(path: path, as: staff, now: Date(timeIntervalSince1970: 0), rehearsalDay: day)
  }

  func write(_ name: String, _ bytes: Data) throws -> URL {
    let url = folder.appending(path: name)
    try bytes.write(to: url)
    return url
  }

  /// What can be begun again and again: tasks without evidence, with evidence and with a chain of reviewers, and a phase that is reviewed.
  private static let drill = """
    workflow: drill
    version: 1
    title: 演练
    subject: cohort
    parameters: { people: { type: list<person>, default: [A1, A2], title: 参加的人 } }
    roles: { member: 本人, expert: 评审员 }
    evidence: { photo: 照片 }
    states:
      work:
        title: 进行
        window: { from: 2026-09-01, through: 2027-07-31 }
        tasks:
          plain: { title: 读书, for: parameters.people, role: member }
          proven: { title: 听课, for: parameters.people, role: member, evidence: [photo] }
          chain:
            title: 心得
            for: parameters.people
            role: member
            required: false
            review: [ { id: first, title: 初审, role: expert }, { id: second, title: 复审, role: expert, quorum: any } ]
        on: { done: check }
      check:
        title: 验收
        review: [ { id: all, title: 会审, role: expert, quorum: any } ]
        on: { approved: closed, rejected: work }
      closed: { type: final, title: 结束 }
    """

  private static let workflows = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Workflows")

  private static let roster: [(String, String)] = [
    ("schools.csv", "学校编号,学校名称,片区,学段\nS001,实验小学,城区,小学\nS002,峰口小学,乡镇,小学\n"),
    (
      "people.csv",
      """
      工号,姓名,学校编号,学段,学科,岗位
      L1,李一,S001,小学,语文,
      A1,安一,S001,小学,语文,
      A2,安二,S002,小学,语文,
      X1,徐一,S002,小学,语文,
      C1,陈一,S001,小学,语文,学校联络员
      C2,陈二,S002,小学,语文,学校联络员
      R1,任一,,小学,语文,评审员
      P1,潘一,,,,项目管理员

      """
    ),
    ("studios.csv", "工作室编号,工作室名称,级别,学科,学校编号\nW01,小学语文工作室,省级,语文,S001\n"),
    ("members.csv", "工作室编号,工号,身份,导师工号\nW01,L1,主持人,\nW01,A1,成员,\nW01,A2,成员,\nW01,X1,学员,A1\n"),
  ]
}

extension Semester {
  struct Invalid: Error {}
  static func invalid() throws -> Semester { throw Invalid() }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same for the same seed.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
