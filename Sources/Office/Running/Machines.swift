public import Foundation
public import Statechart
public import Workflow
public import YAMLReading

/// Machines without people: read, verified and drawn; no database.
extension Office {
  /// A machine of a file, with warnings and the place of each state.
  ///
  /// - Parameter strictness: whether an expression that cannot be compiled is an error, or fails when it is evaluated; that of `.scxml` does
  ///   the latter in any case.
  public static func machine(in file: URL, strictness: Machine.Strictness = .strict) throws -> StatechartReader.Result {
    guard let data = try? Data(contentsOf: file) else { throw OfficeError(.notFound, "读不到文件 \(file.path)", advice: "检查路径与权限") }
    let text = try TextDecoding.text(data, file: file.lastPathComponent)
    guard file.pathExtension == "scxml" || file.pathExtension == "xml" else {
      return try StatechartReader.read(text, file: file.lastPathComponent, strictness: strictness)
    }
    do {
      // An expression that this language does not have raises error.execution where it is evaluated, as SCXML allows.
      let machine = try Machine(Chart(scxml: text), strictness: .deferred)
      return StatechartReader.Result(machine: machine, warnings: [], places: [:])
    } catch let error as SCXMLError {
      throw FindingList(findings: [.init(.error, file: file.lastPathComponent, line: error.line, column: 1, message: error.message)])
    } catch let error as ChartError {
      throw FindingList(
        findings: error.problems.map { .init(.error, file: file.lastPathComponent, line: 1, column: 1, message: $0.description) })
    }
  }

  /// A machine that was found sound.
  public struct CheckedMachine: Sendable {
    /// The machine.
    public var machine: Machine
    /// What somebody should look at.
    public var warnings: [YAMLReading.Finding]
    /// How many situations were explored.
    public var situations: Int
  }

  /// Reads and verifies a machine.
  /// - Throws: `FindingList` where it is not sound.
  public static func checkMachine(in file: URL) throws -> CheckedMachine {
    let result = try machine(in: file)
    let verification = result.machine.verify()
    let findings = verification.findings.map { WorkflowVerification.finding($0, file: file.lastPathComponent, places: result.places) }
    guard verification.isSound else { throw FindingList(findings: result.warnings + findings) }
    return CheckedMachine(machine: result.machine, warnings: result.warnings + findings, situations: verification.situations)
  }

  /// How a diagram is written.
  public enum DiagramFormat: String, CaseIterable, Sendable {
    case svg, mermaid, dot, scxml
  }

  /// A chart drawn, with the active states highlighted.
  public static func diagram(_ chart: Chart, as format: DiagramFormat, highlighting active: Set<StateID> = []) -> String {
    switch format {
    case .svg: chart.svg(highlighting: active)
    case .mermaid: chart.mermaid(highlighting: active)
    case .dot: chart.dot(highlighting: active)
    case .scxml: chart.scxml
    }
  }

  /// The chart of a workflow file or of a machine's file, drawn.
  public static func diagram(ofFile file: URL, as format: DiagramFormat) throws -> String {
    guard let data = try? Data(contentsOf: file) else { throw OfficeError(.notFound, "读不到文件 \(file.path)", advice: "检查路径与权限") }
    let name = file.lastPathComponent
    let text = try TextDecoding.text(data, file: name)
    if file.pathExtension == "scxml" || StatechartReader.isStatechart(text) {
      return diagram(try machine(in: file).machine.chart, as: format)
    }
    return try diagram(of: try WorkflowReader.read(text, file: name).definition, as: format)
  }
}
