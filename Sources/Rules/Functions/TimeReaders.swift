import Foundation

/// How far time zones stand from UTC.
enum ZoneOffset {
  /// Seconds east of UTC at an instant: for `UTC`, `+08:00`, `08:00` or a name of the tz database; nil for no time zone.
  static func seconds(of name: String, at instant: Timestamp) -> Int? {
    if name == "UTC" || name == "Z" { return 0 }
    if let fixed = fixed(name) { return fixed }
    guard name.utf8.count <= 64, name.utf8.first?.isIdentifierStart == true,
      name.utf8.allSatisfy({ $0.isIdentifierStart || $0.isDigit || "+-/".utf8.contains($0) }), let zone = TimeZone(identifier: name)
    else { return nil }
    return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
  }

  private static func fixed(_ name: String) -> Int? {
    var reader = DigitReader(name)
    let isWest = name.hasPrefix("-")
    if isWest || name.hasPrefix("+") { _ = reader.take("+-") }
    guard let hours = reader.number(2), reader.take(":"), let minutes = reader.number(2), reader.atEnd, hours < 24, minutes < 60 else {
      return nil
    }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}

/// Reads durations: `1h30m`, `-1.5s`, `100ms`.
enum DurationReader {
  /// Nanoseconds of each unit, longer names first.
  private static let units: [(String, Int128)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
  ]

  static func read(_ text: String) -> Duration? {
    guard text.utf8.count <= 100 else { return nil }
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    if rest == "0" { return .zero }
    guard !rest.isEmpty else { return nil }
    var nanos: Int128 = 0
    while !rest.isEmpty {
      guard let part = part(of: &rest) else { return nil }
      nanos += part
      guard nanos <= Int128(Duration.longestSeconds) * 1_000_000_000 else { return nil }
    }
    if isNegative { nanos = -nanos }
    return .seconds(Int64(nanos / 1_000_000_000)) + .nanoseconds(Int64(nanos % 1_000_000_000))
  }

  /// One number with its unit, in nanoseconds.
  private static func part(of rest: inout Substring) -> Int128? {
    let whole = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(whole.count)
    var fraction: Substring = ""
    if rest.first == "." {
      rest.removeFirst()
      fraction = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(fraction.count)
    }
    guard whole.count + fraction.count > 0, whole.count <= 18, fraction.count <= 30,
      let (name, scale) = units.first(where: { rest.hasPrefix($0.0) })
    else { return nil }
    rest = rest.dropFirst(name.count)
    var nanos = (Int128(whole.isEmpty ? "0" : whole) ?? 0) * scale
    var place = scale
    for digit in fraction {
      place /= 10
      nanos += Int128(digit.wholeNumberValue ?? 0) * place
    }
    return nanos
  }
}
