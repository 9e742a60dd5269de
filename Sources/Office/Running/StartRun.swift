import AcademicCalendar
import Rules
import Store
import Workflow
import YAMLReading

/// What starting a workflow came to.
public struct StartedRuns: Hashable, Sendable {
  /// The numbers of the runs that were started.
  public var runs: [Int64] = []
  /// How many subjects had one already.
  public var existing = 0
  /// Studios that `all` left out, since nobody leads them or belongs to them: codes.
  public var skipped: [String] = []
}

extension Office {
  /// Starts runs of a workflow (`jiaoli start`).
  /// - Parameters:
  ///   - workflow: its identifier; the newest version is taken.
  ///   - subjects: codes of the subjects; empty for the district, `all` for every one of the kind.
  ///   - levels: of `all` studios only those of these levels (级别); empty is any.
  ///   - semester: the semester they are for.
  ///   - parameters: values by name.
  public func start(
    _ workflow: String, subjects: [String], levels: [String] = [], semester: String?, parameters: [String: String]
  ) throws -> StartedRuns {
    try command { transaction in
      let reader = transaction.reader
      let installed = try reader.installedWorkflows()
      guard let found = installed.first(where: { $0.id == workflow }) else {
        throw OfficeError.unknown(.workflow, workflow, among: installed.map(\.id), lists: true)
      }
      let definition = try reader.process(found.id, found.version).definition
      try check(parameters, definition, reader)
      let semester = try semester.map { try self.semester($0, reader).id }
      var started = StartedRuns()
      var chosen = try self.subjects(subjects, definition, reader)
      if definition.subject == .studio, subjects == ["all"] {
        let studios = try self.studios(levels, reader)
        (chosen, started.skipped) = (studios.chosen, studios.empty)
      } else if !levels.isEmpty {
        throw OfficeError(.usage, "--level 只用于以工作室为对象的流程, 与 --subject all 一起")
      }
      for subject in chosen {
        try actor.require(.start, Belonging(studios: definition.subject == .studio ? [subject] : []), definition.title)
        if try reader.liveRun(workflow, subject: subject, semester: semester) != nil {
          started.existing += 1
          continue
        }
        let start = RunStart(workflow: workflow, version: found.version, subject: subject, semester: semester, parameters: parameters)
        if let run = try transaction.record(.runStarted(start)) { started.runs.append(run) }
      }
      return started
    }
  }

  /// The studios of these levels that have somebody to do what a studio does, and those that have nobody.
  private func studios(_ levels: [String], _ reader: Reader) throws -> (chosen: [String], empty: [String]) {
    let all = try reader.studios()
    let known = Set(all.map(\.level))
    for level in levels where !known.contains(level) {
      throw OfficeError(.notFound, "没有级别是「\(level)」的工作室", advice: "有 " + known.sorted().joined(separator: "、"))
    }
    let wanted = all.filter { levels.isEmpty || levels.contains($0.level) }.map(\.id)
    let manned = try wanted.filter { studio in try reader.memberships(of: studio).contains { $0.role != .trainee } }
    return (manned, wanted.filter { !manned.contains($0) })
  }

  /// Values must name parameters of the workflow, fit their types, and name what exists.
  func check(_ values: [String: String], _ definition: WorkflowDefinition, _ reader: Reader) throws {
    for (name, text) in values.sorted(by: { $0.key < $1.key }) {
      guard let parameter = definition.parameters.first(where: { $0.name == name }) else {
        throw OfficeError.unknown(.parameter(ofWorkflow: definition.id), name, among: definition.parameters.map(\.name), lists: true)
      }
      guard let value = ParameterValue.read(text, as: parameter.type) else {
        throw OfficeError(.badInput, "参数 \(parameter.title)(\(name)) 的值「\(text)」应为\(parameter.type.title)")
      }
      try checkCodes(value, parameter, text, reader)
    }
  }

  /// Codes of schools, people and studios must exist.
  private func checkCodes(_ value: Value, _ parameter: Parameter, _ text: String, _ reader: Reader) throws {
    var type = parameter.type
    if case .list(let element) = type { type = element }
    if text == "all", parameter.type == .list(.school) { return }
    let codes: [String]
    switch value {
    case .string(let code): codes = [code]
    case .list(let values): codes = values.compactMap { if case .string(let code) = $0 { code } else { nil } }
    default: return
    }
    for code in codes {
      guard var error = try unknown(code, of: type, reader) else { continue }
      error.message = "参数 \(parameter.title)(\(parameter.name)): " + error.message
      throw error
    }
  }

  /// What is wrong with a code; nil where there is such a thing, or the type has no codes.
  private func unknown(_ code: String, of type: ParameterType, _ reader: Reader) throws -> OfficeError? {
    switch type {
    case .school: try reader.school(code) == nil ? .unknown(.school, code, among: reader.schools().map(\.id)) : nil
    case .person: try reader.person(code) == nil ? .unknown(.person, code, among: reader.people().map(\.id)) : nil
    case .studio: try reader.studio(code) == nil ? .unknown(.studio, code, among: reader.studios().map(\.id)) : nil
    case .text, .number, .bool, .day, .list: nil
    }
  }

  private func subjects(_ codes: [String], _ definition: WorkflowDefinition, _ reader: Reader) throws -> [String] {
    let known: [String]
    switch definition.subject {
    case .school: known = try reader.schools().map(\.id)
    case .studio: known = try reader.studios().map(\.id)
    case .person: known = try reader.people().map(\.id)
    case .cohort, .visit:
      // A class, a project, a contest, a visit: it has no row in the roster and is known by its name.
      guard !codes.isEmpty else { return [""] }
      let names = codes.map(\.trimmed)
      for name in names where name.isEmpty || name.count > 100 || name.contains("\n") {
        throw OfficeError(.usage, "\(definition.subject.title)的名称应为 1 至 100 个字")
      }
      return names
    case .district, .pair:
      guard codes.isEmpty else { throw OfficeError(.usage, "\(definition.title)以\(definition.subject.title)为对象, 不需要 --subject") }
      return [""]
    }
    if codes == ["all"] { return known }
    guard !codes.isEmpty else {
      throw OfficeError(.usage, "\(definition.title)以\(definition.subject.title)为对象, 请用 --subject 指定编号, 或 --subject all")
    }
    for code in codes where !known.contains(code) { throw OfficeError.unknown(.ofRoster(definition.subject.title), code, among: known) }
    return codes
  }
}
