import Rules
import YAMLReading
import Yams

/// Reads indicators.
struct IndicatorReader {
  let reading: Reading
  let names: SchemeNames

  private static let scorings = ["points", "deduct", "highest", "sum", "quota", "pro-rata", "judges"]

  func indicators(_ node: Node?) -> [Indicator] {
    guard let node, let fields = reading.fields(node, "indicators") else { return [] }
    let expressions = names.reader(reading)
    return fields.entries.compactMap { key, keyNode, node in
      guard reading.identifier(key, at: keyNode), let fields = reading.fields(node, "指标 \(key)") else { return nil }
      return indicator(key, fields, expressions)
    }
  }

  private func indicator(_ name: String, _ fields: Fields, _ expressions: RuleReader) -> Indicator {
    defer { fields.finish() }
    let title = fields.requiredText("title") ?? name
    let condition = expressions.condition(fields, "when")
    let requirement = expressions.condition(fields, "require")
    let scoring = scoring(fields, expressions)
    if scoring == nil, !Self.scorings.contains(where: { fields.node($0) != nil }) {
      for key in ["least", "most", "weight"] where fields.node(key) != nil {
        reading.report(at: fields.node(key), "\(fields.what)不计分, 不能有 \(key)")
      }
      if fields.node("require") == nil {
        reading.report(at: fields.node, "\(fields.what)须有 require (要求) 或计分方式 (\(Self.scorings.joined(separator: "、")))")
      }
    }
    let cite = fields.citation()
    if fields.node("cite") == nil { reading.report(.warning, at: fields.node, "\(fields.what)没有 cite (依据的条款)") }
    return Indicator(
      name: name, title: title, condition: condition, requirement: requirement, scoring: scoring,
      least: expressions.number(fields, "least"),
      most: expressions.number(fields, "most"), weight: expressions.number(fields, "weight"), cite: cite)
  }

  private func scoring(_ fields: Fields, _ expressions: RuleReader) -> Scoring? {
    let given = Self.scorings.filter { fields.node($0) != nil }
    guard let key = given.first else { return nil }
    guard given.count == 1 else {
      reading.report(at: fields.node(given[1]), "\(fields.what)只能有一种计分方式, 却有 \(given.joined(separator: "、"))")
      return nil
    }
    switch key {
    case "points": return expressions.number(fields, key).map { .points($0) }
    case "deduct":
      guard let from = expressions.required(fields, "from", expressions.number), let loss = expressions.number(fields, key) else {
        return nil
      }
      return .deduction(from: from, loss: loss)
    case "highest": return rules(fields, key, expressions).map { .highest($0) }
    case "sum": return rules(fields, key, expressions).map { .sum($0) }
    case "quota": return quota(fields, expressions)
    case "pro-rata": return proRata(fields, expressions)
    default: return judges(fields, expressions)
    }
  }

  private func rules(_ fields: Fields, _ key: String, _ expressions: RuleReader) -> [PointRule]? {
    guard let node = fields.node(key) else { return nil }
    guard case .sequence(let sequence) = node else {
      reading.report(at: node, "\(fields.what)的 \(key) 应为列表, 每项有 points, 可有 if 与 title")
      return nil
    }
    return sequence.compactMap { node in
      guard let inner = reading.fields(node, "\(fields.what)的 \(key) 的一项") else { return nil }
      defer { inner.finish() }
      let condition = expressions.condition(inner, "if")
      guard let points = expressions.required(inner, "points", expressions.number) else { return nil }
      return PointRule(title: inner.text("title") ?? condition?.source ?? "", condition: condition, points: points)
    }
  }

  private func quota(_ fields: Fields, _ expressions: RuleReader) -> Scoring? {
    guard let inner = fields.node("quota").flatMap({ reading.fields($0, "\(fields.what)的 quota") }) else { return nil }
    defer { inner.finish() }
    let met = expressions.required(inner, "met", expressions.condition)
    let points = expressions.required(inner, "points", expressions.number)
    let bonus = expressions.number(inner, "bonus")
    guard let met, let points else { return nil }
    return .quota(met: met, points: points, bonus: bonus)
  }

  private func proRata(_ fields: Fields, _ expressions: RuleReader) -> Scoring? {
    guard let inner = fields.node("pro-rata").flatMap({ reading.fields($0, "\(fields.what)的 pro-rata") }) else { return nil }
    defer { inner.finish() }
    let achieved = expressions.required(inner, "achieved", expressions.number)
    let full = expressions.required(inner, "full", expressions.number)
    let points = expressions.required(inner, "points", expressions.number)
    guard let achieved, let full, let points else { return nil }
    return .proRata(achieved: achieved, full: full, points: points)
  }

  private func judges(_ fields: Fields, _ expressions: RuleReader) -> Scoring? {
    guard let inner = fields.node("judges").flatMap({ reading.fields($0, "\(fields.what)的 judges") }) else { return nil }
    let columns = inner.entries.compactMap { key, _, node -> JudgeColumn? in
      guard let fields = reading.fields(node, "评分人 \(key)") else { return nil }
      defer { fields.finish() }
      let mark = expressions.required(fields, "mark", expressions.number)
      let weight = expressions.required(fields, "weight", expressions.number)
      guard let mark, let weight else { return nil }
      return JudgeColumn(title: key, mark: mark, weight: weight)
    }
    return columns.isEmpty ? nil : .judges(columns)
  }
}
