extension Function {
  /// The strings extension; positions count Unicode scalars.
  static let stringExtension: [Function] = [
    method("charAt", [.string, .int], .string) { (arguments, context) throws(Halt) -> Value? in
      guard case .string(let text) = arguments[0], case .int(let place) = arguments[1] else { return nil }
      let scalars = try Scalars(text, &context)
      guard (0...scalars.count).contains(Int(place)) else { throw context.outOfRange(place) }
      return .string(Int(place) == scalars.count ? "" : scalars.text(Int(place)..<Int(place) + 1))
    },
    search("indexOf", fromEnd: false), search("lastIndexOf", fromEnd: true),
    mapping("lowerAscii") { (65...90).contains($0) ? $0 + 32 : $0 },
    mapping("upperAscii") { (97...122).contains($0) ? $0 - 32 : $0 },
    method("trim", [.string], .string) { (arguments, context) throws(Halt) -> Value? in
      guard case .string(let text) = arguments[0] else { return nil }
      return .string(try Scalars(text, &context).trimmed)
    },
    method("reverse", [.string], .string) { (arguments, context) throws(Halt) -> Value? in
      guard case .string(let text) = arguments[0] else { return nil }
      try context.charge(bytes: 4 * text.utf8.count)
      return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
    },
    Function(
      "substring", [Overload([.string, .int], .string, isMethod: true), Overload([.string, .int, .int], .string, isMethod: true)],
      .variadic(substring)),
    Function(
      "replace",
      [
        Overload([.string, .string, .string], .string, isMethod: true),
        Overload([.string, .string, .string, .int], .string, isMethod: true),
      ],
      .variadic(replace)),
    Function(
      "split",
      [Overload([.string, .string], .list(.string), isMethod: true), Overload([.string, .string, .int], .list(.string), isMethod: true)],
      .variadic(split)),
    Function(
      "join", [Overload([.list(.string)], .string, isMethod: true), Overload([.list(.string), .string], .string, isMethod: true)],
      .variadic(join)),
    Function("strings.quote", [Overload([.string], .string)], .unary(quote)),
    Function(
      "format", [Overload([.string, .list(.dyn)], .string, isMethod: true)],
      .binary { (receiver, arguments, context) throws(Halt) -> Value? in
        guard case .string(let format) = receiver, case .list(let arguments) = arguments else { return nil }
        return .string(try Formatter.format(format, arguments, &context))
      }),
  ]

  static func method(
    _ name: String, _ parameters: [ValueType], _ result: ValueType,
    _ body: @escaping @Sendable ([Value], inout Context) throws(Halt) -> Value?
  ) -> Function {
    Function(name, [Overload(parameters, result, isMethod: true)], .variadic(body))
  }

  private static func mapping(_ name: String, _ map: @escaping @Sendable (UInt8) -> UInt8) -> Function {
    method(name, [.string], .string) { (arguments, context) throws(Halt) -> Value? in
      guard case .string(let text) = arguments[0] else { return nil }
      try context.charge(bytes: text.utf8.count)
      return .string(String(decoding: text.utf8.map(map), as: UTF8.self))
    }
  }

  private static func search(_ name: String, fromEnd: Bool) -> Function {
    Function(
      name, [Overload([.string, .string], .int, isMethod: true), Overload([.string, .string, .int], .int, isMethod: true)],
      .variadic { (arguments, context) throws(Halt) -> Value? in
        guard case .string(let text) = arguments[0], case .string(let part) = arguments[1] else { return nil }
        let scalars = try Scalars(text, &context)
        var start = fromEnd ? scalars.count : 0
        if arguments.count == 3 {
          guard case .int(let offset) = arguments[2] else { return nil }
          guard (0...scalars.count).contains(Int(offset)) else { throw context.outOfRange(offset) }
          start = Int(offset)
        }
        let needle = try Scalars(part, &context)
        return .int(Int64(try (fromEnd ? scalars.last(needle, from: start, &context) : scalars.first(needle, from: start, &context)) ?? -1))
      })
  }

  private static let substring: @Sendable ([Value], inout Context) throws(Halt) -> Value? = { (arguments, context) throws(Halt) -> Value? in
    guard case .string(let text) = arguments[0], case .int(let start) = arguments[1] else { return nil }
    let scalars = try Scalars(text, &context)
    var end = Int64(scalars.count)
    if arguments.count == 3 {
      guard case .int(let given) = arguments[2] else { return nil }
      end = given
    }
    guard start >= 0, start <= scalars.count else { throw context.outOfRange(start) }
    guard end >= start, end <= scalars.count else { throw context.outOfRange(end) }
    return .string(scalars.text(Int(start)..<Int(end)))
  }

  private static let replace: @Sendable ([Value], inout Context) throws(Halt) -> Value? = { (arguments, context) throws(Halt) -> Value? in
    guard case .string(let text) = arguments[0], case .string(let old) = arguments[1], case .string(let new) = arguments[2] else {
      return nil
    }
    let limit = try limit(arguments.dropFirst(3).first)
    guard let limit else { return nil }
    let pieces = try Pieces.split(text, by: old, most: limit < 0 ? .max : limit == .max ? limit : limit + 1, &context)
    try context.charge(bytes: text.utf8.count + pieces.count * new.utf8.count)
    return .string(pieces.joined(separator: new))
  }

  private static let split: @Sendable ([Value], inout Context) throws(Halt) -> Value? = { (arguments, context) throws(Halt) -> Value? in
    guard case .string(let text) = arguments[0], case .string(let separator) = arguments[1] else { return nil }
    guard let limit = try limit(arguments.dropFirst(2).first) else { return nil }
    if limit == 0 { return .list([]) }
    let pieces = try Pieces.split(text, by: separator, most: limit < 0 ? .max : limit, isSplit: true, &context)
    return .list(pieces.map { .string($0) })
  }

  /// A count that may be left out; below zero for all. Nil when it is no int.
  private static func limit(_ argument: Value?) throws(Halt) -> Int? {
    guard let argument else { return -1 }
    guard case .int(let count) = argument else { return nil }
    return Int(count)
  }

  private static let join: @Sendable ([Value], inout Context) throws(Halt) -> Value? = { (arguments, context) throws(Halt) -> Value? in
    guard case .list(let elements) = arguments[0] else { return nil }
    var separator = ""
    if arguments.count == 2 {
      guard case .string(let given) = arguments[1] else { return nil }
      separator = given
    }
    var result = ""
    for (index, element) in elements.enumerated() {
      guard case .string(let part) = element else { return nil }
      try context.charge(bytes: part.utf8.count + separator.utf8.count)
      result += index == 0 ? part : separator + part
    }
    return .string(result)
  }

  private static let quote: @Sendable (Value, inout Context) throws(Halt) -> Value? = { (value, context) throws(Halt) -> Value? in
    guard case .string(let text) = value else { return nil }
    try context.charge(bytes: 2 * text.utf8.count)
    let escapes: [Unicode.Scalar: String] = [
      "\u{7}": "\\a", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{B}": "\\v", "\\": "\\\\", "\"": "\\\"",
    ]
    return .string("\"" + text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined() + "\"")
  }
}

extension Context {
  func outOfRange(_ place: Int64) -> Halt { fail(.invalidArgument, "位置 \(place) 越界") }
}
