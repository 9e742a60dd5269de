/// A field of a variable that an expression names: `parameters.least`.
public struct FieldUse: Hashable, Sendable {
  /// The field.
  public let name: String
  /// The line of the variable, from 1.
  public let line: Int
  /// The column of the variable, from 1, counted in Unicode scalars.
  public let column: Int

  init(_ name: String, at position: Position) { (self.name, line, column) = (name, Int(position.line), Int(position.column)) }
}

extension Expression {
  /// The fields of a variable that an expression names, in the order in which it does; what texts hold and other variables have is none of them.
  ///
  /// - Parameter source: the expression's text; one that cannot be read names nothing.
  public static func fields(of variable: String, in source: String) -> [FieldUse] {
    guard let tokens = try? Lexer.tokens(of: source) else { return [] }
    return tokens.indices.compactMap { index in
      guard tokens[index].kind == .identifier(variable), index == 0 || tokens[index - 1].kind != .symbol(".") else { return nil }
      let rest = tokens[(index + 1)...].prefix(3).map(\.kind)
      guard rest.first == .symbol("."), let field = rest.dropFirst().first(where: { $0 != .symbol("?") }) else { return nil }
      switch field {
      case .identifier(let name), .quotedIdentifier(let name): return FieldUse(name, at: tokens[index].position)
      default: return nil
      }
    }
  }
}
