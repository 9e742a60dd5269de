import AcademicCalendar
import Workflow
import Evaluation
import Foundation
import Office
import Testing

/// S4-34: a county takes a pack as its own with other parameters, and nothing else changes.
@Suite struct CloningTests {
  @Test func `A county's copy with other names and numbers runs beside the original`() throws {
    let office = try PackOffice("backbone-teachers", on: "2026-12-21")
    try office.addSemesters(2025...2026)
    let copy = office.folder.appending(path: "county-backbone")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    let pack = PackOffice.packs.appending(path: "backbone-teachers")
    for name in try FileManager.default.contentsOfDirectory(atPath: pack.path) where name.hasSuffix(".yaml") {
      let text = try String(contentsOf: pack.appending(path: name), encoding: .utf8)
        .replacing(#/(?m)^(workflow|scheme): /#) { "\($0.1): county-" }
        .replacing("市级骨干教师", with: "县级骨干教师").replacing("市教委", with: "县教育局")
        .replacing("default: 50, title: 市级每月津贴", with: "default: 30, title: 县级每月津贴")
        .replacing("run: backbone-candidate", with: "run: county-backbone-candidate")
        .replacing("scheme: backbone-year, verdict", with: "scheme: county-backbone-year, verdict")
        .replacing("workflow: backbone-cycle", with: "workflow: county-backbone-cycle")
        .replacing("workflow: mentor-duties", with: "workflow: county-mentor-duties")
        .replacing("follows: mentor-duties", with: "follows: county-mentor-duties")
        .replacing("workflow: committee-year", with: "workflow: county-committee-year")
        .replacing("county-county-", with: "county-")
      try Data(text.utf8).write(to: copy.appending(path: name))
    }
    let installed = try office.office().install([copy])
    #expect(installed.allSatisfy(\.isNew) && installed.count == 17)
    try office.enter("工号,称号,授予日期\nB03,县级骨干教师,2024-01-01")
    try office.enter("工号,成果类别,层级,状态,成果名称,日期\nB03,课题,市级,结题,课,2026-05-01\nB03,论文,市级,,文,2026-05-02")
    let none = ["books", "essays", "lessons", "reports", "standing", "link-visits", "national-mentees", "city-mentees"]
    let set = Dictionary(uniqueKeysWithValues: none.map { ($0, "0") })
    let county = try office.result("county-backbone-year", "2026", "B03", set: set)
    #expect(county.verdict == .pass && county.amount("city-pay") == 360)
    #expect(try office.result("backbone-year", "2026", "B02", set: set).amount("city-pay") == 600)
  }
}
