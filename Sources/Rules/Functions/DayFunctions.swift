import AcademicCalendar

extension Function {
  /// The day extension: `day`, `days`, `workday`, the parts of a day, and teaching weeks.
  static let days: [Function] = [
    Function(
      "day", [Overload([.string], .day), Overload([.day], .day)],
      .unary { (value, context) throws(Halt) -> Value? in
        switch value {
        case .string(let text):
          guard let day = Day(text) else { throw context.fail(.invalidArgument, "\(value.plainText) 不是 1900 至 2199 年间的日期 (YYYY-MM-DD)") }
          return .day(day)
        case .day: return value
        default: return nil
        }
      }),
    Function(
      "days", [Overload([.int], .days), Overload([.days], .days)],
      .unary { (value, context) throws(Halt) -> Value? in
        switch value {
        case .int(let count):
          guard let count = Int(exactly: count), abs(count.clampedNegation) <= Arithmetic.longestDays else {
            throw context.fail(.overflow, "天数超出范围")
          }
          return .days(count)
        case .days: return value
        default: return nil
        }
      }),
    part("year") { Int64($0.year) },
    part("month") { Int64($0.month) },
    part("dayOfMonth") { Int64($0.dayOfMonth) },
    part("weekday") { Int64($0.weekday.rawValue) },
    Function(
      "count", [Overload([.days], .int, isMethod: true)],
      .unary { (value, _) throws(Halt) -> Value? in
        if case .days(let count) = value { .int(Int64(count)) } else { nil }
      }),
    Function(
      "addMonths", [Overload([.day, .int], .day, isMethod: true)],
      .binary { (value, months, context) throws(Halt) -> Value? in
        guard case .day(let day) = value, case .int(let months) = months else { return nil }
        let month = Int64(day.year * 12 + day.month - 1).addingReportingOverflow(months)
        guard !month.overflow, Arithmetic.months.contains(month.partialValue) else {
          throw context.fail(.overflow, "日期超出 1900 至 2199 年")
        }
        return .day(day.adding(months: Int(months)))
      }),
    workday, isWorkday, week,
  ]

  private static func part(_ name: String, _ part: @escaping @Sendable (Day) -> Int64) -> Function {
    Function(
      name, [Overload([.day], .int, isMethod: true)],
      .unary { (value, _) throws(Halt) -> Value? in
        if case .day(let day) = value { .int(part(day)) } else { nil }
      })
  }

  private static let workday = Function(
    "workday", [Overload([.day, .int], .day)],
    .binary { (value, count, context) throws(Halt) -> Value? in
      guard case .day(let day) = value, case .int(let count) = count else { return nil }
      let calendar = try context.requireCalendar("workday")
      guard let count = Int32(exactly: count), abs(Int(count)) <= 120_000 else { throw context.fail(.overflow, "工作日数超出范围") }
      try context.charge(10 + abs(Int(count)))
      guard let result = calendar.workday(day, Int(count)) else { throw Halt(.unknown([unknownHolidays])) }
      return .day(result)
    })

  /// What is unset where a year's holiday notice is not out yet.
  private static let unknownHolidays = "holidays"

  private static let isWorkday = Function(
    "isWorkday", [Overload([.day], .bool), Overload([.day], .bool, isMethod: true)],
    .unary { (value, context) throws(Halt) -> Value? in
      guard case .day(let day) = value else { return nil }
      guard let isWorkday = try context.requireCalendar("isWorkday").isWorkday(day) else { throw Halt(.unknown([unknownHolidays])) }
      return .bool(isWorkday)
    })

  private static let week = Function(
    "week", [Overload([.map(.string, .dyn), .int], .map(.string, .day), isMethod: true)],
    .binary { (semester, number, context) throws(Halt) -> Value? in
      guard case .map = semester, case .int(let number) = number else { return nil }
      let calendar = try context.requireCalendar("week")
      guard let number = Int(exactly: number), let week = calendar.week(number, of: semester) else {
        throw context.fail(.invalidArgument, "学期没有第 \(number) 周")
      }
      return week
    })
}

extension Context {
  /// The calendar that the caller gave.
  fileprivate func requireCalendar(_ name: String) throws(Halt) -> any DayProvider {
    guard let calendar else { throw fail(.invalidArgument, "「\(name)」需要校历, 这里没有给出") }
    return calendar
  }
}

extension FixedWidthInteger {
  /// Itself, but the least value becomes the next one, whose magnitude can be taken.
  var clampedNegation: Self { self == .min ? .min + 1 : self }
}
