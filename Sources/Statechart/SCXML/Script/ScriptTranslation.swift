import Rules

/// Turns an ECMAScript expression into one of ours that gives the same value, or says where it has none.
///
/// Where the languages differ the functions of `ScriptFunctions` stand in: an absent field is null, `+` joins text, any value counts as
/// true or false. Objects and lists are compared by value. Comparing what cannot be ordered is an error, not false.
struct ScriptTranslation {
  /// The variables that the document declares.
  let variables: Set<String>

  /// A piece of the result, with what is known of it.
  private struct Piece {
    var text: String
    /// It gives true or false and nothing else.
    var isCondition = false
    /// It cannot fail in ECMAScript.
    var isSafe = false
    /// It can stand as an operand without parentheses.
    var isClosed = true
    /// It compares, and can stand beside `&&` without parentheses.
    var isComparison = false

    var operand: String { isClosed ? text : "(\(text))" }
    var conjunct: String { isComparison ? text : operand }
  }

  /// An expression for a value.
  func value(_ source: String) throws(ScriptFault) -> String { try piece(ScriptParser.parse(source)).text }

  /// An expression for the value of what was read.
  func value(_ syntax: ScriptSyntax) throws(ScriptFault) -> String { try piece(syntax).text }

  /// An expression that decides: what it gives counts as true or false.
  func condition(_ source: String) throws(ScriptFault) -> String { try condition(ScriptParser.parse(source)).text }

  private func condition(_ syntax: ScriptSyntax) throws(ScriptFault) -> Piece {
    if case .binary(let sign, let left, let right, _) = syntax, sign == "&&" || sign == "||" {
      return decision(sign, try condition(left), try condition(right))
    }
    return condition(try piece(syntax))
  }

  private func condition(_ piece: Piece) -> Piece {
    piece.isCondition ? piece : Piece(text: "js.truthy(\(piece.text))", isCondition: true, isSafe: piece.isSafe)
  }

  private func piece(_ syntax: ScriptSyntax) throws(ScriptFault) -> Piece {
    switch syntax {
    case .literal(let value): return literal(value)
    case .name(let name, let offset): return try self.name(name, offset)
    case .member(let object, let field): return try member(object, field)
    case .index(let object, let key):
      if case .literal(.string(let field)) = key { return try member(object, field) }
      return Piece(text: "js.get(\(try piece(object).text), \(try piece(key).text))")
    case .call(let callee, let arguments, let offset): return try call(callee, arguments, offset)
    case .unary(let sign, let operand): return try unary(sign, operand)
    case .binary(let sign, let left, let right, let offset): return try binary(sign, left, right, offset)
    case .conditional(let condition, let first, let second):
      return Piece(
        text: "\(try self.condition(condition).operand) ? dyn(\(try piece(first).text)) : dyn(\(try piece(second).text))", isClosed: false)
    case .list(let elements):
      return Piece(text: "[\(try list(elements).joined(separator: ", "))]")
    case .object(let fields):
      let entries = try texts(fields.map(\.value))
      return Piece(text: "{\(zip(fields, entries).map { "\(Literal.quoted($0.name)): dyn(\($1))" }.joined(separator: ", "))}")
    }
  }

  /// Elements of different types stand in a list as `dyn`.
  private func list(_ elements: [ScriptSyntax]) throws(ScriptFault) -> [String] {
    let texts = try texts(elements)
    let types = Set(elements.map { if case .literal(let value) = $0 { value.type.name } else { "" } })
    return types.count == 1 && !types.contains("") ? texts : texts.map { "dyn(\($0))" }
  }

  private func texts(_ syntax: [ScriptSyntax]) throws(ScriptFault) -> [String] {
    var result: [String] = []
    for element in syntax { result.append(try piece(element).text) }
    return result
  }

  private func literal(_ value: Value) -> Piece {
    if case .bool = value { return Piece(text: Literal.source(value) ?? "null", isCondition: true, isSafe: true) }
    return Piece(text: Literal.source(value) ?? "null", isSafe: true)
  }

  private static let processor = "'http://www.w3.org/TR/scxml/#SCXMLEventProcessor'"

  private func name(_ name: String, _ offset: Int) throws(ScriptFault) -> Piece {
    switch name {
    case "_event": return Piece(text: "event", isSafe: true)
    case "_name": return Piece(text: "name", isSafe: true)
    case "_sessionid": return Piece(text: "sessionid", isSafe: true)
    case "_x": return Piece(text: "null", isSafe: true)
    case "_ioprocessors":
      let place = "{'location': '#_scxml_' + sessionid}"
      return Piece(text: "{\(ScriptTranslation.processor): \(place), 'scxml': \(place)}", isSafe: true)
    default:
      guard variables.contains(name) else { throw ScriptFault(message: "没有声明变量 \(name)", offset: offset) }
      let isPlain = !ExpressionScope.systemVariables.contains(name) && !ScriptTranslation.reserved.contains(name) && !name.contains("$")
      return Piece(text: isPlain ? name : "vars[\(Literal.quoted(name))]", isSafe: true)
    }
  }

  /// Words that our language does not take for a variable.
  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "in", "let", "loop", "package", "namespace", "return",
    "var", "void", "while", "js", "math", "strings", "optional", "base64",
  ]

  private func member(_ object: ScriptSyntax, _ field: String) throws(ScriptFault) -> Piece {
    if case .name("_event", _) = object {
      switch field {
      case "name", "type", "data": return Piece(text: "event.\(field)", isSafe: true)
      // ECMAScript's way of saying that there is none.
      case "sendid", "origin", "origintype", "invokeid":
        return Piece(text: "event.\(field) == '' ? null : dyn(event.\(field))", isSafe: true, isClosed: false)
      default: break
      }
    }
    return Piece(text: "js.get(\(try piece(object).text), \(Literal.quoted(field)))")
  }

  private func unary(_ sign: String, _ operand: ScriptSyntax) throws(ScriptFault) -> Piece {
    switch sign {
    case "!":
      let condition = try condition(operand)
      return Piece(text: "!\(condition.operand)", isCondition: true, isSafe: condition.isSafe)
    case "typeof":
      // What nobody declared has this kind, and asking for it is no failure.
      if case .name(let name, _) = operand, !variables.contains(name), !name.hasPrefix("_") { return literal("undefined") }
      if case .literal(.null) = operand { return literal("undefined") }
      let piece = try piece(operand)
      return Piece(text: "js.typeof(\(piece.text))", isSafe: piece.isSafe)
    case "-":
      if case .literal(.int(let value)) = operand { return literal(.int(-value)) }
      if case .literal(.double(let value)) = operand { return literal(.double(-value)) }
      return Piece(text: "js.negate(\(try piece(operand).text))")
    default: return Piece(text: "js.number(\(try piece(operand).text))")
    }
  }

  private static let arithmetic = ["+": "add", "-": "subtract", "*": "multiply", "/": "divide", "%": "remainder"]

  private func binary(_ sign: String, _ left: ScriptSyntax, _ right: ScriptSyntax, _ offset: Int) throws(ScriptFault) -> Piece {
    if sign == "instanceof" { return try kind(of: left, right, offset) }
    let (first, second) = (try piece(left), try piece(right))
    switch sign {
    case "&&", "||": return try choice(sign, first, second, offset)
    case "??":
      let text = "\(first.operand) != null ? dyn(\(first.text)) : dyn(\(second.text))"
      if text.utf8.count > ScriptTranslation.longest { throw ScriptFault(message: "表达式太长", offset: offset) }
      return Piece(text: text, isClosed: false)
    case "in":
      if first.text.hasPrefix("'"), second.text == "event" {
        return Piece(text: "\(first.text) in event", isCondition: true, isSafe: true, isClosed: false)
      }
      return Piece(text: "js.has(\(second.text), \(first.text))", isCondition: true)
    case "===", "!==", "==", "!=":
      return Piece(
        text: "\(first.operand) \(sign.prefix(2)) \(second.operand)", isCondition: true, isSafe: first.isSafe && second.isSafe,
        isClosed: false,
        isComparison: true)
    case "<", ">", "<=", ">=":
      return Piece(
        text: "\(first.operand) \(sign) \(second.operand)", isCondition: true, isSafe: first.isSafe && second.isSafe, isClosed: false,
        isComparison: true)
    default: return Piece(text: "js.\(ScriptTranslation.arithmetic[sign] ?? sign)(\(first.text), \(second.text))")
    }
  }

  /// Both languages stop at the first operand that decides; ours would also look at the second where the first fails.
  private func decision(_ sign: String, _ first: Piece, _ second: Piece) -> Piece {
    if first.isSafe {
      return Piece(text: "\(first.conjunct) \(sign) \(second.conjunct)", isCondition: true, isSafe: second.isSafe, isClosed: false)
    }
    let (yes, no) = sign == "&&" ? (second.operand, "false") : ("true", second.operand)
    return Piece(text: "\(first.operand) ? \(yes) : \(no)", isCondition: true, isClosed: false)
  }

  /// As a value the result is one of the operands; the first stands there twice.
  private func choice(_ sign: String, _ first: Piece, _ second: Piece, _ offset: Int) throws(ScriptFault) -> Piece {
    if first.isCondition, second.isCondition { return decision(sign, first, second) }
    let (yes, no) = sign == "&&" ? (second, first) : (first, second)
    let text = "\(condition(first).operand) ? dyn(\(yes.text)) : dyn(\(no.text))"
    if text.utf8.count > ScriptTranslation.longest { throw ScriptFault(message: "表达式太长", offset: offset) }
    return Piece(text: text, isClosed: false)
  }

  private static let longest = 20_000

  private func kind(of value: ScriptSyntax, _ kind: ScriptSyntax, _ offset: Int) throws(ScriptFault) -> Piece {
    guard case .name(let name, _) = kind, let function = ["Array": "isList", "Object": "isObject"][name] else {
      throw ScriptFault(message: "instanceof 只支持 Array 和 Object", offset: offset)
    }
    return Piece(text: "js.\(function)(\(try piece(value).text))", isCondition: true)
  }

  private static let conversions = ["String": "js.text", "Number": "js.number", "Boolean": "js.truthy"]

  private func call(_ callee: ScriptSyntax, _ arguments: [ScriptSyntax], _ offset: Int) throws(ScriptFault) -> Piece {
    let given = try texts(arguments)
    switch callee {
    case .name("In", _) where given.count == 1: return Piece(text: "In(\(given[0]))", isCondition: true, isSafe: true)
    case .name(let name, _):
      if let function = ScriptTranslation.conversions[name], given.count == 1 {
        return Piece(text: "\(function)(\(given[0]))", isCondition: name == "Boolean")
      }
    case .member(.name("Math", _), let name) where ScriptFunctions.mathNames.contains(name) && !given.isEmpty:
      return Piece(text: "js.math(\(([Literal.quoted(name)] + given).joined(separator: ", ")))")
    case .member(.name("JSON", _), "stringify") where given.count == 1: return Piece(text: "js.json(\(given[0]))")
    case .member(.name("Array", _), "isArray") where given.count == 1: return Piece(text: "js.isList(\(given[0]))", isCondition: true)
    case .member(let receiver, let name) where ScriptMethods.names.contains(name):
      return Piece(text: "js.call(\(([Literal.quoted(name), try piece(receiver).text] + given).joined(separator: ", ")))")
    default: break
    }
    throw ScriptFault(message: "不支持这个函数调用", offset: offset)
  }
}

extension String {
  /// Without white space at both ends.
  var trimmingSpace: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
