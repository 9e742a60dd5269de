import AcademicCalendar
import Foundation
import Rules
import YAMLReading

@testable import Workflow

/// Shipped workflows and small ones, read as an office reads them.
enum Fixture {
  /// The text of a file of `Workflows/`.
  static func shipped(_ path: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Workflows").appending(path: path), encoding: .utf8)
  }

  static func pilot() throws -> WorkflowDefinition {
    try WorkflowReader.read(shipped("honghu-pilot/network-study-pilot.yaml"), file: "network-study-pilot.yaml").definition
  }

  /// What reading a text finds, one line each.
  static func findings(_ text: String, file: String = "w.yaml") -> [String] {
    do {
      return try WorkflowReader.read(text, file: file).warnings.map(\.description)
    } catch {
      return error.findings.map(\.description)
    }
  }

  /// The pilot's schools and stages, on its first day, with the semesters that it spans.
  static func pilotContext(schools: Int = 3) throws -> OpeningContext {
    let list = (1...schools).map { Value.object(["kind": .string("school"), "id": .string("S00\($0)")]) }
    var values = Dictionary(try pilot().parameters.map { ($0.name, $0.defaultValue) }, uniquingKeysWith: { $1 }).compactMapValues(\.self)
    values["schools"] = .list(list)
    return OpeningContext(
      parameters: values, subject: .object(["id": .string("")]), today: Day("2014-01-01")!, semester: nil,
      semesters: [
        Semester(schoolYear: 2013, term: 2, firstDay: Day("2014-02-17")!, weeks: 20)!,
        Semester(schoolYear: 2014, term: 1, firstDay: Day("2014-09-01")!, weeks: 21)!,
      ], calendar: .national)
  }

  /// Every task that a phase of the pilot opens, or the pilot as a whole.
  static func seeds(_ phase: String, schools: Int = 3) throws -> [TaskSeed] {
    let context = try pilotContext(schools: schools)
    let state = try pilot().allStates.first { $0.id == phase }!
    let days = try CompiledWorkflow(pilot()).windowed(phase)?.days(in: context)
    return try state.tasks.flatMap { try $0.open(in: phase, phase: days, context: context) }
  }
}
