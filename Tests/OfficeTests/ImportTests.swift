import Foundation
import Store
import Testing

@testable import Office

/// Rosters as offices have them: every bad row named, and all or nothing.
@Suite struct ImportTests {
  private static let schools = "学校编号,学校名称,片区,学段\nS001,实验小学,城区,小学\nS002,峰口小学,乡镇,小学\n"

  /// The problems that an import finds; the office has the schools above.
  private func problems(_ text: String, name: String = "人员.csv") throws -> [String] {
    let fixture = try Fixture(installing: [], roster: false)
    _ = try fixture.office(on: "2026-09-01").importRoster([fixture.file("学校.csv", Self.schools)])
    let before = try fixture.office().store.read { try $0.journalCount() }
    let error = fixture.refusal { try fixture.office().importRoster([fixture.file(name, text)]) }
    #expect(error == nil || error?.kind == .badInput)
    #expect(try fixture.office().store.read { try $0.journalCount() } == before + (error == nil ? 1 : 0))
    return error.map { $0.places.isEmpty ? [$0.message] : $0.places } ?? []
  }

  // MARK: Encodings

  @Test func `UTF-8 with and without a mark, and GB18030, give the same roster`() throws {
    let plain = Data(Self.schools.utf8)
    // 学校编号,学校名称,片区,学段 and one row, in GB18030; 㐀 takes four bytes.
    let gb = Data([
      0xD1, 0xA7, 0xD0, 0xA3, 0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xD1, 0xA7, 0xD0, 0xA3, 0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xC6, 0xAC, 0xC7, 0xF8,
      0x0A,
      0x53, 0x39, 0x2C, 0xC6, 0xAC, 0x81, 0x39, 0xEE, 0x39, 0x2C, 0xC6, 0xAC, 0x0A,
    ])
    for bytes in [plain, Data([0xEF, 0xBB, 0xBF]) + plain] {
      let fixture = try Fixture(installing: [], roster: false)
      #expect(try fixture.office(on: "2026-09-01").importRoster([fixture.file("学校.csv", bytes)]).schools == 2)
      #expect(try fixture.office().store.read { try $0.school("S002") }?.name == "峰口小学")
    }
    let fixture = try Fixture(installing: [], roster: false)
    #expect(try fixture.office(on: "2026-09-01").importRoster([fixture.file("学校.csv", gb)]).schools == 1)
    #expect(try fixture.office().store.read { try $0.school("S9") } == School(id: "S9", name: "片㐀", zone: "片", stage: ""))
  }

  private static let strange: [Data] = {
    let units = Array("学校编号,a".utf16)
    let (low, high) = (units.map { UInt8($0 & 255) }, units.map { UInt8($0 >> 8) })
    let little = Data(zip(low, high).flatMap { [$0, $1] })
    let big = Data(zip(low, high).flatMap { [$1, $0] })
    return [
      Data([0xFF, 0xFE]) + little, Data([0xFE, 0xFF]) + big, little, big, Data([0x50, 0x4B, 3, 4, 0, 0]), Data([0xFF, 0xD1, 0x2C]),
    ]
  }()

  @Test(arguments: strange)
  func `Another encoding, or no text at all, is told so`(bytes: Data) throws {
    let fixture = try Fixture(installing: [], roster: false)
    let error = try #require(fixture.refusal { try fixture.office(on: "2026-09-01").importRoster([fixture.file("学校.csv", bytes)]) })
    #expect(error.kind == .badInput)
    #expect(error.message.contains("学校.csv 的编码不对"))
    #expect(try fixture.office().store.read { try $0.journalCount() } == 1)
  }

  // MARK: Rows

  @Test func `One bad row in 5,000 is named with file, line and reason, and nothing is changed`() throws {
    var lines = ["工号,姓名,学校编号,学段,学科,岗位"]
    for number in 1...5000 { lines.append("T\(number),张\(number),S00\(number == 3217 ? 3 : number % 2 + 1),小学,语文,") }
    let text = lines.joined(separator: "\n")
    #expect(try problems(text) == ["人员.csv:3218: 没有学校编号「S003」, 是不是「S001」?"])
    #expect(try problems(text.replacing("S003", with: "S002")).isEmpty)
  }

  private static let rows: [(String, [String])] = [
    ("T1,张一,S001", []),
    ("T1,张一,", []),
    ("T1,张一", []),
    ("T1,,S001", ["人员.csv:2: 缺少姓名"]),
    (",张一,S001", ["人员.csv:2: 缺少工号"]),
    ("T1,张一,S01", ["人员.csv:2: 没有学校编号「S01」, 是不是「S001」?"]),
    ("T1,张一,S001\nT1,张二,S001", ["人员.csv:3: 工号 T1 与 人员.csv:2 重复"]),
    ("11010519491231002X,张一,S001", ["人员.csv:2: 工号像身份证号或手机号, 请改用单位自编的编号"]),
    ("110105491231002,张一,S001", ["人员.csv:2: 工号像身份证号或手机号, 请改用单位自编的编号"]),
    ("13800138000,张一,S001", ["人员.csv:2: 工号像身份证号或手机号, 请改用单位自编的编号"]),
    ("T 1,张一,S001", ["人员.csv:2: 工号「T 1」应为字母、数字或连字符, 至多 32 位"]),
    ("../x,张一,S001", ["人员.csv:2: 工号「../x」应为字母、数字或连字符, 至多 32 位"]),
    ("office,张一,S001", ["人员.csv:2: 工号不能是 office"]),
    ("T1,张,一,S001", ["人员.csv:2: 没有学校编号「一」, 是不是「S001」?"]),
    ("T1,张一,S001,多,余", ["人员.csv:2: 比表头多出几格: 含逗号的内容请加引号"]),
    ("T1,张一,S001\n\n\nT2,,S001", ["人员.csv:5: 缺少姓名"]),
    ("T1,\"张\n一\",S001\nT2,,S001", ["人员.csv:4: 缺少姓名"]),
    ("T1,张一,S001\r\nT2,,S001\r\n", ["人员.csv:3: 缺少姓名"]),
    ("T1,\"张\r\n一\",S001\r\n\r\nT2,,S001", ["人员.csv:5: 缺少姓名"]),
    ("\"T1\",\"张 \"\"小\"\" 一\",\"S001\"\nT2,,S001", ["人员.csv:3: 缺少姓名"]),
    ("T1,\"张一,S001\nT2,张二,S001", ["人员.csv 不是合法的 CSV"]),
    ("T1,张\"一,S001", ["人员.csv 不是合法的 CSV"]),
  ]

  @Test(arguments: rows)
  func `A row is taken, or named with its own line`(rows: String, expected: [String]) throws {
    let found = try problems("工号,姓名,学校编号\n" + rows)
    // Of a row whose comma moved the fields, that it is named matters.
    if rows.hasPrefix("T1,张,一") { return #expect(found.count == 1 && found[0].hasPrefix("人员.csv:2: ")) }
    #expect(found == expected)
  }

  private static let posts: [(String, String?)] = [
    ("S001,小学,学段评审员", nil), ("S001,,学段评审员", "人员.csv:2: 岗位「学段评审员」要填学段: 只审核本学段的"), (",小学,学段评审员", nil),
    (",小学,学校评审员", "人员.csv:2: 岗位「学校评审员」要填学校编号: 只管本校的"), (",,教研员、学校联络员", "人员.csv:2: 岗位「学校联络员」要填学校编号: 只管本校的"),
    ("S001,,学校联络员/项目管理员", "人员.csv:2: 岗位「学校联络员/项目管理员」里有两个岗位, 请用「、」分开"), (",,项目管理员", nil), (",,评审员", nil),
    ("S001,,书记/校长", nil), ("S001,小学,学段评审员、学校评审员", nil),
  ]

  @Test(arguments: posts)
  func `A post that gives access says to what`(row: String, expected: String?) throws {
    #expect(try problems("工号,姓名,学校编号,学段,岗位\nT1,张一,\(row)\n") == (expected.map { [$0] } ?? []))
  }

  @Test func `What a file does not say of a person is as it was known, for posts too`() throws {
    let fixture = try Fixture(installing: [])
    #expect(try fixture.office().importRoster([fixture.file("p.csv", "工号,姓名\nR1,任一\n")]).people == 1)
    let error = fixture.refusal { try fixture.office().importRoster([fixture.file("p.csv", "工号,姓名,学段\nR1,任一,\n")]) }
    #expect(error?.places == ["p.csv:2: 岗位「学段评审员」要填学段: 只审核本学段的"])
  }

  private static let words: [(String, String?)] = [
    ("学校连络员", "学校联络员"), ("联络员", "学校联络员"), ("语文评审员", "评审员"), ("项目管理人员", "项目管理员"), ("中心管理员(兼)", "中心管理员"), ("教研员", nil), ("校长", nil),
    ("教师培训中心", nil), ("学校评审员", nil), ("班主任", nil), ("教学秘书", nil), ("评审专家", nil),
  ]

  @Test(arguments: words)
  func `A post that looks like one that gives access is taken and remarked on`(post: String, near: String?) throws {
    let fixture = try Fixture(installing: [])
    let summary = try fixture.office().importRoster([fixture.file("p.csv", "工号,姓名,学校编号,岗位\nT1,张一,S001,\(post)\n")])
    #expect(summary.remarks == (near.map { ["p.csv:2: 岗位「\(post)」不给权限, 是不是「\($0)」?"] } ?? []))
    #expect(try fixture.office().store.read { try $0.person("T1") }?.posts == [post])
  }

  @Test func `A heading over several lines, a column twice, an unknown table are named`() throws {
    #expect(try problems("工号,姓名,\"学校\n说明\"\nT1,,x") == ["人员.csv:3: 缺少姓名"])
    #expect(try problems("工号,姓名,姓名\nT1,张一,x") == ["人员.csv:1"])
    #expect(try problems("编号,名字\n1,2") == ["人员.csv:1"])
    #expect(try problems("") == ["人员.csv:1"])
    #expect(try problems("工号,姓名\n") == ["名册里没有任何行"])
  }

  @Test(arguments: [
    ("", "空.csv 是空的"), ("\n\n", "空.csv 是空的"), ("工号,学时,日期,姓名,工号\n", "列「工号」出现两次"), ("一,\"二\n", "空.csv 不是合法的 CSV"),
    ("编号,名字\n1,2\n", "空.csv 的表头不认识: 编号,名字"),
  ])
  func `A file that is no table is refused in the same words, whatever it is to be, with what to do`(text: String, message: String) throws {
    let fixture = try Fixture(installing: [], roster: false)
    let office = try fixture.office(on: "2026-09-01")
    let file = try fixture.file("空.csv", text)
    let errors = [fixture.refusal { try office.importRoster([file]) }, fixture.refusal { try office.importRecords([file]) }]
    for error in errors {
      #expect(error?.kind == .badInput && error?.message == message && error?.advice != nil, "\(String(describing: error))")
    }
  }

  @Test func `Every bad row is named at once, also across files`() throws {
    let fixture = try Fixture(installing: [], roster: false)
    let files = [
      try fixture.file("课表.csv", "工号,星期,节次,周次,班级\nT1,周八,1,,一班\nT1,周一,25,,一班\nT1,1,1,三周,一班\nT9,1,1,,一班\nT1,1,2,,\n"),
      try fixture.file("学校.csv", Self.schools), try fixture.file("人员.csv", "工号,姓名,学校编号\nT1,张一,S001\nT2,张二,S002\n"),
      try fixture.file("工作室.csv", "工作室编号,工作室名称,级别\nW1,一室,省级\n"),
      try fixture.file("成员.csv", "工作室编号,工号,身份,导师工号\nW1,T1,主持人,\nW1,T2,主持人,\nW1,T1,成员,\nW2,T1,成员,\nW1,T2,观众,\nW1,T2,学员,T2\n"),
    ]
    let error = try #require(fixture.refusal { try fixture.office(on: "2026-09-01").importRoster(files) })
    #expect(
      error.places == [
        "成员.csv:3: 工作室 W1 已有主持人 T1, 只能有一名", "成员.csv:4: 工作室 W1 的 T1 与 成员.csv:2 重复", "成员.csv:5: 没有工作室编号「W2」, 是不是「W1」?",
        "成员.csv:6: 工作室 W1 的 T2 与 成员.csv:3 重复", "成员.csv:7: 工作室 W1 的 T2 与 成员.csv:6 重复",
        "课表.csv:2: 星期「周八」应为 周一 至 周日 或 1 至 7", "课表.csv:3: 节次「25」应为 1 至 20 的整数", "课表.csv:4: 周次「三周」应为 每周、单周 或 双周",
        "课表.csv:5: 没有工号「T9」, 是不是「T1」?", "课表.csv:6: 缺少班级",
      ])
    #expect(try fixture.office().store.read { try $0.schools() }.isEmpty)
  }

  @Test func `Thousands of rows that refer to nothing are named without delay`() throws {
    var lines = ["工号,姓名,学校编号"]
    for number in 1...3000 { lines.append("T\(number),张,X\(number)") }
    #expect(try problems(lines.joined(separator: "\n")).count == 3000)
  }

  @Test func `A column that no roster has is named and not stored`() throws {
    let fixture = try Fixture(installing: [], roster: false)
    let file = try fixture.file("人员.csv", "工号,姓名,手机号,身份证号\nT1,张一,13800138000,11010519491231002X\n")
    #expect(try fixture.office(on: "2026-09-01").importRoster([file]).ignoredColumns == ["身份证号"])
    let stored =
      try Data(contentsOf: URL(fileURLWithPath: fixture.path))
      + ((try? Data(contentsOf: URL(fileURLWithPath: fixture.path + "-wal"))) ?? Data())
    #expect(stored.range(of: Data("11010519491231002X".utf8)) == nil)
  }

  @Test func `A later import replaces a person, a studio's members and a timetable, and leaves the others`() throws {
    let fixture = try Fixture(installing: [])
    _ = try fixture.office().importRoster([
      fixture.file("p.csv", "工号,姓名,学校编号\nA1,安一一,S002\n"), fixture.file("m.csv", "工作室编号,工号,身份\nW01,L1,主持人\nW01,A1,成员\n"),
      fixture.file("l.csv", "工号,星期,节次,周次,班级\nA1,周五,7,双周,九班\n"),
    ])
    try fixture.office().store.read { (reader: Reader) throws -> Void in
      #expect(try reader.person("A1")?.school == "S002")
      #expect(try reader.person("A2")?.name == "安二")
      #expect(try reader.memberships(of: "W01").map(\.person) == ["L1", "A1"])
      #expect(try reader.memberships(of: "W02").count == 6)
      #expect(try reader.lessons().filter { $0.person == "A1" }.count == 1)
      #expect(try reader.lessons().filter { $0.person == "A2" }.count > 10)
    }
  }
}
