public import AcademicCalendar
public import Foundation
import Statechart
public import Workflow

/// Workflows on virtual time; no database.
extension Office {
  /// The workflow of a file.
  public static func definition(in file: URL) throws -> WorkflowDefinition {
    let data = try GivenFile.data(file)
    let name = file.lastPathComponent
    return try WorkflowReader.read(TextDecoding.text(data, file: name), file: name).definition
  }

  /// Simulates many runs of a workflow, or one by a script.
  public static func simulate(
    _ definition: WorkflowDefinition, from start: Day?, runs: Int, seed: UInt64, people: SimulatedPeople, script: URL? = nil
  ) throws -> SimulationReport {
    let read = try script.map { file in
      let data = try GivenFile.data(file)
      let name = file.lastPathComponent
      return try SimulationScript.read(TextDecoding.text(data, file: name), for: definition, file: name)
    }
    do {
      return try SimulationReport(definition, from: start, runs: runs, seed: seed, people: people, script: read)
    } catch let error as StepError {
      throw OfficeError(.badInput, error.description, advice: "用 jiaoli workflow check 检查流程")
    }
  }
}
