public import Foundation
public import Statechart
public import Workflow
public import YAMLReading

/// Machines without people: read, verified and drawn; no database.
extension Office {
  /// A machine of a file, with warnings and the place of each state.
  ///
  /// - Parameter strictness: whether an expression that cannot be compiled is an error, or fails when it is evaluated; the same for an
  ///   expression of `.scxml` that has no counterpart here.
  public static func machine(in file: URL, strictness: Machine.Strictness = .strict) throws -> StatechartReader.Result {
    let data = try GivenFile.data(file)
    let text = try TextDecoding.text(data, file: file.lastPathComponent)
    guard file.pathExtension == "scxml" || file.pathExtension == "xml" else {
      return try StatechartReader.read(text, file: file.lastPathComponent, strictness: strictness)
    }
    return try machine(of: text, file, strictness)
  }

  private static func machine(of text: String, _ file: URL, _ strictness: Machine.Strictness) throws -> StatechartReader.Result {
    func finding(_ error: SCXMLError, _ severity: YAMLReading.Finding.Severity = .error) -> YAMLReading.Finding {
      YAMLReading.Finding(severity, file: file.lastPathComponent, line: error.line, column: error.column, message: error.message)
    }
    let folder = file.deletingLastPathComponent()
    let document: SCXMLDocument
    do throws(SCXMLError) {
      document = try SCXMLDocument(text) { name in
        beside(folder, name).flatMap { try? Data(contentsOf: $0) }.flatMap { String(bytes: $0, encoding: .utf8) }
      }
    } catch { throw FindingList(findings: [finding(error)]) }
    if strictness == .strict, !document.remarks.isEmpty { throw FindingList(findings: document.remarks.map { finding($0) }) }
    do throws(ChartError) {
      let machine = try Machine(document.chart, strictness: strictness)
      return StatechartReader.Result(machine: machine, warnings: document.remarks.map { finding($0, .warning) }, places: [:])
    } catch { throw FindingList(findings: error.problems.map { finding(document.error(for: $0)) }) }
  }

  /// The machine that a chart's `invoke` names by `src`: a file beside the chart's own, or below it.
  public static func machine(named name: String, besides file: URL) throws -> Machine {
    guard let url = beside(file.deletingLastPathComponent(), name) else { throw OfficeError(.badInput, "「\(name)」不是旁边的文件") }
    return try machine(in: url, strictness: .deferred).machine
  }

  /// A file in this folder or below it, `file:` before its name or not.
  private static func beside(_ folder: URL, _ name: String) -> URL? {
    let path = name.hasPrefix("file:") ? String(name.dropFirst(5)) : name
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.isEmpty, !path.hasPrefix("/"), !parts.contains(".."), !path.contains(":") else { return nil }
    return folder.appending(path: path)
  }

  /// A machine that was found sound.
  public struct CheckedMachine: Sendable {
    /// The machine.
    public var machine: Machine
    /// What somebody should look at.
    public var warnings: [YAMLReading.Finding]
    /// How many situations were explored.
    public var situations: Int
    /// What was left out, in Chinese; nil where nothing was.
    public var omission: String?
  }

  /// Reads and verifies a machine.
  /// - Throws: `FindingList` where it is not sound.
  public static func checkMachine(in file: URL) throws -> CheckedMachine {
    let result = try machine(in: file)
    let verification = result.machine.verify()
    let findings = verification.findings.map { WorkflowVerification.finding($0, file: file.lastPathComponent, places: result.places) }
    guard verification.isSound else { throw FindingList(findings: result.warnings + findings) }
    return CheckedMachine(
      machine: result.machine, warnings: result.warnings + findings, situations: verification.situations,
      omission: verification.omission)
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
    let data = try GivenFile.data(file)
    let name = file.lastPathComponent
    let text = try TextDecoding.text(data, file: name)
    if file.pathExtension == "scxml" || StatechartReader.isStatechart(text) {
      return diagram(try machine(in: file).machine.chart, as: format)
    }
    return try diagram(of: try WorkflowReader.read(text, file: name).definition, as: format)
  }
}
