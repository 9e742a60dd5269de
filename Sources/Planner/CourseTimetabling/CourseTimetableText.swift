extension CourseTimetable {
  /// Reads a `.ctt` file.
  public init(text: String) throws(CourseTimetableError) {
    var reader = Reader(text)
    var header: [String: String] = [:]
    while let line = reader.peek, line.count >= 2, line[0].hasSuffix(":") {
      header[String(line[0].dropLast())] = line.dropFirst().joined(separator: " ")
      reader.skip()
    }
    func number(_ key: String) throws(CourseTimetableError) -> Int {
      guard let value = header[key].flatMap({ Int($0) }), (0...100_000).contains(value) else {
        throw CourseTimetableError(line: 0, message: "缺少或读不懂「\(key):」")
      }
      return value
    }
    let (courses, rooms) = (try number("Courses"), try number("Rooms"))
    let (days, periods) = (try number("Days"), try number("Periods_per_day"))
    let (curricula, constraints) = (try number("Curricula"), try number("Constraints"))
    let courseList = try reader.section("COURSES:", courses, columns: 5).map {
      Course(id: $0[0], teacher: $0[1], lectures: Int($0[2]) ?? -1, minimumDays: Int($0[3]) ?? -1, students: Int($0[4]) ?? -1)
    }
    let roomList = try reader.section("ROOMS:", rooms, columns: 2).map { Room(id: $0[0], seats: Int($0[1]) ?? -1) }
    let curriculumList = try reader.section("CURRICULA:", curricula, columns: 2).map {
      Curriculum(id: $0[0], courses: Array($0.dropFirst(2)))
    }
    let unavailable = try reader.section("UNAVAILABILITY_CONSTRAINTS:", constraints, columns: 3).map {
      Unavailability(course: $0[0], day: Int($0[1]) ?? -1, period: Int($0[2]) ?? -1)
    }
    self.init(
      name: header["Name"] ?? "", courses: courseList, rooms: roomList, days: days, periodsPerDay: periods, curricula: curriculumList,
      unavailabilities: unavailable)
    try check()
  }

  private func check() throws(CourseTimetableError) {
    func fail(_ message: String) -> CourseTimetableError { CourseTimetableError(line: 0, message: message) }
    guard (1...366).contains(days), (1...24).contains(periodsPerDay) else { throw fail("天数应为 1 至 366, 每天节数应为 1 至 24") }
    let known = Set(courses.map(\.id))
    guard known.count == courses.count else { throw fail("课程标识重复") }
    guard Set(rooms.map(\.id)).count == rooms.count else { throw fail("教室标识重复") }
    guard Set(curricula.map(\.id)).count == curricula.count else { throw fail("课程组标识重复") }
    for course in courses {
      guard (1...10_000).contains(course.lectures), (0...10_000).contains(course.minimumDays), (0...1_000_000).contains(course.students)
      else {
        throw fail("课程「\(course.id)」的数字不合理: 课次 1 至 10000, 最少天数 0 至 10000, 学生 0 至 1000000")
      }
    }
    for room in rooms where !(0...1_000_000).contains(room.seats) { throw fail("教室「\(room.id)」的座位数不合理") }
    for curriculum in curricula {
      for id in curriculum.courses where !known.contains(id) { throw fail("课程组「\(curriculum.id)」中没有课程「\(id)」") }
    }
    for entry in unavailabilities {
      guard known.contains(entry.course) else { throw fail("没有课程「\(entry.course)」") }
      guard (0..<days).contains(entry.day), (0..<periodsPerDay).contains(entry.period) else { throw fail("「\(entry.course)」的不可用时间超出范围") }
    }
  }

  /// The instance as a `.ctt` file.
  public var text: String {
    var lines = [
      "Name: \(name)", "Courses: \(courses.count)", "Rooms: \(rooms.count)", "Days: \(days)", "Periods_per_day: \(periodsPerDay)",
      "Curricula: \(curricula.count)", "Constraints: \(unavailabilities.count)", "", "COURSES:",
    ]
    lines += courses.map { "\($0.id) \($0.teacher) \($0.lectures) \($0.minimumDays) \($0.students)" }
    lines += ["", "ROOMS:"] + rooms.map { "\($0.id)\t\($0.seats)" }
    lines += ["", "CURRICULA:"] + curricula.map { "\($0.id)  \($0.courses.count) \($0.courses.joined(separator: " "))" }
    lines += ["", "UNAVAILABILITY_CONSTRAINTS:"] + unavailabilities.map { "\($0.course) \($0.day) \($0.period)" }
    return (lines + ["", "END.", ""]).joined(separator: "\n")
  }

  private struct Reader {
    private let lines: [(number: Int, words: [String])]
    private var next = 0

    init(_ text: String) {
      lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap { index, line in
        let words = line.split(whereSeparator: \.isWhitespace).map { String($0) }
        return words.isEmpty ? nil : (index + 1, words)
      }
    }

    var peek: [String]? { next < lines.count ? lines[next].words : nil }

    mutating func skip() { next += 1 }

    /// The lines of a section, each with at least so many columns.
    mutating func section(_ title: String, _ count: Int, columns: Int) throws(CourseTimetableError) -> [[String]] {
      guard let words = peek, words == [title] else {
        throw CourseTimetableError(line: next < lines.count ? lines[next].number : 0, message: "此处应为「\(title)」")
      }
      skip()
      var result: [[String]] = []
      for _ in 0..<count {
        guard let words = peek, words.count >= columns else {
          throw CourseTimetableError(
            line: next < lines.count ? lines[next].number : 0, message: "「\(title)」应有 \(count) 行, 每行至少 \(columns) 项")
        }
        result.append(words)
        skip()
      }
      return result
    }
  }
}
