import AcademicCalendar

/// By how much a comparison fails.
enum Shortfall {
  /// ", 还差 8", ", 超出 2", ", 晚 3 天", or nothing.
  static func text(_ sign: BinaryOperator, _ left: Value, _ right: Value) -> String {
    switch (left, right) {
    case (.day(let left), .day(let right)): return days(sign, left - right)
    case (.days(let left), .days(let right)): return amount(sign, Value.int(Int64(left)), Value.int(Int64(right))).map { $0 + " 天" } ?? ""
    default: return amount(sign, left, right) ?? ""
    }
  }

  private static func days(_ sign: BinaryOperator, _ difference: Int) -> String {
    switch sign {
    case .less, .lessOrEqual: difference > 0 ? ", 晚 \(difference) 天" : ""
    case .greater, .greaterOrEqual: difference < 0 ? ", 早 \(-difference) 天" : ""
    case .equal where difference != 0: difference > 0 ? ", 晚 \(difference) 天" : ", 早 \(-difference) 天"
    default: ""
    }
  }

  private static func amount(_ sign: BinaryOperator, _ left: Value, _ right: Value) -> String? {
    guard let gap = gap(left, right) else { return nil }
    switch sign {
    case .greaterOrEqual: return ", 还差 \(gap.text)"
    case .greater: return gap.isZero ? (left.isWhole ? ", 还差 1" : nil) : ", 还差 \(left.isWhole ? gap.plusOne : gap.text)"
    case .lessOrEqual: return ", 超出 \(gap.text)"
    case .less: return gap.isZero ? nil : ", 超出 \(gap.text)"
    default: return nil
    }
  }

  /// The distance of two numbers.
  private struct Gap {
    let text: String
    let isZero: Bool
    let plusOne: String
  }

  private static func gap(_ left: Value, _ right: Value) -> Gap? {
    if let left = left.whole, let right = right.whole {
      let difference = (left - right).magnitude
      return Gap(text: "\(difference)", isZero: difference == 0, plusOne: "\(difference + 1)")
    }
    guard let left = left.real, let right = right.real, (left - right).isFinite else { return nil }
    let text = Value.plain(abs(left - right))
    return Gap(text: text, isZero: left == right, plusOne: text)
  }
}

extension Value {
  fileprivate var whole: Int128? {
    switch self {
    case .int(let number): Int128(number)
    case .uint(let number): Int128(number)
    default: nil
    }
  }

  fileprivate var isWhole: Bool { whole != nil }

  fileprivate var real: Double? {
    switch self {
    case .int(let number): Double(number)
    case .uint(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }
}
