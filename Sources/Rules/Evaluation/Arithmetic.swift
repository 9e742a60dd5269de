import AcademicCalendar

/// The arithmetic operators; a result out of range is an error.
enum Arithmetic {
  static func apply(_ sign: BinaryOperator, _ left: Value, _ right: Value, _ context: inout Context) throws(Halt) -> Value {
    switch (left, right) {
    case (.int(let left), .int(let right)): return .int(try integer(sign, left, right, context))
    case (.uint(let left), .uint(let right)): return .uint(try integer(sign, left, right, context))
    case (.double(let left), .double(let right)):
      switch sign {
      case .add: return .double(left + right)
      case .subtract: return .double(left - right)
      case .multiply: return .double(left * right)
      case .divide: return .double(left / right)
      default: break
      }
    case (.string(let left), .string(let right)) where sign == .add:
      try context.charge(bytes: left.utf8.count + right.utf8.count)
      return .string(left + right)
    case (.bytes(let left), .bytes(let right)) where sign == .add:
      try context.charge(bytes: left.count + right.count)
      return .bytes(left + right)
    case (.list(let left), .list(let right)) where sign == .add:
      try context.charge(left.count + right.count)
      return .list(left + right)
    default:
      if sign == .add || sign == .subtract, let result = try time(left, sign == .add, right, context) { return result }
    }
    throw context.fail(.noMatchingOverload, "「\(sign.rawValue)」不能用于 \(left.type.name) 和 \(right.type.name)")
  }

  private static func integer<T: FixedWidthInteger>(_ sign: BinaryOperator, _ left: T, _ right: T, _ context: Context) throws(Halt) -> T {
    let (result, overflow): (T, Bool)
    switch sign {
    case .add: (result, overflow) = left.addingReportingOverflow(right)
    case .subtract: (result, overflow) = left.subtractingReportingOverflow(right)
    case .multiply: (result, overflow) = left.multipliedReportingOverflow(by: right)
    default:
      guard right != 0 else { throw context.fail(.divisionByZero, sign == .divide ? "除以零" : "除以零取余") }
      (result, overflow) = sign == .divide ? left.dividedReportingOverflow(by: right) : left.remainderReportingOverflow(dividingBy: right)
    }
    if overflow { throw context.fail(.overflow, "整数运算超出 64 位的范围") }
    return result
  }

  static func negate(_ value: Value, _ context: inout Context) throws(Halt) -> Value {
    switch value {
    case .int(let number):
      guard number != .min else { throw context.fail(.overflow, "整数运算超出 64 位的范围") }
      return .int(-number)
    case .double(let number): return .double(-number)
    case .duration(let duration): return .duration(.zero - duration)
    case .days(let count): return .days(-count)
    default: throw context.fail(.noMatchingOverload, "「-」不能用于 \(value.type.name)")
    }
  }

  // MARK: timestamps, durations, days

  private static func time(_ left: Value, _ isSum: Bool, _ right: Value, _ context: Context) throws(Halt) -> Value? {
    switch (left, right) {
    case (.timestamp(let instant), .duration(let duration)): return try moved(instant, isSum ? duration : .zero - duration, context)
    case (.duration(let duration), .timestamp(let instant)) where isSum: return try moved(instant, duration, context)
    case (.timestamp(let later), .timestamp(let earlier)) where !isSum: return .duration(try checked(later.since(earlier), context))
    case (.duration(let left), .duration(let right)): return .duration(try checked(isSum ? left + right : left - right, context))
    case (.day(let day), .days(let count)): return try moved(day, isSum ? count : -count, context)
    case (.days(let count), .day(let day)) where isSum: return try moved(day, count, context)
    case (.day(let later), .day(let earlier)) where !isSum: return .days(later - earlier)
    case (.days(let left), .days(let right)):
      let (sum, overflow) = isSum ? left.addingReportingOverflow(right) : left.subtractingReportingOverflow(right)
      guard !overflow, abs(sum) <= longestDays else { throw context.fail(.overflow, "天数超出范围") }
      return .days(sum)
    default: return nil
    }
  }

  /// Day counts beyond any calendar are refused when they arise, so that their arithmetic cannot overflow.
  static let longestDays = 10_000_000

  /// The months that there are, counted from the year 0.
  static let months = Int64(Day.earliest.year * 12)...Int64(Day.latest.year * 12 + 11)

  private static func moved(_ instant: Timestamp, _ duration: Duration, _ context: Context) throws(Halt) -> Value {
    guard let sum = instant.adding(duration) else { throw context.fail(.overflow, "时间超出 0001 至 9999 年") }
    return .timestamp(sum)
  }

  private static func moved(_ day: Day, _ count: Int, _ context: Context) throws(Halt) -> Value {
    guard let sum = Int32(exactly: Int(day.rawValue) + count).flatMap(Day.init(rawValue:)) else {
      throw context.fail(.overflow, "日期超出 1900 至 2199 年")
    }
    return .day(sum)
  }

  private static func checked(_ duration: Duration, _ context: Context) throws(Halt) -> Duration {
    guard let duration = duration.checked, duration.wholeNanoseconds != nil else { throw context.fail(.overflow, "时长超出范围") }
    return duration
  }
}
