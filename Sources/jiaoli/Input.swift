import AcademicCalendar
import Foundation
import Office

/// Reads what people type.
enum Input {
  /// A day in ISO form.
  static func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw OfficeError(.usage, "没有「\(text)」这一天", advice: "日期写作 2026-09-01, 在 1900 至 2199 年间") }
    return day
  }

  /// `name=value` pairs.
  static func pairs(_ texts: [String]) throws -> [String: String] {
    var pairs: [String: String] = [:]
    for text in texts {
      guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
        throw OfficeError(.usage, "「\(text)」应写作 名称=值")
      }
      pairs[String(text[..<mark])] = String(text[text.index(after: mark)...])
    }
    return pairs
  }

  /// Where the database is: as the option says, or the environment, or here.
  static func database(_ option: String?) -> String { given(option, orElse: "JIAOLI_DATABASE") ?? "./jiaoli.db" }

  /// An option, or else a variable of the environment; an empty one is none.
  static func given(_ option: String?, orElse variable: String) -> String? {
    [option, ProcessInfo.processInfo.environment[variable]].compactMap(\.self).first { !$0.isEmpty }
  }

  /// A file of the command line.
  static func file(_ path: String) -> URL { URL(fileURLWithPath: path) }
}
