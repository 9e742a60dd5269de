import Foundation
import Testing

/// Records and published results from the command line, as a person with the README uses them.
@Suite struct RecordCommandTests {
  private static let scheme = """
    scheme: hours
    version: 1
    title: 学时考核
    subject: person
    period: calendar-year
    parameters: { least: { type: number, default: 6, title: 学时, cite: S0-2 } }
    measures: { hours: { title: 学时, unit: 学时, from: hours, aggregate: sum, field: hours } }
    indicators: { hours: { title: 学时, require: hours >= parameters.least, cite: S0-2 } }
    consequences: { honour: { title: 先进个人, if: outcome == 'pass', do: { list: 先进名单 }, cite: S2-20 } }

    """

  @Test func `Sign in, import, add, correct, withdraw and list`() throws {
    let fixture = try Fixture()
    _ = try fixture.file("records.csv", "工号,学时,日期,方式\nA1,5,2026-08-01,网络\nA2,6,2026-08-01,线下\n")
    #expect(try fixture.run("record", "import", "records.csv").out == "已导入: 学时 2\n")
    _ = try fixture.file("bad.csv", "工号,学时,日期\nA1,五,2026-08-01\n")
    let bad = try fixture.run("record", "import", "bad.csv")
    #expect(bad.status == 65 && bad.err.contains("bad.csv:2: 学时「五」写得不对"))
    #expect(try fixture.run("record", "add", "活动", "活动编号=HD1", "活动名称=讲座", "类别=讲座", "日期=2026-08-02").status == 0)
    #expect(try fixture.run("signin", "HD1", "A1", "A2", "--late").out == "已登记: 签到 2\n")
    #expect(try fixture.run("signin", "HD1", "A1", "--late", "--absent").status == 64)
    #expect(try fixture.run("record", "correct", "hours-1", "学时", "工号=A1", "学时=6.5", "日期=2026-08-01").status == 0)
    #expect(try fixture.run("record", "withdraw", "hours-2", "--reason", "重复").status == 0)
    let list = try fixture.run("record", "list", "学时", "签到", "--person", "A1").out
    #expect(list.contains("hours-3") && list.contains("6.5") && list.contains("迟到") && !list.contains("hours-1 "))
    let json = try fixture.run("record", "list", "--person", "A2", "--json").out
    #expect(try (JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])?.first?["id"] as? String == "attendance-2")
  }

  @Test func `Evaluate as of a day, explain, roll up, publish, verify, compare and list what follows`() throws {
    let fixture = try Fixture()
    _ = try fixture.file("scheme.yaml", Self.scheme)
    #expect(try fixture.run("workflow", "install", "scheme.yaml").status == 0)
    #expect(try fixture.run("record", "add", "学时", "工号=A1", "学时=6", "日期=2026-08-01").status == 0)
    let one = try fixture.run("evaluate", "hours", "--period", "2026", "--subject", "A1", "--explain").out
    #expect(one.contains("安1 · 学时考核 · 2026年: 通过") && one.contains("[S0-2]") && one.contains("(hours 1): 6"))
    #expect(try fixture.run("evaluate", "hours", "--period", "2026", "--by", "school").out.contains("合计"))
    #expect(try fixture.run("evaluate", "publish", "hours", "--period", "2026").out.contains("先进个人: 1"))
    #expect(try fixture.run("evaluate", "published").out.contains("hours@1"))
    #expect(try fixture.run("record", "add", "学时", "工号=A2", "学时=6", "日期=2026-08-01").status == 0)
    #expect(try fixture.run("evaluate", "verify", "1").status == 0)
    #expect(try fixture.run("evaluate", "verify", "1", "--explain", "A2").out.contains("未通过"))
    #expect(try fixture.run("evaluate", "compare", "hours", "2025", "2026").out.contains("有变化的 1"))
    #expect(try fixture.run("evaluate", "consequences", "hours").out.contains("先进名单"))
    #expect(try fixture.run("evaluate", "hours", "--period", "2026", "--set", "least=7", "--subject", "A1").out.contains("未通过 1"))
    #expect(try fixture.run("evaluate", "publish", "hours", "--period", "2026", "--as", "L1").status == 77)
    #expect(try fixture.run("record", "add", "学时", "工号=A3", "学时=6", "日期=2026-08-01", "--today", "2026-09-05").status == 0)
    #expect(try fixture.run("evaluate", "hours", "--period", "2026").out.contains("通过 3"))
    #expect(try fixture.run("evaluate", "hours", "--period", "2026", "--as-of", "2026-09-04").out.contains("通过 2"))
  }
}
