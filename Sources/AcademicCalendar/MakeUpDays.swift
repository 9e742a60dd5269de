import Foundation

/// Works out which day off each make-up working day replaces.
///
/// The notices name only both sets. Of a holiday's days off, the statutory days and the rest days that compensate a statutory day on a
/// weekend are free; the other Mondays to Fridays are borrowed, and the make-up days repay them in order. Statutory days:
/// 全国年节及纪念日放假办法 as revised in 2007, 2013 and 2024.
enum MakeUpDays {
  static func replacements(in entries: [HolidayNotice.Entry]) -> [Day: Day] {
    let off = entries.filter(\.isOffDay).sorted { $0.date < $1.date }
    let worked = entries.filter { !$0.isOffDay }.sorted { $0.date < $1.date }
    let blocks = contiguous(off)
    var makeUps: [Int: [Day]] = [:]
    for entry in worked {
      let candidates = blocks.indices.filter { index in blocks[index].contains { $0.name == entry.name } }
      let pool = candidates.isEmpty ? Array(blocks.indices) : candidates
      guard let nearest = pool.min(by: { distance(entry.date, blocks[$0]) < distance(entry.date, blocks[$1]) }) else { continue }
      makeUps[nearest, default: []].append(entry.date)
    }
    var replaced: [Day: Day] = [:]
    for (index, days) in makeUps {
      for (makeUp, borrowed) in zip(days, borrowed(blocks[index])) { replaced[makeUp] = borrowed }
    }
    return replaced
  }

  private static func contiguous(_ entries: [HolidayNotice.Entry]) -> [[HolidayNotice.Entry]] {
    entries.reduce(into: []) { blocks, entry in
      if let last = blocks.last?.last, entry.date - last.date == 1 {
        blocks[blocks.count - 1].append(entry)
      } else {
        blocks.append([entry])
      }
    }
  }

  private static func distance(_ day: Day, _ block: [HolidayNotice.Entry]) -> Int {
    block.map { abs(day - $0.date) }.min() ?? .max
  }

  /// The working weekdays that a block of days off borrows from the weekends around it, in order.
  private static func borrowed(_ block: [HolidayNotice.Entry]) -> [Day] {
    var statutory = block.map(\.date).filter(isStatutory)
    if statutory.isEmpty, let first = block.first { statutory = [first.date] }
    var free = block.map(\.date).filter { !$0.weekday.isWeekend && !statutory.contains($0) }
    for day in statutory where day.weekday.isWeekend {
      if let rest = free.firstIndex(where: { $0 > day }) ?? free.indices.last { free.remove(at: rest) }
    }
    return free
  }

  private static func isStatutory(_ day: Day) -> Bool {
    switch (day.month, day.dayOfMonth) {
    case (1, 1), (5, 1), (10, 1...3): return true
    case (5, 2): return day.year >= 2025
    case (4, 4...6) where isClearBright(day): return true
    default: break
    }
    switch lunar(day) {
    case (1, 1), (1, 2), (5, 5), (8, 15): return true
    case (1, 3): return day.year >= 2014
    default: return lunar(day + 1) == (1, 1) && (day.year <= 2013 || day.year >= 2025)
    }
  }

  /// 清明, by the usual approximation for the 21st century: floor(Y × 0.2422 + 4.81) − floor(Y / 4), Y the last two digits.
  private static func isClearBright(_ day: Day) -> Bool {
    let year = day.year % 100
    return day.month == 4 && day.dayOfMonth == Int(Double(year) * 0.2422 + 4.81) - year / 4
  }

  /// Month and day in the Chinese lunisolar calendar; a leap month counts as no festival.
  private static func lunar(_ day: Day) -> (month: Int, day: Int) {
    // Noon at UTC+8, so that no rounding can reach the neighbouring day.
    let noon = Date(timeIntervalSince1970: Double(day.rawValue) * 86_400 + 4 * 3600)
    let parts = lunisolar.dateComponents([.month, .day], from: noon)
    return parts.isLeapMonth == true ? (0, 0) : (parts.month ?? 0, parts.day ?? 0)
  }

  private static let lunisolar: Calendar = {
    var calendar = Calendar(identifier: .chinese)
    calendar.timeZone = TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt
    return calendar
  }()
}
