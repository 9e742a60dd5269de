/// A function that expressions may call.
public struct Function: Sendable {
  /// Its name; dots are allowed, as in `math.greatest`.
  public let name: String
  /// The argument types it accepts.
  public let overloads: [Overload]
  let body: Body

  /// One way to call a function.
  public struct Overload: Hashable, Sendable {
    /// The types of the arguments; for a method the receiver's comes first.
    public let parameters: [ValueType]
    /// The type of the result.
    public let result: ValueType
    /// Called as `receiver.name(…)`.
    public let isMethod: Bool
    /// The last parameter may come any number of times, at least once.
    public let isVariadic: Bool

    /// A way to call a function as `name(…)` or, if `isMethod`, as `receiver.name(…)`.
    public init(_ parameters: [ValueType], _ result: ValueType, isMethod: Bool = false, isVariadic: Bool = false) {
      self.parameters = parameters
      self.result = result
      self.isMethod = isMethod
      self.isVariadic = isVariadic
    }
  }

  /// Bodies return nil when no overload fits the arguments' types.
  enum Body: Sendable {
    case unary(@Sendable (Value, inout Context) throws(Halt) -> Value?)
    case binary(@Sendable (Value, Value, inout Context) throws(Halt) -> Value?)
    case variadic(@Sendable ([Value], inout Context) throws(Halt) -> Value?)
  }

  init(_ name: String, _ overloads: [Overload], _ body: Body) {
    self.name = name
    self.overloads = overloads
    self.body = body
  }

  /// A pure function given by the caller.
  ///
  /// - Parameters:
  ///   - name: the name in expressions
  ///   - overloads: the ways to call it; arguments are checked against them before the body runs
  ///   - cost: what one call takes from the budget
  ///   - body: computes the result; what it throws becomes the message of an evaluation error
  public init(_ name: String, _ overloads: [Overload], cost: Int = 10, body: @escaping @Sendable ([Value]) throws -> Value) {
    self.name = name
    self.overloads = overloads
    self.body = .variadic { (arguments, context) throws(Halt) -> Value? in
      try context.charge(cost)
      guard overloads.contains(where: { $0.accepts(arguments) }) else { return nil }
      do { return try body(arguments) } catch { throw context.fail(.invalidArgument, "\(error)") }
    }
  }
}

extension Function.Overload {
  /// Whether values of these coarse types may be given.
  func accepts(_ arguments: [Value]) -> Bool {
    guard arguments.count == parameters.count || (isVariadic && arguments.count >= parameters.count) else { return false }
    return arguments.indices.allSatisfy { parameters[min($0, parameters.count - 1)].admits(arguments[$0].type) }
  }
}

extension ValueType {
  /// Whether a value of a coarse run-time type may stand where this type is asked for.
  func admits(_ type: ValueType) -> Bool {
    switch self {
    case .dyn, .parameter: true
    case .nullable(let inner): type == .null || inner.admits(type)
    default: name == type.name
    }
  }
}
