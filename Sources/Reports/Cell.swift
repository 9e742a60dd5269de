public import AcademicCalendar

extension Report {
  /// What stands in one place of a table.
  public enum Cell: Hashable, Sendable {
    case text(String)
    case integer(Int)
    case decimal(Double)
    case day(Day)
    /// A share: 0.82 is 82%.
    case percent(Double)
    /// An amount in fen.
    case money(fen: Int64)
    /// It depends on what is not set (未设定): neither zero nor nothing.
    case unknown
    /// Nothing belongs here.
    case empty
  }
}

extension Report.Cell: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .text(value) }

  /// A day, or nothing.
  public init(_ day: Day?) { self = day.map(Self.day) ?? .empty }

  /// A text, or nothing.
  public init(_ text: String?) { self = text.map(Self.text) ?? .empty }

  /// A count that is left out where it is zero.
  public static func unlessZero(_ count: Int) -> Self { count == 0 ? .empty : .integer(count) }
}

extension Report.Cell {
  /// What is shown where something is not set.
  static let unknownText = "未设定"

  /// As people read it: yuan with thousands apart, percent with two decimals.
  public var text: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): Self.decimal(number)
    case .day(let day): day.description
    case .percent(let share): Self.fixed(share * 100) + "%"
    case .money(let fen): Self.yuan(fen, separator: ",")
    case .unknown: Self.unknownText
    case .empty: ""
    }
  }

  /// As programs read it: as `text`, without separators of thousands.
  var plainText: String {
    if case .money(let fen) = self { Self.yuan(fen, separator: "") } else { text }
  }

  /// At most six decimals, and none where it is whole.
  private static func decimal(_ number: Double) -> String {
    guard number.isFinite else { return unknownText }
    let near = abs(number) < 9e9 ? (number * 1_000_000).rounded() / 1_000_000 : number
    return near == near.rounded() && abs(near) < 1e15 ? String(Int64(near)) : near.description
  }

  /// Two decimals, halves away from zero.
  private static func fixed(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 9e15 else { return unknownText }
    return yuan(Int64((number * 100).rounded(.toNearestOrAwayFromZero)), separator: "")
  }

  /// Hundredths with two decimals: 123456 is 1,234.56.
  private static func yuan(_ fen: Int64, separator: String) -> String {
    let (whole, rest) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
    let digits = Array(String(whole))
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += separator }
      grouped.append(digit)
    }
    return (fen < 0 ? "-" : "") + grouped + (rest < 10 ? ".0" : ".") + String(rest)
  }
}
