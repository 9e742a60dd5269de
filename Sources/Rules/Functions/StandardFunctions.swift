extension Function {
  /// Everything that expressions may call, by name.
  static let standard: [String: [Function]] = Dictionary(
    grouping: sizes + strings + conversions + days, by: \.name)

  /// This function made ready for its arguments; a constant pattern is compiled once here.
  func prepared(for arguments: [Syntax]) -> Function { self }

  static let sizes: [Function] = [
    Function(
      "size",
      [ValueType.string, .bytes, .list(.parameter("A")), .map(.parameter("A"), .parameter("B"))].flatMap {
        [Overload([$0], .int), Overload([$0], .int, isMethod: true)]
      },
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
      }),
    Function(
      "type", [Overload([.parameter("A")], .type(.parameter("A")))], .unary { (value, _) throws(Halt) -> Value? in .type(value.type) }),
    Function("dyn", [Overload([.parameter("A")], .dyn)], .unary { (value, _) throws(Halt) -> Value? in value }),
  ]

  static let strings: [Function] = []
  static let conversions: [Function] = []
}
