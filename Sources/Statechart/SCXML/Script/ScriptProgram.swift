import Rules

/// A script that only assigns: `x = 1; x.a += 2; n++; var y`.
struct ScriptProgram {
  /// One assignment; nil where a variable is only declared.
  struct Assignment {
    var path: [String]
    var value: ScriptSyntax?
  }

  fileprivate static let protected: Set<String> = ["_event", "_ioprocessors", "_name", "_sessionid", "_x"]

  private(set) var assignments: [Assignment] = []

  /// Reads a script.
  /// - Throws: `ScriptFault` at the first thing that is no assignment.
  init(_ source: String) throws(ScriptFault) {
    var parser = ScriptParser(try ScriptLexer.tokens(of: source, statements: true))
    assignments = try parser.assignments()
  }

  /// The variables that are assigned to or declared.
  var names: [String] { assignments.compactMap(\.path.first) }
}

extension ScriptParser {
  /// Everything up to the end.
  fileprivate mutating func assignments() throws(ScriptFault) -> [ScriptProgram.Assignment] {
    var result: [ScriptProgram.Assignment] = []
    while token.kind != .end {
      if take(";") { continue }
      if token.kind == .name, ["var", "let", "const"].contains(token.text) {
        step()
        repeat { result.append(try assignment(isDeclaration: true)) } while take(",")
      } else {
        result.append(try assignment(isDeclaration: false))
      }
      guard token.kind == .end || token.text == ";" || token.startsLine else { throw unexpected() }
    }
    return result
  }

  private mutating func assignment(isDeclaration: Bool) throws(ScriptFault) -> ScriptProgram.Assignment {
    let first = token
    guard first.kind == .name, !ScriptParser.statements.contains(first.text), !ScriptProgram.protected.contains(first.text) else {
      throw unexpected()
    }
    step()
    var path = [first.text]
    var target = ScriptSyntax.name(first.text, offset: first.offset)
    while !isDeclaration, take(".") {
      guard token.kind == .name else { throw unexpected() }
      path.append(token.text)
      target = .member(target, token.text)
      step()
    }
    for (sign, operation) in [("++", "+"), ("--", "-")] where !isDeclaration && take(sign) {
      return .init(path: path, value: .binary(operation, target, .literal(1), offset: first.offset))
    }
    if take("=") { return .init(path: path, value: try expression()) }
    for sign in ["+", "-", "*", "/", "%"] where !isDeclaration && take(sign + "=") {
      return .init(path: path, value: .binary(sign, target, try expression(), offset: first.offset))
    }
    guard isDeclaration else { throw unexpected() }
    return .init(path: path, value: nil)
  }
}
