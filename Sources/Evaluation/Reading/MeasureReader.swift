import Rules
import YAMLReading
import Yams

/// Reads measures; each may use those before it.
struct MeasureReader {
  let reading: Reading
  let scheme: String

  private enum AggregateName: String, CaseIterable {
    case count, sum, mean, distinct, minimum, latest, months, semesters, streak
  }

  func measures(_ node: Node?, _ names: inout SchemeNames) -> [Measure] {
    guard let node, let fields = reading.fields(node, "measures") else { return [] }
    var measures: [Measure] = []
    for (key, keyNode, node) in fields.entries {
      guard reading.identifier(key, at: keyNode), let measure = measure(key, node, names) else { continue }
      if SchemeNames.reserved.contains(key) { reading.report(at: keyNode, "量不能叫「\(key)」, 这个名字另有所指") }
      names.add(measure)
      measures.append(measure)
    }
    return measures
  }

  private func measure(_ name: String, _ node: Node, _ names: SchemeNames) -> Measure? {
    guard let fields = reading.fields(node, "量 \(name)") else { return nil }
    defer { fields.finish() }
    let (title, unit, cite) = (fields.text("title") ?? name, fields.text("unit") ?? "", fields.citation())
    let definition: Measure.Definition?
    if fields.node("value") != nil {
      definition = names.reader(reading).expression(fields, "value", [.double, .int, .string, .bool, .day, .dyn]).map { .derived($0) }
    } else if fields.node("from") != nil {
      definition = query(fields).map { .query($0) }
    } else {
      reading.report(at: node, "量 \(name)须有 from (数哪种记录) 或 value (由别的量算出)")
      definition = nil
    }
    return definition.map { Measure(name: name, title: title, unit: unit, definition: $0, cite: cite) }
  }

  private func query(_ fields: Fields) -> MeasureQuery? {
    let source = fields.choice("from", RecordSource.self)
    let aggregate = aggregate(fields, source)
    let filters = fields.node("where").map { self.filters($0, fields.what, source) } ?? [:]
    let role = fields.choice("as", SubjectRole.self) ?? .doer
    let scope = fields.choice("of", SubjectScope.self) ?? .subject
    let day = fields.choice("day", RecordDay.self)
    let window = PeriodReader(reading: reading).period(fields, "period")
    let isOnTime = fields.bool("on-time") ?? false
    let (held, ladder) = (fields.words("held").map(\.text), fields.words("ladder").map(\.text))
    if !held.isEmpty, let aggregate, !aggregate.hasParts { reading.report(at: fields.node("held"), "held 只能用于 minimum") }
    if !ladder.isEmpty, let source, source != .titles { reading.report(at: fields.node("ladder"), "ladder 只能用于 titles") }
    guard let source, let aggregate else { return nil }
    var query = MeasureQuery(
      source, filters: filters, role: role, scope: scope, day: day, isOnTime: isOnTime, window: window, aggregate: aggregate)
    (query.held, query.ladder) = (held, ladder)
    if source == .results || source == .marks, query.filters[.scheme] == nil { query.filters[.scheme] = [scheme] }
    return query
  }

  private func filters(_ node: Node, _ what: String, _ source: RecordSource?) -> [FilterField: [String]] {
    guard let fields = reading.fields(node, "\(what)的 where") else { return [:] }
    guard let source else {
      _ = fields.entries
      return [:]
    }
    var filters: [FilterField: [String]] = [:]
    for field in source.fields {
      let words = fields.words(field.rawValue)
      guard !words.isEmpty else { continue }
      if let vocabulary = field.vocabulary(in: source) {
        for (word, node) in words where !vocabulary.contains(word) {
          let known = vocabulary.joined(separator: "、")
          reading.report(at: node, "\(field.rawValue)「\(word)」应为 \(known) 之一\(NearestName.hint(word, among: vocabulary))")
        }
      }
      filters[field] = words.map(\.text)
    }
    fields.finish()
    return filters
  }

  private func aggregate(_ fields: Fields, _ source: RecordSource?) -> Aggregate? {
    let name = fields.node("aggregate") == nil ? .count : fields.choice("aggregate", AggregateName.self)
    switch name {
    case .count: return .count
    case .sum: return field(fields, source, isNumber: true).map { .sum($0) }
    case .mean: return field(fields, source, isNumber: true).map { .mean($0) }
    case .distinct: return field(fields, source).map { .distinct($0) }
    case .latest: return field(fields, source).map { .latest($0) }
    case .minimum:
      if fields.node("per") == nil { reading.report(at: fields.node, "\(fields.what)的 minimum 须有 per (month、semester 或 year)") }
      let per = fields.choice("per", SubPeriod.self)
      let sum = fields.node("field") == nil ? nil : field(fields, source, isNumber: true)
      return per.map { .minimum(per: $0, sum: sum) }
    case .months, .semesters:
      if let name, let source, source != .titles { reading.report(at: fields.node("aggregate"), "\(name.rawValue) 只能用于 titles") }
      return name == .months ? .months : .semesters
    case .streak:
      if let source, source != .results { reading.report(at: fields.node("aggregate"), "streak 只能用于 results") }
      let grades = fields.words("grades").map(\.text)
      let within = fields.integer("within", in: 1...100) ?? 100
      return .streak(of: grades.isEmpty ? .pass : .grade(grades), within: within)
    case nil: return nil
    }
  }

  private func field(_ fields: Fields, _ source: RecordSource?, isNumber: Bool = false) -> RecordField? {
    guard fields.node("field") != nil else {
      reading.report(at: fields.node, "\(fields.what)须有 field (取哪一项)")
      return nil
    }
    guard let field = fields.choice("field", RecordField.self), let source else { return nil }
    let known = source.values.filter { !isNumber || $0.isNumber }.map(\.rawValue)
    if known.contains(field.rawValue) { return field }
    reading.report(
      at: fields.node("field"), "\(source.rawValue) 没有\(isNumber ? "可相加的" : "")「\(field.rawValue)」, 可用: \(known.joined(separator: "、"))")
    return nil
  }
}

extension Aggregate {
  /// Whether it looks at the parts of the window one by one.
  fileprivate var hasParts: Bool { if case .minimum = self { true } else { false } }
}
