import Rules

/// The functions that schemes have besides those of the rule language.
enum SchemeFunctions {
  static let all: [Function] = [
    Function("min", [many]) { values in .double(try numbers(values).reduce(.infinity, Swift.min)) },
    Function("max", [many]) { values in .double(try numbers(values).reduce(-.infinity, Swift.max)) },
    Function("ratio", [two]) { values in
      let numbers = try numbers(values)
      guard numbers[1] != 0 else { throw Problem(description: "没有可比的基数 (除数为 0)") }
      return .double(numbers[0] / numbers[1])
    },
    Function("ceil", [Function.Overload([.dyn], .double)]) { values in .double(try numbers(values)[0].settled.rounded(.up)) },
    Function("floor", [Function.Overload([.dyn], .double)]) { values in .double(try numbers(values)[0].settled.rounded(.down)) },
    // Written by the reader of schemes around what a comparison computes; see `Settling`.
    Function("exact", [Function.Overload([.dyn], .dyn)]) { values in
      if case .double(let number) = values[0] { .double(number.settled) } else { values[0] }
    },
    Function("round", [two]) { values in
      let numbers = try numbers(values)
      guard (0...6).contains(numbers[1]), numbers[1] == numbers[1].rounded() else { throw Problem(description: "小数位数应为 0 至 6") }
      let scale = (0..<Int(numbers[1])).reduce(1.0) { scale, _ in scale * 10 }
      return .double((numbers[0] * scale).settled.rounded(.toNearestOrAwayFromZero) / scale)
    },
  ]

  private static let many = Function.Overload([.dyn], .double, isVariadic: true)
  private static let two = Function.Overload([.dyn, .dyn], .double)

  private struct Problem: Error, CustomStringConvertible { let description: String }

  private static func numbers(_ values: [Value]) throws -> [Double] {
    try values.map { value in
      guard let number = value.number else { throw Problem(description: "这里应当是数") }
      return number
    }
  }
}

extension Value {
  /// The number that it is, of whichever type.
  var number: Double? {
    switch self {
    case .double(let number): number.isFinite ? number : nil
    case .int(let number): Double(number)
    case .uint(let number): Double(number)
    default: nil
    }
  }
}
