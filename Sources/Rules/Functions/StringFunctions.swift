extension Function {
  /// `size`, and the standard tests on strings.
  static let strings: [Function] = [
    size,
    test("contains") { Text.find($1, in: $0) != nil },
    test("startsWith") { $0.starts(with: $1) },
    test("endsWith") { $0.count >= $1.count && $0.suffix($1.count).elementsEqual($1) },
    matches,
  ]

  private static let sized: [ValueType] = [.string, .bytes, .list(.parameter("A")), .map(.parameter("A"), .parameter("B"))]

  private static let size = Function(
    "size", sized.flatMap { [Overload([$0], .int), Overload([$0], .int, isMethod: true)] },
    .unary { (value, context) throws(Halt) -> Value? in
      switch value {
      case .string(let text):
        try context.charge(bytes: text.utf8.count)
        return .int(Int64(text.unicodeScalars.count))
      case .bytes(let bytes): return .int(Int64(bytes.count))
      case .list(let elements): return .int(Int64(elements.count))
      case .map(let map): return .int(Int64(map.count))
      default: return nil
      }
    })

  /// A test of one string against another, on UTF-8.
  private static func test(_ name: String, _ holds: @escaping @Sendable ([UInt8], [UInt8]) -> Bool) -> Function {
    Function(
      name, [Overload([.string, .string], .bool, isMethod: true)],
      .binary { (receiver, argument, context) throws(Halt) -> Value? in
        guard case .string(let text) = receiver, case .string(let part) = argument else { return nil }
        try context.charge(bytes: 2 * (text.utf8.count + part.utf8.count))
        return .bool(holds(Array(text.utf8), Array(part.utf8)))
      })
  }

  static let matches = Function(
    "matches", [Overload([.string, .string], .bool), Overload([.string, .string], .bool, isMethod: true)],
    .binary { (receiver, argument, context) throws(Halt) -> Value? in
      guard case .string(let text) = receiver, case .string(let source) = argument else { return nil }
      return .bool(try context.pattern(source).matches(text, &context))
    })

  /// This function made ready for its arguments: a constant pattern is compiled once, here.
  func prepared(for arguments: [Syntax]) -> Function {
    guard name == "matches", arguments.count == 2, case .literal(.string(let source)) = arguments[1].kind,
      let pattern = try? Pattern(source)
    else { return self }
    return Function(
      name, overloads,
      .binary { (receiver, argument, context) throws(Halt) -> Value? in
        guard case .string(let text) = receiver else { return nil }
        return .bool(try pattern.matches(text, &context))
      })
  }
}

extension Context {
  /// Compiles a pattern that is known only now.
  mutating func pattern(_ source: String) throws(Halt) -> Pattern {
    try charge(100 + source.utf8.count)
    do throws(RegexError) {
      let pattern = try Pattern(source)
      try? charge(pattern.instructions.count)
      return pattern
    } catch { throw fail(.invalidArgument, "正则表达式有误: \(error.message)") }
  }
}
