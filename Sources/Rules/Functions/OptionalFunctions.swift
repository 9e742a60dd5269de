extension Function {
  /// Optional values: `optional.of`, `optional.none`, `hasValue`, `value`, `or`, `orValue`.
  static let optionals: [Function] = [
    Function(
      "optional.of", [Overload([element], .optional(element))],
      .unary { (value, _) throws(Halt) -> Value? in .optional(OptionalValue(value)) }),
    Function(
      "optional.ofNonZeroValue", [Overload([element], .optional(element))],
      .unary { (value, _) throws(Halt) -> Value? in
        .optional(OptionalValue(value.isZero ? nil : value))
      }),
    Function(
      "optional.none", [Overload([], .optional(element))], .variadic { (_, _) throws(Halt) -> Value? in .optional(OptionalValue(nil)) }),
    Function(
      "hasValue", [Overload([.optional(element)], .bool, isMethod: true)],
      .unary { (value, _) throws(Halt) -> Value? in
        if case .optional(let optional) = value { .bool(optional.value != nil) } else { nil }
      }),
    Function(
      "value", [Overload([.optional(element)], element, isMethod: true)],
      .unary { (value, context) throws(Halt) -> Value? in
        guard case .optional(let optional) = value else { return nil }
        guard let held = optional.value else { throw context.fail(.invalidArgument, "可选值是空的") }
        return held
      }),
    Function(
      "or", [Overload([.optional(element), .optional(element)], .optional(element), isMethod: true)],
      .binary { (value, other, _) throws(Halt) -> Value? in
        guard case .optional(let optional) = value, case .optional = other else { return nil }
        return optional.value == nil ? other : value
      }),
    Function(
      "orValue", [Overload([.optional(element), element], element, isMethod: true)],
      .binary { (value, other, _) throws(Halt) -> Value? in
        if case .optional(let optional) = value { optional.value ?? other } else { nil }
      }),
  ]

  private static let element = ValueType.parameter("A")
}

extension Value {
  /// The value that a type has by default.
  fileprivate var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .bytes(let value): value.isEmpty
    case .list(let value): value.isEmpty
    case .map(let value): value.isEmpty
    case .duration(let value): value == .zero
    case .days(let value): value == 0
    case .optional(let value): value.value == nil
    case .timestamp, .type, .day: false
    }
  }
}
