import Foundation
import Testing

/// A changed member list, as people see it.
@Suite struct MemberChangeTests {
  @Test func `An import names who left and who came with the command that brings the run up to date`() throws {
    let fixture = try Fixture()
    _ = try fixture.file("members.csv", "工作室编号,工号,身份\nW01,A1,主持人\nW01,L1,成员\n" + (2...8).map { "W01,A\($0),成员\n" }.joined())
    let answer = try fixture.run("import", "members.csv")
    #expect(
      answer.out == """
        已导入: 学校 0, 人员 0, 工作室 0, 成员 9, 课表 0
        第 1 号 工作室学期职责 · 小学语文工作室 的任务还是原来的名单:
          不再负责, 还有未办的: 安9(A9) 3 项、李一(L1) 1 项
          应办而还没有的: 安1(A1) 1 项
          更新: jiaoli run set 1 --refresh --reason 名单变动

        """)
    let json = try JSONSerialization.jsonObject(with: Data(fixture.run("import", "members.csv", "--json").out.utf8)) as? [String: Any]
    #expect((json?["staleRuns"] as? [Any])?.count == 1)
    #expect(try fixture.run("run", "set", "1", "--reason", "换届").status == 64)
    #expect(try fixture.run("run", "set", "1", "lessons=1", "--refresh", "--reason", "换届").status == 64)
    let refreshed = try fixture.run("run", "set", "1", "--refresh", "--reason", "换届")
    #expect(refreshed.out == "第 1 号流程运行的名单已更新\n任务: 新开 0 项, 取消 3 项, 改期 0 项, 改派 1 项\n")
  }
}
