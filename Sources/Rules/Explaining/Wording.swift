/// How an explanation names things.
struct Wording {
  let titles: [String: String]
  /// For variables of macros: what they range over.
  private var ranges: [String: String] = [:]
  /// How many nodes the explanation may still have.
  var room = 2_000

  init(titles: [String: String]) { self.titles = titles }

  /// Within a macro the fields of its variable have the titles of the list's: `a.rank` that of `awards.rank`.
  func within(_ variable: String, of range: Syntax) -> Wording {
    var inner = self
    inner.ranges[variable] = range.qualifiedName
    return inner
  }

  /// What people call an expression.
  func name(of syntax: Syntax) -> String {
    let text = words(syntax, depth: 0)
    return text.count <= 80 ? text : text.prefix(79) + "…"
  }

  private func title(_ syntax: Syntax) -> String? {
    guard !titles.isEmpty, let path = syntax.qualifiedName else { return nil }
    if let title = titles[path] { return title }
    guard let first = path.split(separator: ".").first, let range = ranges[String(first)] else { return nil }
    let rest = path.dropFirst(first.count)
    return rest.isEmpty ? nil : titles[range + rest] ?? titles[String(rest.dropFirst())]
  }

  private func words(_ syntax: Syntax, depth: Int) -> String {
    guard depth < 12 else { return "…" }
    if let title = title(syntax) { return title }
    func part(_ syntax: Syntax) -> String { words(syntax, depth: depth + 1) }
    func list(_ parts: [Syntax]) -> String { parts.map(part).joined(separator: ", ") }
    switch syntax.kind {
    case .literal(let value): return value.plainText
    case .name(let name, _): return name.hasPrefix("@") ? "…" : name
    case .select(let operand, let field, _): return part(operand) + "." + field
    case .has(let operand, let field): return "\(part(operand)).\(field)"
    case .index(let operand, let index, _): return "\(part(operand))[\(part(index))]"
    case .unary(let sign, let operand): return sign.rawValue + part(operand)
    case .binary(let sign, let left, let right): return "\(part(left)) \(sign.symbol) \(part(right))"
    case .and(let operands): return operands.map(part).joined(separator: " 且 ")
    case .or(let operands): return operands.map(part).joined(separator: " 或 ")
    case .conditional(let condition, let accepted, let rejected): return "\(part(condition)) ? \(part(accepted)) : \(part(rejected))"
    case .call("size", let arguments, _) where arguments.count == 1: return part(arguments[0]) + "个数"
    case .method(let receiver, "size", let arguments) where arguments.isEmpty: return part(receiver) + "个数"
    case .call(let name, let arguments, _): return "\(name)(\(list(arguments)))"
    case .method(let receiver, let name, let arguments): return "\(part(receiver)).\(name)(\(list(arguments)))"
    case .list(let elements): return "[\(list(elements.map(\.value)))]"
    case .map(let entries): return "{\(entries.map { "\(part($0.key)): \(part($0.value))" }.joined(separator: ", "))}"
    case .comprehension(let macro): return "\(part(macro.range)).\(macro.kind.rawValue)(\(part(macro.body)))"
    case .bind(_, _, let body), .block(_, let body): return part(body)
    }
  }

  /// One side of a comparison: a literal alone, anything else by name and value.
  func side(_ syntax: Syntax, _ value: Value?) -> String {
    if case .literal(let literal) = syntax.kind { return literal.plainText }
    let name = name(of: syntax)
    guard let value else { return name }
    if value.plainText == name { return name }
    switch syntax.kind {
    case .binary, .conditional, .unary: return title(syntax).map { "\($0) \(value.plainText)" } ?? "\(name) (= \(value.plainText))"
    case .call("day", _, _), .call("days", _, _), .list, .map: return value.plainText
    default: return "\(name) \(value.plainText)"
    }
  }
}

extension BinaryOperator {
  /// As people write it.
  var symbol: String {
    switch self {
    case .lessOrEqual: "≤"
    case .greaterOrEqual: "≥"
    case .equal: "="
    case .notEqual: "≠"
    case .isIn: "属于"
    case .multiply: "×"
    case .divide: "÷"
    default: rawValue
    }
  }
}
