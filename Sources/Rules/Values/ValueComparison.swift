import AcademicCalendar

/// The result of comparing two values that can be ordered; doubles may be unordered.
enum Order { case less, same, greater, unordered }

extension Value {
  /// The language's equality: numbers by what they are worth, whatever their types; different types are unequal; NaN equals nothing.
  public func equals(_ other: Value) -> Bool {
    var context = Context(budget: Budget.standard, calendar: nil)
    return (try? equals(other, &context)) ?? false
  }

  func equals(_ other: Value, _ context: inout Context, depth: Int = 0) throws(Halt) -> Bool {
    switch (self, other) {
    case (.string(let left), .string(let right)):
      try context.charge(bytes: min(left.utf8.count, right.utf8.count))
      return Text.equal(left, right)
    case (.bytes(let left), .bytes(let right)):
      try context.charge(bytes: min(left.count, right.count))
      return left == right
    case (.list(let left), .list(let right)): return try Self.equal(left, right, &context, depth)
    case (.map(let left), .map(let right)): return try Self.equal(left, right, &context, depth)
    case (.optional(let left), .optional(let right)):
      guard let left = left.value, let right = right.value else { return left.value == nil && right.value == nil }
      return try left.equals(right, &context, depth: depth + 1)
    case (.type(let left), .type(let right)): return left.name == right.name
    case (.double, .double), (.double, .int), (.double, .uint), (.int, .double), (.uint, .double), (.int, .uint), (.uint, .int):
      return order(other) == .same
    default: return self == other
    }
  }

  /// Deeper values are not compared; neither JSON nor expressions within our limits bring them.
  private static let deepest = 300

  private static func equal(_ left: [Value], _ right: [Value], _ context: inout Context, _ depth: Int) throws(Halt) -> Bool {
    guard left.count == right.count else { return false }
    guard depth < deepest else { throw context.fail(.budget, "值嵌套太深") }
    for (first, second) in zip(left, right) {
      try context.charge(1)
      if !(try first.equals(second, &context, depth: depth + 1)) { return false }
    }
    return true
  }

  private static func equal(_ left: MapValue, _ right: MapValue, _ context: inout Context, _ depth: Int) throws(Halt) -> Bool {
    guard left.count == right.count else { return false }
    guard depth < deepest else { throw context.fail(.budget, "值嵌套太深") }
    for (key, value) in left.entries {
      try context.charge(2)
      guard let other = right[key] else { return false }
      if !(try value.equals(other, &context, depth: depth + 1)) { return false }
    }
    return true
  }

  /// How this value stands to another, or nil when the two cannot be ordered.
  func order(_ other: Value) -> Order? {
    switch (self, other) {
    case (.int(let left), .int(let right)): Self.order(left, right)
    case (.uint(let left), .uint(let right)): Self.order(left, right)
    case (.double(let left), .double(let right)): left.isNaN || right.isNaN ? .unordered : Self.order(left, right)
    case (.int(let left), .uint(let right)): left < 0 ? .less : Self.order(UInt64(left), right)
    case (.uint(let left), .int(let right)): right < 0 ? .greater : Self.order(left, UInt64(right))
    // As the specification's own suite has it, a whole number meets a double as the double nearest to it.
    case (.int(let left), .double): Value.double(Double(left)).order(other)
    case (.uint(let left), .double): Value.double(Double(left)).order(other)
    case (.double, .int(let right)): order(.double(Double(right)))
    case (.double, .uint(let right)): order(.double(Double(right)))
    case (.bool(let left), .bool(let right)): Self.order(left ? 1 : 0, right ? 1 : 0)
    case (.string(let left), .string(let right)): Self.order(Text.order(left, right), 0)
    case (.bytes(let left), .bytes(let right)): left == right ? .same : left.lexicographicallyPrecedes(right) ? .less : .greater
    case (.timestamp(let left), .timestamp(let right)): Self.order(left, right)
    case (.duration(let left), .duration(let right)): Self.order(left, right)
    case (.day(let left), .day(let right)): Self.order(left, right)
    case (.days(let left), .days(let right)): Self.order(left, right)
    default: nil
    }
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Order { left < right ? .less : left == right ? .same : .greater }
}

extension Value {
  var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }

  /// A whole number as an index into a list; -1 when it is too large for one.
  var wholeNumber: Int? {
    switch self {
    case .int(let value): Int(value)
    case .uint(let value): Int(exactly: value) ?? -1
    case .double(let value): Int(exactly: value)
    default: nil
    }
  }
}
