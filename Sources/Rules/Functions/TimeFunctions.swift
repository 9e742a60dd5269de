extension Function {
  /// `timestamp`, `duration` and what can be read from them.
  static let times: [Function] = [
    conversion("timestamp", from: [.timestamp, .string, .int], to: .timestamp, Conversion.timestamp),
    conversion("duration", from: [.duration, .string], to: .duration, Conversion.duration),
    part("getFullYear") { time, _ in time.year },
    part("getMonth") { time, _ in time.month - 1 },
    part("getDate") { time, _ in time.day },
    part("getDayOfMonth") { time, _ in time.day - 1 },
    part("getDayOfWeek") { time, _ in time.weekday },
    part("getDayOfYear") { time, _ in time.dayOfYear },
    part("getHours", ofDuration: { $0.components.seconds / 3600 }) { time, _ in time.hour },
    part("getMinutes", ofDuration: { $0.components.seconds / 60 }) { time, _ in time.minute },
    part("getSeconds", ofDuration: { $0.components.seconds }) { time, _ in time.second },
    part("getMilliseconds", ofDuration: { $0.components.attoseconds / 1_000_000_000_000_000 }) { _, nanos in Int(nanos) / 1_000_000 },
  ]

  /// A part of a timestamp in UTC or in a time zone, perhaps also of a duration.
  private static func part(
    _ name: String, ofDuration: (@Sendable (Duration) -> Int64)? = nil, _ part: @escaping @Sendable (CivilTime, Int32) -> Int
  ) -> Function {
    var overloads = [Overload([.timestamp], .int, isMethod: true), Overload([.timestamp, .string], .int, isMethod: true)]
    if ofDuration != nil { overloads.append(Overload([.duration], .int, isMethod: true)) }
    return Function(
      name, overloads,
      .variadic { (arguments, context) throws(Halt) -> Value? in
        if arguments.count == 1, case .duration(let duration) = arguments[0] { return ofDuration.map { .int($0(duration)) } }
        guard case .timestamp(let instant) = arguments[0] else { return nil }
        var offset = 0
        if arguments.count == 2 {
          guard case .string(let name) = arguments[1] else { return nil }
          try context.charge(20)
          guard let found = ZoneOffset.seconds(of: name, at: instant) else {
            throw context.fail(.invalidArgument, "没有时区「\(name.prefix(40))」")
          }
          offset = found
        }
        return .int(Int64(part(CivilTime(seconds: instant.seconds + Int64(offset)), instant.nanoseconds)))
      })
  }
}

extension Conversion {
  static func timestamp(_ value: Value, _ context: inout Context) throws(Halt) -> Value? {
    switch value {
    case .timestamp: return value
    case .int(let seconds):
      guard let instant = Timestamp(seconds: seconds) else { throw context.fail(.overflow, "时间超出 0001 至 9999 年") }
      return .timestamp(instant)
    case .string(let text):
      guard let instant = Timestamp(text) else {
        throw context.fail(.invalidArgument, "\(value.plainText) 不是 0001 至 9999 年间的时间 (如 2014-02-28T08:00:00Z)")
      }
      return .timestamp(instant)
    default: return nil
    }
  }

  static func duration(_ value: Value, _ context: inout Context) throws(Halt) -> Value? {
    switch value {
    case .duration: return value
    case .string(let text):
      guard let duration = DurationReader.read(text) else {
        throw context.fail(.invalidArgument, "\(value.plainText) 不是时长 (如 1h30m, 3.5s)")
      }
      return .duration(duration)
    default: return nil
    }
  }
}
