import Foundation
import Testing

/// `jiaoli report` as people type it.
@Suite struct ReportCommandTests {
  private func bytes(_ fixture: Fixture, _ name: String) -> Data? {
    FileManager.default.contents(atPath: fixture.folder.appending(path: name).path)
  }

  @Test func `A report goes to the terminal, or to a file whose name says the format`() throws {
    let fixture = try Fixture()
    let shown = try fixture.run("report", "duties", "--semester", "2026-2027-1", "--as", "L1")
    #expect(shown.status == 0 && shown.out.hasPrefix("学期职责一览\n2026-2027学年第一学期\n\n【一览】\n工号"))
    for (name, start) in [("a.csv", "\u{FEFF}一览,"), ("a.html", "<!DOCTYPE html>"), ("a.json", "{\n"), ("a.txt", "学期职责一览")] {
      let answer = try fixture.run("report", "duties", "--semester", "2026-2027-1", "--as", "L1", "--out", name)
      #expect(answer.out.hasPrefix("已写入 \(name): 学期职责一览, 2 张表"), "\(answer)")
      #expect(bytes(fixture, name)?.starts(with: Data(start.utf8)) == true, "\(name)")
    }
    #expect(try fixture.run("report", "duties", "--semester", "2026-2027-1", "--out", "a.xlsx").status == 0)
    #expect(bytes(fixture, "a.xlsx")?.starts(with: Data("PK".utf8)) == true)
    let one = try fixture.run("report", "duties", "--semester", "2026-2027-1", "--table", "detail", "--format", "csv").out
    #expect(one.hasPrefix("\u{FEFF}工号,姓名,职责,应做,"))
    let json = try JSONSerialization.jsonObject(with: Data(fixture.run("report", "late", "--json").out.utf8)) as? [String: Any]
    #expect(json?["report"] as? String == "late")
  }

  @Test func `A file that is there stays unless it is to be replaced, and nothing else is left in the folder`() throws {
    let fixture = try Fixture()
    _ = try fixture.file("late.csv", "旧")
    let refused = try fixture.run("report", "late", "--out", "late.csv")
    #expect(refused.status == 75 && refused.err.contains("--force"))
    #expect(bytes(fixture, "late.csv") == Data("旧".utf8))
    #expect(try fixture.run("report", "late", "--out", "late.csv", "--force").status == 0)
    #expect(bytes(fixture, "late.csv") != Data("旧".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).allSatisfy { !$0.hasSuffix(".part") })
  }

  @Test func `What cannot be written is refused with what to do`() throws {
    let fixture = try Fixture()
    #expect(try fixture.run("report", "late", "--format", "xlsx").status == 64)
    #expect(try fixture.run("report", "late", "--format", "docx").status == 64)
    #expect(try fixture.run("report", "late", "--out", "late.docx").status == 64)
    #expect(try fixture.run("report", "late", "--out", "late").status == 64)
    #expect(try fixture.run("report", "late", "--out", "nowhere/late.csv").status == 77)
    #expect(try fixture.run("report", "late", "--out", ".", "--format", "csv").status == 65)
    #expect(try fixture.run("report", "late", "--table", "none").status == 66)
    #expect(try fixture.run("report", "duties", "--semester", "2031-2032-1").status == 66)
    #expect(try fixture.run("report", "late", "--subject", "A2", "--as", "A1").status == 77)
    #expect(try fixture.run("report", "phases", "--run", "7").status == 66)
  }
}
