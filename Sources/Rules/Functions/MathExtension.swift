extension Function {
  /// The math extension.
  static let mathExtension: [Function] = [
    extreme("math.greatest", keeps: .greater), extreme("math.least", keeps: .less),
    rounding("math.ceil") { $0.rounded(.up) }, rounding("math.floor") { $0.rounded(.down) },
    rounding("math.round") { $0.rounded(.toNearestOrAwayFromZero) }, rounding("math.trunc") { $0.rounded(.towardZero) },
    Function(
      "math.sqrt", [.double, .int, .uint].map { Overload([$0], .double) },
      .unary { (value, context) throws(Halt) -> Value? in
        guard case .double(let number)? = try Conversion.double(value, &context), value.isNumber else { return nil }
        return .double(number.squareRoot())
      }),
    test("math.isNaN") { $0.isNaN }, test("math.isInf") { $0.isInfinite }, test("math.isFinite") { $0.isFinite },
    Function(
      "math.abs", numbers.map { Overload([$0], $0) },
      .unary { (value, context) throws(Halt) -> Value? in
        switch value {
        case .int(let number):
          guard number != .min else { throw context.fail(.overflow, "整数运算超出 64 位的范围") }
          return .int(abs(number))
        case .uint: return value
        case .double(let number): return .double(abs(number))
        default: return nil
        }
      }),
    Function(
      "math.sign", numbers.map { Overload([$0], $0) },
      .unary { (value, _) throws(Halt) -> Value? in
        switch value {
        case .int(let number): .int(number.signum())
        case .uint(let number): .uint(number.signum())
        case .double(let number): .double(number.isNaN || number == 0 ? number : number < 0 ? -1 : 1)
        default: nil
        }
      }),
    bits("math.bitAnd", { $0 & $1 }, { $0 & $1 }), bits("math.bitOr", { $0 | $1 }, { $0 | $1 }),
    bits("math.bitXor", { $0 ^ $1 }, { $0 ^ $1 }),
    Function(
      "math.bitNot", [.int, .uint].map { Overload([$0], $0) },
      .unary { (value, _) throws(Halt) -> Value? in
        switch value {
        case .int(let number): .int(~number)
        case .uint(let number): .uint(~number)
        default: nil
        }
      }),
    shift("math.bitShiftLeft") { $0 << $1 }, shift("math.bitShiftRight") { $0 >> $1 },
  ]

  private static let numbers: [ValueType] = [.int, .uint, .double]

  private static func extreme(_ name: String, keeps wanted: Order) -> Function {
    Function(
      name, [Overload([.dyn], .dyn, isVariadic: true)],
      .variadic { (arguments, context) throws(Halt) -> Value? in
        var candidates = arguments
        if arguments.count == 1, case .list(let elements) = arguments[0] { candidates = elements }
        guard var best = candidates.first else { throw context.fail(.invalidArgument, "\(name) 至少要一个数") }
        for candidate in candidates {
          try context.charge(1)
          guard candidate.isNumber else { return nil }
          if candidate.order(best) == wanted { best = candidate }
        }
        return best
      })
  }

  private static func rounding(_ name: String, _ round: @escaping @Sendable (Double) -> Double) -> Function {
    Function(
      name, [Overload([.double], .double)],
      .unary { (value, _) throws(Halt) -> Value? in
        if case .double(let number) = value { .double(round(number)) } else { nil }
      })
  }

  private static func test(_ name: String, _ holds: @escaping @Sendable (Double) -> Bool) -> Function {
    Function(
      name, [Overload([.double], .bool)],
      .unary { (value, _) throws(Halt) -> Value? in
        if case .double(let number) = value { .bool(holds(number)) } else { nil }
      })
  }

  private static func bits(
    _ name: String, _ signed: @escaping @Sendable (Int64, Int64) -> Int64, _ unsigned: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> Function {
    Function(
      name, [.int, .uint].map { Overload([$0, $0], $0) },
      .binary { (left, right, _) throws(Halt) -> Value? in
        switch (left, right) {
        case (.int(let left), .int(let right)): .int(signed(left, right))
        case (.uint(let left), .uint(let right)): .uint(unsigned(left, right))
        default: nil
        }
      })
  }

  /// Shifts of the 64 bits, without sign; from 64 places on nothing is left.
  private static func shift(_ name: String, _ shift: @escaping @Sendable (UInt64, UInt64) -> UInt64) -> Function {
    Function(
      name, [.int, .uint].map { Overload([$0, .int], $0) },
      .binary { (value, places, context) throws(Halt) -> Value? in
        guard case .int(let places) = places else { return nil }
        let isInt: Bool
        let bits: UInt64
        switch value {
        case .int(let number): (isInt, bits) = (true, UInt64(bitPattern: number))
        case .uint(let number): (isInt, bits) = (false, number)
        default: return nil
        }
        guard places >= 0 else { throw context.fail(.invalidArgument, "移位的位数不能是负数") }
        let result = shift(bits, UInt64(min(places, 64)))
        return isInt ? .int(Int64(bitPattern: result)) : .uint(result)
      })
  }
}
