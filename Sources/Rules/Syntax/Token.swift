/// A lexical element with its place.
struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    case identifier(String)
    /// `` `a-b` ``: a field name that is no identifier.
    case quotedIdentifier(String)
    case int(UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    /// An operator or a bracket.
    case symbol(String)
    case end
  }

  let kind: Kind
  let position: Position

  /// The token as messages quote it.
  var shown: String {
    switch kind {
    case .identifier(let name): "「\(name)」"
    case .quotedIdentifier(let name): "「`\(name)`」"
    case .int(let value): "数字 \(value)"
    case .uint(let value): "数字 \(value)u"
    case .double(let value): "数字 \(value)"
    case .string: "字符串"
    case .bytes: "字节串"
    case .symbol(let symbol): "「\(symbol)」"
    case .end: "结尾"
    }
  }
}
