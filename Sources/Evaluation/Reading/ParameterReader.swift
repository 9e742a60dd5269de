import AcademicCalendar
public import Rules
import YAMLReading
import Yams

/// Reads the parameters of a scheme.
struct ParameterReader {
  let reading: Reading

  func parameters(_ node: Node?) -> [SchemeParameter] {
    guard let node, let fields = reading.fields(node, "parameters") else { return [] }
    return fields.entries.compactMap { key, keyNode, node in
      guard reading.identifier(key, at: keyNode), let fields = reading.fields(node, "参数 \(key)") else { return nil }
      defer { fields.finish() }
      if fields.node("type") == nil { reading.report(at: node, "参数 \(key)缺少 type") }
      let kind = fields.choice("type", SchemeParameter.Kind.self) ?? .number
      return SchemeParameter(
        name: key, title: fields.text("title") ?? key, kind: kind,
        defaultValue: fields.node("default").flatMap { value($0, kind, "参数 \(key) 的 default") }, byYear: byYear(fields, kind),
        follows: follows(fields), cite: fields.citation())
    }
  }

  private func value(_ node: Node, _ kind: SchemeParameter.Kind, _ what: String) -> Value? {
    guard let text = reading.text(node, what) else { return nil }
    if let value = kind.value(text) { return value }
    reading.report(at: node, "\(what)「\(text)」应为\(kind.title); 尚未确定的数请整行留空, 不要写 0")
    return nil
  }

  private func byYear(_ fields: Fields, _ kind: SchemeParameter.Kind) -> [Int: Value] {
    guard let node = fields.node("by-year"), let years = reading.fields(node, "by-year") else { return [:] }
    var values: [Int: Value] = [:]
    for (key, keyNode, node) in years.entries {
      guard let year = Int(key), (1900...2199).contains(year) else {
        reading.report(at: keyNode, "by-year 的键「\(key)」应为年份")
        continue
      }
      values[year] = value(node, kind, "\(key) 年的值")
    }
    return values
  }

  private func follows(_ fields: Fields) -> SchemeParameter.RunParameter? {
    guard let node = fields.node("follows"), let text = reading.text(node, "follows") else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy({ reading.identifier($0, at: node) }) else {
      reading.report(at: node, "follows「\(text)」应写成 流程/参数, 如 studio-semester/lessons")
      return nil
    }
    return SchemeParameter.RunParameter(workflow: parts[0], parameter: parts[1])
  }
}

extension SchemeParameter.Kind {
  /// The value that a text gives: of a file's default or a command line's `--set`; nil where it does not fit. `82%` is 0.82, `2/3` two thirds.
  public func value(_ text: String) -> Value? {
    switch self {
    case .number: SchemeParameter.Kind.number(text).map { .double($0) }
    case .text: .string(text)
    case .bool: ["true": .bool(true), "false": .bool(false)][text]
    case .day: Day(text).map { .day($0) }
    }
  }

  private static func number(_ text: String) -> Double? {
    guard let match = text.wholeMatch(of: /(-?[0-9]+(?:\.[0-9]+)?)(?:(%)|\/([0-9]+))?/), let number = Double(match.1) else { return nil }
    if match.2 != nil { return number / 100 }
    guard let divisor = match.3.flatMap({ Double($0) }) else { return number }
    return divisor == 0 ? nil : number / divisor
  }
}
