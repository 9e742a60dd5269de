import Rules
public import YAMLReading
import Yams

/// Reads a scheme file: its structure, its names and its expressions, each with the place of what is wrong.
public struct SchemeReader {
  /// Reads YAML text.
  /// - Parameters:
  ///   - text: the file's text.
  ///   - file: how findings name it.
  /// - Throws: `FindingList` where anything is an error.
  public static func read(_ text: String, file: String) throws(FindingList) -> Scheme {
    try readWithWarnings(text, file: file).scheme
  }

  /// Reads YAML text, with the findings that do not keep it from running.
  /// - Throws: `FindingList` where anything is an error.
  public static func readWithWarnings(_ text: String, file: String) throws(FindingList) -> (scheme: Scheme, warnings: [Finding]) {
    let reading = Reading(file: file)
    let scheme = reading.document(text).flatMap { SchemeReader(reading: reading).scheme($0) }
    guard let scheme, !reading.findings.contains(where: { $0.severity == .error }) else {
      throw FindingList(findings: reading.findings)
    }
    return (scheme, reading.findings)
  }

  let reading: Reading

  private func scheme(_ node: Node) -> Scheme? {
    guard let fields = reading.fields(node, "办法") else { return nil }
    guard fields.node("scheme") != nil else {
      reading.report(at: node, "这不是考核办法: 缺少 scheme")
      return nil
    }
    defer { fields.finish() }
    let id = fields.identifier("scheme") ?? ""
    if fields.node("version") == nil { reading.report(at: node, "办法缺少 version") }
    let version = fields.integer("version", in: 1...100_000) ?? 1
    let title = fields.requiredText("title") ?? id
    let policy = fields.text("policy") ?? ""
    let subject = subject(fields)
    let periods = PeriodReader(reading: reading)
    let period = periods.period(fields, "period")
    if period == nil, fields.node("period") == nil { reading.report(at: node, "办法缺少 period") }
    let parameters = ParameterReader(reading: reading).parameters(fields.node("parameters"))
    var names = SchemeNames(parameters: parameters)
    let measures = MeasureReader(reading: reading, scheme: id).measures(fields.node("measures"), &names)
    let indicators = IndicatorReader(reading: reading, names: names).indicators(fields.node("indicators"))
    if indicators.isEmpty { reading.report(at: node, "办法没有任何指标 (indicators)") }
    names.add(indicators)
    let outcomes = OutcomeReader(reading: reading)
    let total = outcomes.total(fields.node("total"), names)
    if !reading.findings.contains(where: { $0.severity == .error }), total.pass == nil, indicators.allSatisfy({ $0.requirement == nil }) {
      reading.report(
        at: fields.node("total") ?? fields.node("indicators"), "没有一项 require, 也没有 total 的 pass: 无法判断通过与否 (只排名次的写 pass: score >= 0.0)")
    }
    let grades = outcomes.grades(fields.node("grades"), names)
    let consequences = outcomes.consequences(fields.node("consequences"), names, hasGrades: !grades.isEmpty)
    let scheme = Scheme(
      id: id, version: version, title: title, policy: policy, subject: subject, period: period ?? .always, parameters: parameters,
      measures: measures, indicators: indicators, total: total, grades: grades, consequences: consequences)
    warnUnread(scheme, fields)
    return scheme
  }

  private func subject(_ fields: Fields) -> SchemeSubject {
    guard let node = fields.node("subject") else {
      reading.report(at: fields.node, "办法缺少 subject")
      return SchemeSubject(.person)
    }
    if case .scalar = node { return SchemeSubject(fields.choice("subject", SchemeSubject.Kind.self) ?? .person) }
    guard let inner = reading.fields(node, "subject") else { return SchemeSubject(.person) }
    defer { inner.finish() }
    if inner.node("kind") == nil { reading.report(at: node, "subject 缺少 kind") }
    var subject = SchemeSubject(inner.choice("kind", SchemeSubject.Kind.self) ?? .person)
    for property in SchemeSubject.Property.allCases {
      let words = inner.words(property.rawValue)
      if let known = property.vocabulary {
        for (word, node) in words where !known.contains(word) {
          reading.report(at: node, "\(property.rawValue)「\(word)」应为 \(known.joined(separator: "、")) 之一")
        }
      }
      if !words.isEmpty { subject.filters[property] = words.map(\.text) }
    }
    if let held = inner.node("held") {
      if subject.filters[.title] == nil { reading.report(at: held, "subject 的 held 须与 title 一起写") }
      subject.holding = inner.choice("held", SchemeSubject.Holding.self) ?? .atEnd
    }
    return subject
  }

  /// A measure or parameter that nothing reads is most likely a slip.
  private func warnUnread(_ scheme: Scheme, _ fields: Fields) {
    let read = Set(scheme.expressions.flatMap(\.variables))
    for measure in scheme.measures where !read.contains(measure.name.ruleName) {
      reading.report(.warning, at: fields.node("measures"), "量「\(measure.name)」没有被任何指标用到")
    }
    for parameter in scheme.parameters where !read.contains("parameters." + parameter.name.ruleName) {
      reading.report(.warning, at: fields.node("parameters"), "参数「\(parameter.name)」没有被任何表达式用到")
    }
  }
}
