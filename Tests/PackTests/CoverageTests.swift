import Evaluation
import AcademicCalendar
import Workflow
import Foundation
import Office
import Testing
import YAMLReading

/// The coverage page, and what it refuses.
@Suite struct CoverageTests {
  private static let root = PackOffice.packs.deletingLastPathComponent()

  /// Whether it is the newest is for `Scripts/check`, since every test that is renamed changes it.
  @Test func `The page has every row of the requirements, each with what carries it and what shows it`() throws {
    let page = try CoveragePage(packs: PackOffice.packs, root: Self.root)
    let rows = page.text.split(separator: "\n").filter { $0.hasPrefix("| S") }
    #expect(rows.count == 132)
    #expect(rows.allSatisfy { $0.contains(".yaml") && $0.contains("Tests: ") })
    let kept = try String(contentsOf: PackOffice.packs.appending(path: "COVERAGE.md"), encoding: .utf8)
    #expect(kept.split(separator: "\n").count { $0.hasPrefix("| S") } == rows.count)
  }

  private func refusals(_ requirements: String, pack: String = "") throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "coverage-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let packs = folder.appending(path: "Workflows")
    try FileManager.default.createDirectory(at: packs.appending(path: "one"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: folder.appending(path: "Tests"), withIntermediateDirectories: true)
    try Data(requirements.utf8).write(to: packs.appending(path: "requirements.yaml"))
    try Data(pack.utf8).write(to: packs.appending(path: "one/one.yaml"))
    do {
      _ = try CoveragePage(packs: packs, root: folder)
      return []
    } catch let list as FindingList {
      return list.findings.map { "\($0.file):\($0.line) \($0.message)" }
    }
  }

  private static let head = "walk: WalkTests\npolicies: { S9: { title: 甲, clauses: [一, 二] } }\nrows:\n"

  @Test(arguments: [
    ("  S9-1: { title: 有人承担 }\n", "workflow: one\ncite: S9-1 一", [String]()),
    ("  S9-1: { title: 没有人承担 }\n", "workflow: one", ["requirements.yaml:4 S9-1「没有人承担」既没有承担处, 也没有说明原因 (why)"]),
    ("  S9-1: { title: 说明原因, why: 由人决定 }\n", "workflow: one", []),
    ("  S9-1: { title: 甲, why: 乙 }\n", "workflow: one\ncite: S9-1 三", ["one/one.yaml:2 S9 没有条款「三」; 条款列在 requirements.yaml"]),
    ("  S9-1: { title: 甲, why: 乙 }\n", "workflow: one\ncite: S9-2 一", ["one/one.yaml:2 没有条目「S9-2」"]),
    ("  S9-1: { title: 甲, why: 乙 }\n", "workflow: one\ncite: 五(一)", ["one/one.yaml:2 cite「五(一)」应以需求条目开头, 如 S1\u{2D}3 六(一)1"]),
    ("  S9-1: { title: 没有测试 }\n", "scheme: one\ncite: S9-1 一", ["requirements.yaml:4 S9-1「没有测试」没有测试证明"]),
    ("  S9-1: { title: 甲, at: [one/one.yaml#没有], why: 乙 }\n", "workflow: one", ["requirements.yaml:4 S9-1 的 at「one/one.yaml#没有」找不到"]),
    (
      "  S9-1: { title: 甲, code: [Sources/No.swift], why: 乙 }\n", "workflow: one",
      ["requirements.yaml:4 S9-1: 没有文件 Sources/No.swift", "requirements.yaml:4 S9-1「甲」没有测试证明"]
    ),
  ])
  func `A clause that is not there, and a row that nobody carries or shows, is refused`(row: String, pack: String, found: [String]) throws {
    #expect(try refusals(Self.head + row, pack: pack) == found)
  }
}
