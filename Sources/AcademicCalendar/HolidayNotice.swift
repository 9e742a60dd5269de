public import Foundation

/// One year's State Council notice: which days are off and which weekend days are worked instead.
public struct HolidayNotice: Hashable, Sendable {
  /// One day that the notice names.
  public struct Entry: Hashable, Sendable, Codable {
    /// The festival, such as 国庆节.
    public var name: String
    /// The day.
    public var date: Day
    /// True for a day off, false for a make-up working day (调休上班日).
    public var isOffDay: Bool

    /// An entry of a notice.
    public init(name: String, date: Day, isOffDay: Bool) {
      (self.name, self.date, self.isOffDay) = (name, date, isOffDay)
    }
  }

  /// The calendar year that the notice covers.
  public var year: Int
  /// Every named day, in the order of the notice.
  public var days: [Entry]

  /// A notice for a year.
  public init(year: Int, days: [Entry]) { (self.year, self.days) = (year, days) }
}

extension HolidayNotice: Codable {
  /// Reads the public holiday-cn form, `{"year": 2027, "days": [{"name", "date", "isOffDay"}]}`.
  /// - Throws: `HolidayFileError` naming the entry that is wrong.
  public init(json data: Data) throws(HolidayFileError) {
    let notice: HolidayNotice
    do {
      notice = try JSONDecoder().decode(HolidayNotice.self, from: data)
    } catch let DecodingError.dataCorrupted(context) where !context.codingPath.isEmpty {
      throw HolidayFileError(place: Self.place(context.codingPath), message: context.debugDescription)
    } catch let DecodingError.keyNotFound(key, context) {
      throw HolidayFileError(place: Self.place(context.codingPath), message: "缺少「\(key.stringValue)」")
    } catch let DecodingError.typeMismatch(_, context) {
      throw HolidayFileError(place: Self.place(context.codingPath), message: "类型不对")
    } catch {
      throw HolidayFileError(place: "全文", message: "不是 JSON")
    }
    try notice.check()
    self = notice
  }

  private func check() throws(HolidayFileError) {
    guard (1900...2199).contains(year) else { throw HolidayFileError(place: "year", message: "年份须在 1900 至 2199 之间") }
    guard !days.isEmpty else { throw HolidayFileError(place: "days", message: "没有任何日期") }
    var seen: [Day: Int] = [:]
    for (index, entry) in days.enumerated() {
      guard isNear(entry.date) else {
        throw HolidayFileError(place: "days[\(index)].date", message: "\(entry.date) 不属于 \(year) 年")
      }
      if let earlier = seen.updateValue(index, forKey: entry.date) {
        throw HolidayFileError(place: "days[\(index)].date", message: "\(entry.date) 与 days[\(earlier)] 重复")
      }
    }
    guard days.count(where: { $0.date.year == year }) * 2 > days.count else {
      throw HolidayFileError(place: "year", message: "多数日期不在 \(year) 年")
    }
  }

  /// Whether a day is of the year or next to it: a notice may reach over New Year (2018-12-29 belongs to the New Year of 2019).
  private func isNear(_ day: Day) -> Bool {
    switch day.year - year {
    case 0: true
    case -1: day.month == 12 && day.dayOfMonth > 31 - Self.overlap
    case 1: day.month == 1 && day.dayOfMonth <= Self.overlap
    default: false
    }
  }

  /// A notice reaches so many days into the years beside its own, at most.
  private static let overlap = 7

  private static func place(_ path: [any CodingKey]) -> String {
    path.reduce(into: "") { text, key in
      if let index = key.intValue { text += "[\(index)]" } else { text += (text.isEmpty ? "" : ".") + key.stringValue }
    }
  }
}

/// What is wrong with a holiday file, and where.
public struct HolidayFileError: Error, Hashable, Sendable {
  /// The JSON place, such as `days[3].date`.
  public var place: String
  /// What is wrong, in Chinese.
  public var message: String
}
