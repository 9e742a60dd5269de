import Foundation
import Testing

/// What people see when something is wrong: a sentence in Chinese, a way out, and a status of sysexits.
@Suite struct ExitStatusTests {
  private static let cases: [([String], Int32)] = [
    (["status"], 0), (["status", "7"], 66), (["tasks", "--person", "A11"], 66), (["done", "999", "--evidence", "a"], 66),
    (["done", "eins"], 64), (["frobnicate"], 64), (["review", "1"], 64), (["review", "1", "--accept", "--return", "x"], 64),
    (["review", "1", "--return", " "], 64), (["start", "studio-semester", "--subject", "W01", "--set", "=1"], 64),
    (["semester", "add", "2026", "--from", "2026-09-01", "--weeks", "20"], 64),
    (["semester", "add", "2027-2028-1", "--from", "2027-02-30", "--weeks", "20"], 64),
    (["semester", "add", "2027-2028-1", "--from", "2027-09-01", "--weeks", "99"], 64),
    (["semester", "add", "2026-2027-2", "--from", "2026-12-01", "--weeks", "20"], 65), (["import", "none.csv"], 66),
    (["import", "bad.csv"], 65),
    (["workflow", "check", "bad.csv"], 65), (["workflow", "check", "none.yaml"], 66), (["workflow", "show", "studio"], 66),
    (["holidays", "bad.csv"], 65), (["plan", "2030-2031-1"], 66), (["plan", "publish", "2026-2027-1"], 1), (["feed", "Z9"], 66),
    (["feed"], 64),
    (["evaluate", "none"], 66), (["--version"], 0), (["--help"], 0), (["done", "--help"], 0),
    (["status", "--database", "none.db"], 66), (["status", "--database", "bad.csv"], 65), (["init"], 75),
    (["init", "--database", "none/x.db"], 77),
    (["tasks", "--as", "A1", "--studio", "W01"], 77), (["tasks", "--as", "A0"], 66), (["status", "--today", "2026-08-31"], 0),
    (["review", "1", "--waive", "x", "--today", "2026-08-31"], 75),
  ]

  @Test(arguments: cases)
  func `A command ends with the status of its kind`(arguments: [String], status: Int32) throws {
    let fixture = try Fixture()
    _ = try fixture.file("bad.csv", "a,b\n1,2\n")
    let answer = try fixture.start(arguments)
    let end = Fixture.finish(answer)
    #expect(end.status == status, "\(arguments) \(end.err)")
    // An answer on standard output, or a reason on standard error; never a trace of the program's insides.
    #expect(status == 0 ? !end.out.isEmpty && end.err.isEmpty : end.out.isEmpty && end.err.hasPrefix("错误: "), "\(end)")
    #expect(!end.err.contains("内部出错") && !end.err.contains("Fatal"))
  }

  @Test func `A real office refuses a given day, a rehearsal asks for its first`() throws {
    let fixture = try Fixture(studio: false)
    let real = fixture.folder.appending(path: "real.db").path
    #expect(try fixture.run("init", "--database", real, "--name", "真的办公室").status == 0)
    let refused = try fixture.run("status", "--database", real, "--today", "2014-01-02")
    #expect(refused.status == 77)
    #expect(refused.err.contains("只有演练库才能用 --today"))
    _ = try fixture.file("schools.csv", "学校编号,学校名称,片区\nS001,一小,城区\n")
    #expect(try fixture.run("import", "schools.csv").status == 64)
    #expect(try fixture.run("import", "schools.csv", "--today", "2014-01-02").status == 0)
    let back = try fixture.run("import", "schools.csv", "--today", "2014-01-01")
    #expect(back.status == 75)
    #expect(back.err.contains("早于上一条记录的 2014-01-02"))
  }

  @Test func `A calendar file's problem stands where it is, or in the file as a whole`() throws {
    let fixture = try Fixture(studio: false)
    _ = try fixture.file("note.ics", "hello\n")
    let answer = try fixture.run("calendar", "check", "note.ics")
    #expect(answer.status == 65)
    let lines = answer.err.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("note.ics: 整个文件: 不是 iCalendar 日历") }, "\(answer)")
    #expect(lines.contains { $0.hasPrefix("note.ics: 第 1 行: ") }, "\(answer)")
    #expect(!answer.err.contains(": : ") && !answer.err.contains(":0"))
  }

  @Test func `A number beyond all calendars is no semester and no period`() throws {
    let fixture = try Fixture()
    let far = "9223372036854775807"
    #expect(try fixture.run("semester", "add", far + "-1-1", "--from", "2026-09-01", "--weeks", "20").status == 64)
    for command in [["plan"], ["plan", "board"], ["report", "duties", "--semester"]] {
      let answer = try Fixture.finish(fixture.start(command + [far + "-1-1"]))
      #expect(answer.status == 66 && answer.err.hasPrefix("错误: 没有学期"), "\(command) \(answer)")
    }
    let answer = try fixture.run("evaluate", "studio-semester", "--period", far + "-1")
    #expect(answer.status == 66 && answer.err.hasPrefix("错误: 没有考核期"), "\(answer)")
  }

  /// Where no name is near and not all may be named, the command that lists them is.
  @Test(arguments: [
    (["plan", "某学期"], "没有学期「某学期」", "用 jiaoli semester list 查看"),
    (["tasks", "--person", "某某某"], "没有工号「某某某」", "工号以名册为准; 新来的人先用 jiaoli import 导入"),
    (["tasks", "--studio", "某某某"], "没有工作室「某某某」", "工作室编号以名册为准; 新的工作室先用 jiaoli import 导入"),
    (["start", "studio-semester", "--subject", "W01", "--set", "hosts=某某某"], "参数 送教学校(hosts): 没有学校「某某某」", "学校编号以名册为准"),
    (["start", "studio-semester", "--subject", "某某某"], "没有工作室「某某某」", "编号以名册为准"),
    (["evaluate", "studio-semester", "--period", "2026-2027-1", "--subject", "某某某"], "没有考核对象「某某某」", "用 jiaoli evaluate 办法"),
    (["plan", "take", "2026-2027-1", "某某某"], "没有草稿「某某某」", "用 jiaoli plan drafts 2026-2027-1 查看"),
    (["record", "add", "学时", "某某某=1"], "没有学时的栏目「某某某」", "可用: 专题、"),
  ])
  func `What there is not comes with a way out`(arguments: [String], message: String, advice: String) throws {
    let fixture = try Fixture()
    let answer = try Fixture.finish(fixture.start(arguments))
    #expect(answer.status == 66 && answer.err.hasPrefix("错误: \(message)\n办法: \(advice)"), "\(answer)")
  }

  @Test func `A parameter's value says what it should be`() throws {
    let fixture = try Fixture()
    let answer = try fixture.run("evaluate", "studio-semester", "--period", "2026-2027-1", "--set", "lessons=很多")
    #expect(answer.status == 65 && answer.err.contains("的值「很多」应为数 (整数或小数)"), "\(answer)")
    let run = try fixture.run("start", "studio-semester", "--subject", "W01", "--set", "lessons=很多")
    #expect(run.status == 65 && run.err.contains("的值「很多」应为数 (整数或小数)"), "\(run)")
  }

  @Test func `The nearest known name is asked about`() throws {
    let fixture = try Fixture()
    #expect(try fixture.run("tasks", "--person", "A11").err == "错误: 没有工号「A11」\n办法: 是不是「A1」?\n")
    #expect(try fixture.run("evaluate", "studio-semestr").err.contains("是不是「studio-semester」?"))
  }

  @Test func `A bad roster is refused by row, with file and line`() throws {
    let fixture = try Fixture()
    _ = try fixture.file("人员.csv", "工号,姓名,学校编号\nT1,张一,S001\nT2,张二,S01\n")
    let answer = try fixture.run("import", "人员.csv")
    #expect(answer.status == 65)
    #expect(answer.err == "错误: 名册有 1 行不对, 什么也没有导入\n  人员.csv:3: 没有学校编号「S01」, 是不是「S001」?\n办法: 改好这些行后重新导入全部文件\n")
  }

  @Test func `A screen shows the first places that are wrong, a file a thousand`() throws {
    let fixture = try Fixture()
    _ = try fixture.file("people.csv", "工号,姓名,学校编号\n" + (1...1_003).map { "T\($0),张,X\($0)\n" }.joined())
    let screen = try fixture.watch("import", "people.csv").split(separator: "\n")
    #expect(screen.count == 1 + 20 + 2)
    #expect(screen[0] == "错误: 名册有 1003 行不对, 什么也没有导入")
    #expect(screen[21] == "  … 另有 983 处 (命令后加 2> 文件名, 可存下前 1000 处)")
    let file = try fixture.run("import", "people.csv").err.split(separator: "\n")
    #expect(file.count == 1 + 1000 + 2)
    #expect(file[1001] == "  … 另有 3 处")
  }

  @Test func `Who acts is given by an option or by the environment, the option wins`() throws {
    let fixture = try Fixture()
    #expect(try fixture.run("tasks", "--studio", "W01", environment: ["JIAOLI_ACTOR": "A1"]).status == 77)
    #expect(try fixture.run("tasks", "--studio", "W01", "--as", "L1", environment: ["JIAOLI_ACTOR": "A1"]).status == 0)
    let own = try fixture.run("tasks", environment: ["JIAOLI_ACTOR": "A1"])
    #expect(own.status == 0)
    #expect(own.out.contains("安1") && !own.out.contains("安2"))
  }

  @Test func `Who asks for what waits or is late sees all that they may, or reads that there is none`() throws {
    let fixture = try Fixture()
    #expect(try fixture.run("tasks", "--submitted", "--as", "L1").out == "没有待审的任务\n")
    #expect(try fixture.run("status", "--as", "A1").out == "没有您可以查看的流程\n")
    #expect(try fixture.run("tasks", "--late", "--as", "A1").out == "没有逾期的任务\n")
    let late = try fixture.run("tasks", "--late", "--as", "L1", "--today", "2027-01-10").out
    #expect(late.contains("安1") && late.contains("李一"))
  }
}
