/// Answers one question about an expression, JSON in and JSON out: what `jiaoli rules eval` does with each line.
///
/// A question is an object with `expression`, and perhaps `bindings` (values by name, tagged), `unset` (names without a value), `types`
/// (declared names), `container`, `disableMacros`, `disableCheck`, `checkOnly`, `explain` and `titles`. The answer has `value` and `type`, or
/// `error` with `message`, `line` and `column`, or `unknown`.
public struct RulesEval: Sendable {
  private let calendar: (any DayProvider)?
  private let functions: [Function]

  /// - Parameters:
  ///   - calendar: answers `workday` and `week`
  ///   - functions: functions besides the standard ones
  public init(calendar: (any DayProvider)? = nil, functions: [Function] = []) {
    self.calendar = calendar
    self.functions = functions
  }

  /// The answer to one line; always one line of JSON.
  public func answer(to line: String) -> String {
    do {
      let question = try Question(try JSONReader.read(line))
      return answer(to: question)
    } catch let error as JSONError {
      return Self.failure("输入不是有效的 JSON: \(error.message)", line: 1, column: error.column)
    } catch let error as WireError {
      return Self.failure(error.message, line: 1, column: 1)
    } catch { return Self.failure("\(error)", line: 1, column: 1) }
  }

  private func answer(to question: Question) -> String {
    var environment = Environment(variables: question.types, functions: functions, container: question.container)
    for name in Array(question.bindings.keys) + question.unset where environment.variables[name] == nil && !name.isEmpty {
      if !question.isFieldOfBinding(name) { environment.variables[name] = .dyn }
    }
    do throws(RuleError) {
      let expression = try Expression(
        question.source, in: environment, checked: !question.disablesCheck, expandingMacros: !question.disablesMacros)
      var writer = JSONWriter()
      if question.onlyChecks {
        writer.raw("{\"type\":")
        writer.string(expression.type.description)
        writer.raw("}")
        return writer.text
      }
      let bindings = Bindings(question.bindings, unset: Set(question.unset), calendar: calendar)
      return answer(expression, bindings, question)
    } catch { return Self.failure(error.message, line: error.line, column: error.column) }
  }

  private func answer(_ expression: Expression, _ bindings: Bindings, _ question: Question) -> String {
    var writer = JSONWriter()
    switch expression.evaluate(bindings) {
    case .value(let value):
      writer.raw("{\"value\":")
      do { try value.write(to: &writer) } catch { return Self.failure(error.message, line: 1, column: 1) }
      writer.raw(",\"type\":")
      writer.string(expression.type.description)
    case .unknown(let names):
      writer.raw("{\"unknown\":")
      writer.list("[", "]", names.sorted()) { $0.string($1) }
    case .error(let error):
      writer.raw(String(Self.failure(error.message, line: error.line, column: error.column).dropLast()))
    }
    if question.explains {
      writer.raw(",\"explanation\":")
      expression.explain(bindings, titles: question.titles).write(to: &writer)
    }
    writer.raw("}")
    return writer.text
  }

  private static func failure(_ message: String, line: Int, column: Int) -> String {
    var writer = JSONWriter()
    writer.raw("{\"error\":{\"message\":")
    writer.string(message)
    writer.raw(",\"line\":\(line),\"column\":\(column)}}")
    return writer.text
  }
}

/// One line of input.
private struct Question {
  let source: String
  let bindings: [String: Value]
  let unset: [String]
  let types: [String: ValueType]
  let container: String
  let disablesMacros: Bool
  let disablesCheck: Bool
  let onlyChecks: Bool
  let explains: Bool
  let titles: [String: String]

  init(_ json: JSONText) throws(WireError) {
    guard let source = json["expression"]?.text else { throw WireError(message: "缺少 expression") }
    self.source = source
    var bindings: [String: Value] = [:]
    switch json["bindings"] {
    case .object(let members): for (name, json) in members { bindings[name] = try Value(json) }
    case nil, .null: break
    default: throw WireError(message: "bindings 应当是对象")
    }
    self.bindings = bindings
    var types: [String: ValueType] = [:]
    if case .object(let members)? = json["types"] {
      for (name, json) in members {
        guard let text = json.text, let type = ValueType(text) else { throw WireError(message: "「\(name)」的类型无效") }
        types[name] = type
      }
    }
    self.types = types
    if case .array(let names)? = json["unset"] { unset = names.compactMap(\.text) } else { unset = [] }
    container = json["container"]?.text ?? ""
    disablesMacros = json["disableMacros"]?.isTrue ?? false
    disablesCheck = json["disableCheck"]?.isTrue ?? false
    onlyChecks = json["checkOnly"]?.isTrue ?? false
    explains = json["explain"]?.isTrue ?? false
    var titles: [String: String] = [:]
    if case .object(let members)? = json["titles"] { for (name, json) in members { titles[name] = json.text } }
    self.titles = titles
  }

  /// `p.x` needs no declaration when `p` has a value or a type: it is then a field that is unset.
  func isFieldOfBinding(_ name: String) -> Bool {
    guard let first = name.split(separator: ".").first, first.count < name.count else { return false }
    return bindings[name] == nil && (bindings[String(first)] != nil || types[String(first)] != nil)
  }
}
