import Evaluation
import AcademicCalendar
import Foundation
import Office
import Rules
import Testing
import Workflow
import YAMLReading

/// A shipped workflow with what it needs to be started in the walk.
struct Walk: CustomTestStringConvertible {
  var pack: String
  var definition: WorkflowDefinition
  var testDescription: String { definition.id }

  static let all: [Walk] = {
    let files = FileManager.default.enumerator(atPath: PackOffice.packs.path)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".yaml") && $0.contains("/") }.sorted().compactMap { file in
      guard let text = try? String(contentsOf: PackOffice.packs.appending(path: file), encoding: .utf8), text.contains("\nworkflow:"),
        let definition = try? WorkflowReader.read(text, file: file).definition
      else { return nil }
      return Walk(pack: String(file.prefix { $0 != "/" }), definition: definition)
    }
  }()

  /// A value for each parameter that has none, or an empty list.
  var parameters: [String: String] {
    var values: [String: String] = [:]
    for parameter in definition.parameters where parameter.defaultValue == nil || parameter.defaultValue == .list([]) {
      switch parameter.type {
      case .list(.school): values[parameter.name] = "S001"
      case .list(.person): values[parameter.name] = "T2"
      case .list: values[parameter.name] = "语文,数学"
      case .day: values[parameter.name] = "2026-09-01"
      case .number: values[parameter.name] = "6"
      case .school: values[parameter.name] = "S001"
      case .person: values[parameter.name] = "T2"
      default: values[parameter.name] = "甲"
      }
    }
    return values
  }

  var subject: [String] {
    switch definition.subject {
    case .person: ["T1"]
    case .school: ["S002"]
    case .studio: ["W1"]
    case .cohort, .visit: ["第一期"]
    case .district, .pair: []
    }
  }

  /// The projects of 2014 and 2017 begin when they did; a cycle has five years whose holidays are known.
  var start: String {
    ["network-study-pilot": "2014-01-02", "action-plan": "2017-11-01", "selections": "2017-11-01", "backbone-cycle": "2021-08-31"][
      definition.id] ?? "2026-08-31"
  }

  static let roster = [
    "schools.csv": "学校编号,学校名称,片区,学段\nS001,一小,城区,小学\nS002,二小,乡村,小学\n",
    "people.csv": """
    工号,姓名,学校编号,学段,学科,岗位
    T1,甲,S001,小学,语文,
    T2,乙,S001,小学,语文,
    T3,丙,S002,小学,数学,学校联络员
    T4,丁,S001,小学,数学,学校联络员
    E1,专家一,,,,评审专家
    E2,专家二,,,,评审专家
    E3,专家三,,,,评审专家

    """,
    "studios.csv": "工作室编号,工作室名称,级别,学科,学校编号\nW1,语文工作室,市级,语文,S001\n",
    "memberships.csv": "工作室编号,工号,身份,导师工号\nW1,T1,主持人,\nW1,T2,成员,\nW1,T3,学员,T2\n",
  ]
}

/// Every shipped workflow is started in a real office and runs to its end: tasks are handed in with their evidence and accepted, chains
/// approved, days pass.
@Suite struct WalkTests {
  @Test(arguments: Walk.all)
  func `From its first day to its end`(walk: Walk) throws {
    let office = try PackOffice(walk.pack, on: walk.start, roster: Walk.roster)
    let year = Int(walk.start.prefix(4))!
    try office.addSemesters((year - 1)...(year + 1))
    let run = try office.start(walk.definition.id, walk.subject, semester: "\(year)-\(year + 1)-1", set: walk.parameters)
    let done = try office.walk(run, step: 31, through: "\(year + 13)-01-01")
    let progress = try office.office().progress(of: run)
    #expect(progress.status == "done", "\(progress.phases.filter { $0.stand == .current }.map(\.id))")
    #expect(progress.obstacles.isEmpty, "\(progress.obstacles)")
    #expect(done > 0)
  }

  @Test func `Every pack has a workflow or a scheme, a page that explains it, and sample data`() throws {
    let packs = try FileManager.default.contentsOfDirectory(atPath: PackOffice.packs.path).filter { !$0.contains(".") }
    #expect(packs.count >= 9)
    for pack in packs {
      let folder = PackOffice.packs.appending(path: pack)
      let readme = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
      #expect(readme.contains("参数") && readme.contains("怎样理解原文"), "\(pack)")
      #expect(try !FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "sample").path).isEmpty, "\(pack)")
      for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".yaml") {
        #expect(readme.contains(file), "\(pack)/README.md names \(file)")
      }
    }
  }
}
