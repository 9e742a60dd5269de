import AcademicCalendar
public import Evaluation
import Rules
import Store

extension Office {
  /// Judges every subject of a scheme over a period (`jiaoli evaluate`).
  /// - Parameters:
  ///   - scheme: its identifier; the newest version is taken.
  ///   - period: the period's name, such as `2026-2027-1`; nil is the one that today lies in.
  ///   - subjects: codes; empty for all that the actor may see.
  /// - Returns: results in the order of the codes.
  public func evaluate(_ scheme: String, period: String?, subjects: [String]) throws -> [EvaluationResult] {
    try store.read { reader in
      let scheme = try self.scheme(scheme, reader)
      let semesters = try reader.semesters()
      let period = try self.period(scheme, named: period, semesters)
      let visible = try select(subjects, of: try reader.subjects(of: scheme, period: period), reader)
      var values: [String: [String: MeasuredValue]] = [:]
      for (name, query) in scheme.queries { values[name] = try reader.measure(query, period: period, semesters: semesters) }
      var evaluators: [[String: Value]: Evaluator] = [:]
      return try visible.map { subject in
        let settings = try settings(of: scheme, for: subject, period, reader)
        let evaluator = evaluators[settings] ?? Evaluator(scheme, period: period, parameters: settings, semesters: semesters)
        evaluators[settings] = evaluator
        return evaluator.evaluate(subject, values: values.mapValues { $0[subject.id] ?? .number(0) })
      }
    }
  }

  /// Parameters that follow those of the subject's run, so that what was opened and what is judged agree.
  private func settings(
    of scheme: Scheme, for subject: SubjectReference, _ period: EvaluationPeriod, _ reader: Reader
  ) throws -> [String: Value] {
    var settings: [String: Value] = [:]
    for parameter in scheme.parameters {
      guard let follows = parameter.follows,
        let run = try reader.run(of: follows.workflow, concerning: subject, period: period),
        let value = try reader.parameter(follows.parameter, of: run)
      else { continue }
      settings[parameter.name] = value
    }
    return settings
  }

  func scheme(_ id: String, _ reader: Reader) throws -> Scheme {
    let installed = try reader.installedSchemes()
    guard let found = installed.first(where: { $0.id == id }), let text = try reader.schemeText(id, version: found.version) else {
      throw OfficeError.unknown("考核办法", id, among: installed.map(\.id))
    }
    return try SchemeReader.read(text, file: "\(id)@\(found.version)")
  }

  func period(_ scheme: Scheme, named name: String?, _ semesters: [Semester]) throws -> EvaluationPeriod {
    if let name {
      if let period = scheme.period.period(named: name, semesters: semesters) { return period }
      throw OfficeError.unknown("考核期", name, among: semesters.map(\.id))
    }
    if let period = scheme.period.period(containing: today, semesters: semesters) { return period }
    throw OfficeError(.notFound, "今天 \(today) 不在任何考核期内", advice: "用 --semester 指定, 如 --semester \(semesters.last?.id ?? "2026-2027-1")")
  }

  private func select(_ codes: [String], of all: [SubjectReference], _ reader: Reader) throws -> [SubjectReference] {
    for code in codes where !all.contains(where: { $0.id == code }) { throw OfficeError.unknown("考核对象", code, among: all.map(\.id)) }
    let wanted = codes.isEmpty ? all : all.filter { codes.contains($0.id) }
    if actor.may(.view, .office) { return wanted }
    let visible = try wanted.filter { subject in
      switch subject.kind {
      case .person: actor.may(.view, try belonging(ofPerson: subject.id, reader))
      case .school: actor.may(.view, Belonging(school: subject.id))
      case .studio: actor.may(.view, Belonging(studios: [subject.id]))
      case .district, .cohort, .team: false
      }
    }
    if visible.isEmpty || (!codes.isEmpty && visible.count < wanted.count) { try actor.require(.view, .office, "考核结果") }
    return visible
  }
}
