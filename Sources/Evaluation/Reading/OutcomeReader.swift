import Rules
import YAMLReading
import Yams

/// Reads what is made of the indicators: the total, the grades, the consequences.
struct OutcomeReader {
  let reading: Reading

  func total(_ node: Node?, _ names: SchemeNames) -> Total {
    guard let node, let fields = reading.fields(node, "total") else { return Total() }
    defer { fields.finish() }
    let expressions = names.reader(reading)
    let scored = names.adding(["score": .double]).reader(reading)
    return Total(
      score: expressions.number(fields, "score"), most: expressions.number(fields, "most"), pass: scored.condition(fields, "pass"),
      cite: fields.citation())
  }

  func grades(_ node: Node?, _ names: SchemeNames) -> [GradeRule] {
    guard let node else { return [] }
    guard case .sequence(let sequence) = node else {
      reading.report(at: node, "grades 应为列表, 从高到低, 每项有 title 与 if (最后一项可以没有 if)")
      return []
    }
    let expressions = names.adding(["score": .double, "outcome": .string]).reader(reading)
    return sequence.enumerated().compactMap { index, node in
      guard let fields = reading.fields(node, "等次") else { return nil }
      defer { fields.finish() }
      guard let title = fields.requiredText("title") else { return nil }
      if fields.node("if") == nil, index < sequence.count - 1 { reading.report(at: node, "等次「\(title)」没有 if, 其后的等次永远轮不到") }
      return GradeRule(title: title, condition: expressions.condition(fields, "if"))
    }
  }

  func consequences(_ node: Node?, _ names: SchemeNames, hasGrades: Bool) -> [Consequence] {
    guard let node, let fields = reading.fields(node, "consequences") else { return [] }
    let more: [String: ValueType] = ["score": .double, "outcome": .string]
    let expressions = names.adding(hasGrades ? more.merging(["grade": .string]) { $1 } : more).reader(reading)
    return fields.entries.compactMap { key, keyNode, node in
      guard reading.identifier(key, at: keyNode), let fields = reading.fields(node, "后果 \(key)") else { return nil }
      defer { fields.finish() }
      let (title, cite) = (fields.requiredText("title") ?? key, fields.citation())
      let condition = expressions.required(fields, "if", expressions.condition)
      let effect = effect(fields, expressions)
      let isDiscretionary = fields.bool("discretion") ?? false
      guard let condition, let effect else { return nil }
      return Consequence(name: key, title: title, condition: condition, effect: effect, isDiscretionary: isDiscretionary, cite: cite)
    }
  }

  /// `do: { list: 名单 }`, with `amount` where the kind has one.
  private func effect(_ fields: Fields, _ expressions: RuleReader) -> EffectRule? {
    guard let node = fields.node("do"), let inner = reading.fields(node, "\(fields.what)的 do") else {
      if fields.node("do") == nil { reading.report(at: fields.node, "\(fields.what)缺少 do") }
      return nil
    }
    defer { inner.finish() }
    let given = EffectKind.allCases.filter { inner.node($0.rawValue) != nil }
    guard let kind = given.first, given.count == 1, let target = inner.text(kind.rawValue) else {
      let known = EffectKind.allCases.map(\.rawValue).joined(separator: "、")
      reading.report(at: node, "\(inner.what)须恰有一种效果: \(known)")
      return nil
    }
    return EffectRule(kind: kind, target: target, amount: expressions.number(inner, "amount"))
  }
}
