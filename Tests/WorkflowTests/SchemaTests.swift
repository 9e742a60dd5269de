import Foundation
import Testing
import Workflow
import Yams

/// The part of JSON Schema (draft 2020-12) that the language's schema uses.
private struct SchemaCheck {
  let root: [String: Any]

  static let keywords: Set<String> = [
    "$defs", "$ref", "$schema", "$id", "title", "description", "additionalProperties", "else", "enum", "if", "then", "items", "maxLength",
    "maximum", "minItems", "minimum", "oneOf", "pattern", "properties", "propertyNames", "required", "type", "default", "examples",
  ]

  /// What is wrong with a value, each with its path.
  func problems(_ value: Any, _ schema: Any, _ path: String = "") -> [String] {
    if let isAllowed = schema as? Bool { return isAllowed ? [] : ["\(path): not allowed"] }
    guard let schema = schema as? [String: Any] else { return ["\(path): no schema"] }
    var found = schema.keys.filter { !Self.keywords.contains($0) }.map { "\(path): keyword \($0) is not checked" }
    if let reference = schema["$ref"] as? String { found += problems(value, resolve(reference), path) }
    if let type = schema["type"], !types(type).contains(where: { has(value, $0) }) { return found + ["\(path): not \(type)"] }
    if let choices = schema["enum"] as? [Any], !choices.contains(where: { "\($0)" == "\(value)" }) {
      found.append("\(path): not one of \(choices)")
    }
    if let options = schema["oneOf"] as? [Any] {
      let count = options.count { problems(value, $0, path).isEmpty }
      if count != 1 { found.append("\(path): \(count) of \(options.count) alternatives hold") }
    }
    if let condition = schema["if"] {
      let branch = problems(value, condition, path).isEmpty ? schema["then"] : schema["else"]
      if let branch { found += problems(value, branch, path) }
    }
    if let text = value as? String { found += text.problems(schema, path) }
    if let number = value as? Int, let least = schema["minimum"] as? Int, number < least { found.append("\(path): below \(least)") }
    if let number = value as? Int, let most = schema["maximum"] as? Int, number > most { found.append("\(path): above \(most)") }
    if let list = value as? [Any] {
      if let least = schema["minItems"] as? Int, list.count < least { found.append("\(path): too few") }
      if let items = schema["items"] { for (index, item) in list.enumerated() { found += problems(item, items, "\(path)/\(index)") } }
    }
    if let map = value as? [String: Any] { found += fields(map, schema, path) }
    return found
  }

  private func fields(_ map: [String: Any], _ schema: [String: Any], _ path: String) -> [String] {
    var found = (schema["required"] as? [String] ?? []).filter { map[$0] == nil }.map { "\(path): \($0) is missing" }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    for (key, value) in map.sorted(by: { $0.key < $1.key }) {
      if let names = schema["propertyNames"] { found += problems(key, names, "\(path)/\(key) (name)") }
      if let property = properties[key] {
        found += problems(value, property, "\(path)/\(key)")
      } else if let others = schema["additionalProperties"] {
        found += problems(value, others, "\(path)/\(key)")
      }
    }
    return found
  }

  private func resolve(_ reference: String) -> Any {
    reference.dropFirst(2).split(separator: "/").reduce(root as Any) { ($0 as? [String: Any])?[String($1)] ?? false }
  }

  private func types(_ type: Any) -> [String] { type as? [String] ?? [type as? String ?? ""] }

  private func has(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": value is Bool
    case "integer": value is Int && !(value is Bool)
    case "number": (value is Int || value is Double) && !(value is Bool)
    case "null": value is NSNull
    default: false
    }
  }
}

extension String {
  fileprivate func problems(_ schema: [String: Any], _ path: String) -> [String] {
    var found: [String] = []
    if let most = schema["maxLength"] as? Int, count > most { found.append("\(path): too long") }
    if let pattern = schema["pattern"] as? String, let regex = try? Regex(pattern), firstMatch(of: regex) == nil {
      found.append("\(path): does not match \(pattern)")
    }
    return found
  }
}

extension Node {
  /// As JSON would have it: what YAML reads as a number, a truth value or nothing is one.
  fileprivate var json: Any {
    switch self {
    case .mapping(let mapping): return Dictionary(mapping.map { ($0.key.scalar?.string ?? "", $0.value.json) }, uniquingKeysWith: { $1 })
    case .sequence(let sequence): return sequence.map(\.json)
    case .scalar(let scalar):
      guard scalar.style == .plain else { return scalar.string }
      if let number = Int(scalar.string) { return number }
      if let number = Double(scalar.string), scalar.string.contains(".") { return number }
      return ["true": true, "false": false, "": NSNull(), "null": NSNull(), "~": NSNull()][scalar.string] ?? scalar.string
    case .alias: return ""
    }
  }
}

struct `The schema of the language` {
  private func problems(_ text: String) throws -> [String] {
    let root = try #require(try JSONSerialization.jsonObject(with: Data(WorkflowSchema.text.utf8)) as? [String: Any])
    let node = try #require(try Yams.compose(yaml: text))
    return SchemaCheck(root: root).problems(node.json, root)
  }

  @Test(arguments: ShippedWorkflow.all)
  func `Every shipped workflow is valid`(workflow: ShippedWorkflow) throws { #expect(try problems(workflow.text) == []) }

  @Test(arguments: ShippedWorkflow.all)
  func `A shipped workflow with a key misspelt, a version that is no number, or no states is not`(workflow: ShippedWorkflow) throws {
    for (from, to) in [("\n  ", "\n  x"), ("version: ", "version: x"), ("states:", "stats:"), ("title: ", "tytle: ")] {
      let broken =
        from == "\n  "
        ? workflow.text.replacing(/\n    (title|window|tasks|on):/) { "\n    \($0.1)x:" } : workflow.text.replacing(from, with: to)
      #expect(try !problems(broken).isEmpty, "\(from)")
    }
  }

  @Test(arguments: ConformanceChart.all("W3C") + ConformanceChart.all("Sequences"))
  func `Every machine that can be run is valid`(chart: ConformanceChart) throws { #expect(try problems(chart.text) == []) }

  @Test func `What uses every key of the language is valid, and is read`() throws {
    let text = """
      workflow: everything
      version: 2
      title: 全部
      policy: 文件
      subject: studio
      parameters:
        schools: { type: list<school>, title: 学校, cite: S1-1 一 }
        last: { type: day, default: 2026-12-31 }
        number: { type: number, default: 3 }
        flag: { type: bool, default: true }
        names: { type: list<text>, default: [甲, 乙] }
      roles: { leader: 主持人, expert: 评审员 }
      evidence: { plan: 教案 }
      data: { n: 0, map: { a: 1, b: [1, 2] }, none: }
      window: { from: 09-01, through: parameters.last }
      tasks: { whole: { title: 全程, role: leader, required: false } }
      duties: { monthly: { title: 月报, per: month, count: parameters.number, role: leader, opens: period.start, due: period.end + days(3), required: false } }
      initial: first
      states:
        first:
          title: 一
          window: { from: 2026-09-01, through: phase.end }
          entry: [ [ { set: { n: 1, vars.map.a: n } } ], [ { raise: e, data: { x: n } }, { log: n, label: 数 } ] ]
          exit: [ { cancel: t }, { cancel: { value: "'t'" } } ]
          tasks:
            one:
              title: 一项
              role: leader
              for: parameters.schools
              window: { from: 09-01, through: 09-30 }
              activity: { kind: lesson, periods: 2, place: parameters.schools, team: { from: subject.members, least: 2, most: 5 }, audience: 全体 }
              evidence: [plan, minutes]
              review: [ { id: a, title: 初, role: expert, quorum: 2/3, due: 2026-10-01, cite: S1-1 一 }, { id: b, title: 终, quorum: all } ]
              cite: S1-2 二
            two: { title: 二项, opens: 2026-09-01, due: 10-15, evidence: minutes }
          on:
            done: [ { if: n > 0, to: second, do: [ { notify: leader, text: 好 }, { grant: { title: 称号, to: subject.id, through: today + days(30) } } ] }, second ]
            "a b.*": { do: [ { send: later, id: t, after: 36h, data: n, to: "#_internal" }, { send: { event: x, after: PT1S } } ] }
          after: { days(3): { to: second }, 1.5s: [ second ] }
        second:
          type: parallel
          states:
            x:
              initial: { to: x1, do: [ { if: n == 1, do: [ { set: { n: 2 } } ], elseif: [ { if: n == 2, do: [] } ], else: [ { raise: e } ] } ] }
              states:
                x1: { always: [ { if: n > 1, to: x2 } ], on: { e: { to: x2, internal: true } } }
                x2: { type: final, donedata: { n: n } }
                xh: { type: history, history: deep, to: x1, do: [ { log: 1 } ] }
            y: { each: { school: parameters.schools, run: other, until: settled >= 0.5 * total, title: 各校, cite: S1-1 一 }, on: { done: z } }
            z: { review: [ { id: a, title: 审 } ], on: { approved: third, rejected: first, returned: {} } }
          on: { done: third }
        third: { tasks: { t: { title: 尾 } }, on: { done: { to: end, do: [ { foreach: p, in: "[1]", index: i, do: [ { record: { kind: "'x'" } } ] }, { start: other, subject: "'S001'" } ] } } }
        end: { type: final, title: 完 }
      """
    #expect(try problems(text) == [])
    for broken in [
      "per: month": "per: fortnight", "quorum: all": "quorum: most", "type: parallel": "type: serial", "periods: 2": "periods: 20",
    ] {
      let changed = text.replacing(broken.key, with: broken.value)
      #expect(try !problems(changed).isEmpty, "\(broken.value)")
    }
  }
}
