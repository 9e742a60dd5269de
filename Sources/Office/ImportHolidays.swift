public import AcademicCalendar
public import Foundation
import Store

/// A year's notice that was imported, with what it changed where the year had one.
public struct HolidayImport: Codable, Hashable, Sendable {
  /// The calendar year.
  public var year: Int
  /// Every day that the notice names.
  public var days: [HolidayNotice.Entry]
  /// What became something else; nil where the year had no notice.
  public var changes: [HolidayChange]?
}

extension Office {
  /// Imports a year's holiday notice in the holiday-cn JSON form.
  ///
  /// In the place of one that is known, days off become fewer only where that is meant: such a file is most often cut short.
  /// - Parameter isForced: whether days off may become fewer.
  @discardableResult
  public func importHolidays(_ data: Data, file: String, isForced: Bool = false) throws -> HolidayImport {
    try actor.require(.configure, .office, "导入节假日")
    let notice: HolidayNotice
    do {
      notice = try HolidayNotice(json: data)
    } catch {
      throw OfficeError(.badInput, "节假日文件有误: \(error.message)", places: ["\(file): \(error.place)"], advice: "改好后重试; 什么也没有改动")
    }
    return try command { transaction in
      let known = try transaction.reader.notice(of: notice.year)
      let changes = known.map(notice.changes(from:))
      if let known, let changes, notice.daysOff < known.daysOff, !isForced {
        throw OfficeError(
          .conflict, "\(notice.year) 年已有通知, 按这个文件放假由 \(known.daysOff) 天减为 \(notice.daysOff) 天", places: changes.map(\.text),
          advice: "检查文件是否完整; 确是新的通知时加 --force。什么也没有改动")
      }
      if known != notice { try transaction.record(.holidaysImported(notice)) }
      return HolidayImport(year: notice.year, days: notice.days, changes: changes)
    }
  }
}

extension HolidayChange {
  /// In Chinese, such as 2026-10-02: 放假 → 不放假.
  public var text: String { "\(date): \(before.title(on: date)) → \(after.title(on: date))" }
}

extension HolidayChange.Kind {
  fileprivate func title(on day: Day) -> String {
    switch self {
    case .off: "放假"
    case .worked: "调休上班"
    case .ordinary: day.weekday.isWeekend ? "周末" : "上班"
    }
  }
}
