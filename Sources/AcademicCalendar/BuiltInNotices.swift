extension HolidayNotice {
  /// The notices shipped with the program, in order of their years.
  public static var builtIn: [HolidayNotice] { BuiltInNotices.all }
}

/// The notices shipped with the program, 2013 to 2026, in a compact text form.
///
/// A line is `year name off… +worked…`: days off are `MM-DD` or `MM-DD..MM-DD`, make-up working days are `+MM-DD`.
enum BuiltInNotices {
  static let all: [HolidayNotice] = read(String(decoding: PackageResources.notices_txt, as: UTF8.self))

  static func read(_ text: String) -> [HolidayNotice] {
    var notices: [HolidayNotice] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: " ")
      guard fields.count > 2, let year = Int(fields[0]) else { continue }
      let entries = fields.dropFirst(2).flatMap { days($0, in: year) }
        .map { HolidayNotice.Entry(name: String(fields[1]), date: $0.day, isOffDay: $0.isOff) }
      if notices.last?.year != year { notices.append(HolidayNotice(year: year, days: [])) }
      notices[notices.count - 1].days += entries
    }
    return notices
  }

  private static func days(_ field: Substring, in year: Int) -> [(day: Day, isOff: Bool)] {
    let isOff = !field.hasPrefix("+")
    let ends = field.drop { $0 == "+" }.split(separator: ".").compactMap { Day("\(year)-\($0)") }
    guard let first = ends.first, let last = ends.last, first <= last else { return [] }
    return (first...last).map { ($0, isOff) }
  }
}
