import Rules
import Store
import YAMLReading

/// Turns tables into a roster and names every row that is wrong.
struct RosterReading {
  private(set) var roster = Roster()
  private(set) var problems: [String] = []
  /// What is taken as it stands, and may be meant otherwise.
  private(set) var remarks: [String] = []
  private var schools: Set<String>
  private var people: Set<String>
  private let knownPeople: [String: Person]
  private let knownSchools: [String: School]
  private let knownStudios: [String: Studio]
  private var studios: Set<String>
  private var seen: [String: String] = [:]
  private var leaders: [String: String] = [:]

  /// - Parameters: what the office has already; a row may refer to it.
  init(schools: [School], people: [Person], studios: [Studio]) {
    knownPeople = Dictionary(people.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    knownSchools = Dictionary(schools.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    knownStudios = Dictionary(studios.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    self.schools = Set(schools.map(\.id))
    self.people = Set(people.map(\.id))
    self.studios = Set(studios.map(\.id))
  }

  /// Reads every table, those that others refer to first.
  mutating func read(_ tables: [CSVTable]) {
    let order: [RosterKind] = [.schools, .people, .studios, .memberships, .lessons]
    for kind in order {
      for table in tables where table.kind == kind {
        for row in table.rows { read(row, kind, at: "\(table.file):\(row.line)") }
      }
    }
    // A file of memberships gives the whole of each studio that it names.
    for studio in Set(roster.memberships.map(\.studio)).sorted() where leaders[studio] == nil {
      let file = tables.first { $0.kind == .memberships }?.file ?? ""
      problem(file, "工作室 \(studio) 没有主持人: 成员表须列出该工作室的全部成员")
    }
  }

  private mutating func read(_ row: CSVTable.Row, _ kind: RosterKind, at place: String) {
    guard !row.isTooLong else { return problem(place, "比表头多出几格: 含逗号的内容请加引号") }
    // What is checked more closely below says it in its own words.
    if let column = row.columns(beyond: [.staff, .school, .studio, .phone]).first(where: { PrivateNumbers.occur(in: row[$0]) }) {
      return problem(place, "\(column.rawValue)里有身份证号或手机号, 请去掉")
    }
    switch kind {
    case .schools: school(row, place)
    case .people: person(row, place)
    case .studios: studio(row, place)
    case .memberships: membership(row, place)
    case .lessons: lesson(row, place)
    }
  }

  private mutating func school(_ row: CSVTable.Row, _ place: String) {
    guard let id = code(row, .school, place), isNew("学校 \(id)", place), let name = required(row, .schoolName, place),
      let zone = required(row, .zone, place)
    else { return }
    schools.insert(id)
    let stage = row.has(.stage) ? row[.stage] : knownSchools[id]?.stage ?? ""
    roster.schools.append(School(id: id, name: name, zone: zone, stage: stage))
  }

  private mutating func person(_ row: CSVTable.Row, _ place: String) {
    guard let id = code(row, .staff, place), isNew("工号 \(id)", place), let name = required(row, .name, place) else { return }
    guard let school = reference(row, .school, among: schools, place, isOptional: true) else { return }
    guard row[.phone].isEmpty || row[.phone].wholeMatch(of: Self.phone) != nil else {
      // The number itself does not stand in the message.
      return problem(place, "联系电话应为 6 至 20 位数字, 可以不填")
    }
    people.insert(id)
    let phone = row[.phone].filter(\.isNumber)
    let posts = row[.posts].split(whereSeparator: { "、;；,，".contains($0) }).map { $0.trimmed }.filter { !$0.isEmpty }
    // A column that the file does not have leaves what is known as it is.
    let known = knownPeople[id]
    let person = Person(
      id: id, name: name, school: row.has(.school) ? (school.isEmpty ? nil : school) : known?.school,
      stage: row.has(.stage) ? row[.stage] : known?.stage ?? "", subject: row.has(.subject) ? row[.subject] : known?.subject ?? "",
      posts: row.has(.posts) ? posts : known?.posts ?? [], phone: row.has(.phone) ? (phone.isEmpty ? nil : phone) : known?.phone)
    let reading = PostReading(person)
    if let problem = reading.problem { return self.problem(place, problem) }
    remarks += reading.remarks.map { "\(place): \($0)" }
    roster.people.append(person)
  }

  private mutating func studio(_ row: CSVTable.Row, _ place: String) {
    guard let id = code(row, .studio, place), isNew("工作室 \(id)", place), let name = required(row, .studioName, place),
      let level = required(row, .level, place), let school = reference(row, .school, among: schools, place, isOptional: true)
    else { return }
    studios.insert(id)
    let known = knownStudios[id]
    roster.studios.append(
      Studio(
        id: id, name: name, level: level, subject: row.has(.subject) ? row[.subject] : known?.subject ?? "",
        school: row.has(.school) ? (school.isEmpty ? nil : school) : known?.school))
  }

  private mutating func membership(_ row: CSVTable.Row, _ place: String) {
    guard let studio = reference(row, .studio, among: studios, place), let person = reference(row, .staff, among: people, place),
      isNew("工作室 \(studio) 的 \(person)", place)
    else { return }
    guard let role = MembershipRole(rawValue: row[.membership]) else {
      let known = MembershipRole.allCases.map(\.rawValue).joined(separator: "、")
      return problem(place, "身份「\(row[.membership])」应为 \(known) 之一")
    }
    guard let mentor = reference(row, .mentor, among: people, place, isOptional: true) else { return }
    if role == .leader, let other = leaders.updateValue(person, forKey: studio) {
      return problem(place, "工作室 \(studio) 已有主持人 \(other), 只能有一名")
    }
    if !mentor.isEmpty, role != .trainee { return problem(place, "只有学员才填导师工号") }
    if mentor == person { return problem(place, "导师不能是本人") }
    roster.memberships.append(Membership(studio: studio, person: person, role: role, mentor: mentor.isEmpty ? nil : mentor))
  }

  private mutating func lesson(_ row: CSVTable.Row, _ place: String) {
    guard let person = reference(row, .staff, among: people, place), let weekday = weekday(row[.weekday], place),
      let schoolClass = required(row, .schoolClass, place)
    else { return }
    guard let period = Int(row[.period]), (1...20).contains(period) else {
      return problem(place, "节次「\(row[.period])」应为 1 至 20 的整数")
    }
    let text = row[.weeks].isEmpty ? Lesson.Weeks.every.rawValue : row[.weeks]
    guard let weeks = Lesson.Weeks(rawValue: text) else { return problem(place, "周次「\(text)」应为 每周、单周 或 双周") }
    guard isNew("\(person) 的 周\(weekday) 第\(period)节 \(text)", place) else { return }
    roster.lessons.append(Lesson(person: person, weekday: weekday, period: period, weeks: weeks, schoolClass: schoolClass))
  }

  // MARK: Fields

  private mutating func problem(_ place: String, _ message: String) { problems.append("\(place): \(message)") }

  private mutating func required(_ row: CSVTable.Row, _ column: Column, _ place: String) -> String? {
    let text = row[column]
    if text.isEmpty { problem(place, "缺少\(column.rawValue)") }
    if text.count > 100 { problem(place, "\(column.rawValue)超过 100 字") }
    return text.isEmpty || text.count > 100 ? nil : text
  }

  // Compiled once and not for each row. A regex of plain characters holds nothing that threads could disturb, though its type cannot say so.
  nonisolated(unsafe) private static let code = /[A-Za-z0-9][A-Za-z0-9-]{0,31}/
  nonisolated(unsafe) private static let phone = /\+?[0-9][0-9 -]{4,18}[0-9]/

  /// A code of the office's own: letters, digits and hyphens, never a national ID or a phone number.
  private mutating func code(_ row: CSVTable.Row, _ column: Column, _ place: String) -> String? {
    guard let text = required(row, column, place) else { return nil }
    if PrivateNumbers.occur(in: text) {
      problem(place, "\(column.rawValue)像身份证号或手机号, 请改用单位自编的编号")
      return nil
    }
    guard text.wholeMatch(of: Self.code) != nil else {
      problem(place, "\(column.rawValue)「\(text)」应为字母、数字或连字符, 至多 32 位")
      return nil
    }
    if text == Actor.office.id {
      problem(place, "\(column.rawValue)不能是 office")
      return nil
    }
    return text
  }

  /// A code that must exist; an empty optional one is the empty text.
  private mutating func reference(
    _ row: CSVTable.Row, _ column: Column, among known: Set<String>, _ place: String, isOptional: Bool = false
  ) -> String? {
    let text = row[column]
    if text.isEmpty {
      if isOptional { return "" }
      problem(place, "缺少\(column.rawValue)")
      return nil
    }
    if known.contains(text) { return text }
    // To look for the nearest is slow; whoever has many such rows has the wrong file.
    problem(place, "没有\(column.rawValue)「\(text)」\(problems.count < 50 ? NearestName.hint(text, among: known) : "")")
    return nil
  }

  private mutating func isNew(_ key: String, _ place: String) -> Bool {
    guard let earlier = seen.updateValue(place, forKey: key) else { return true }
    problem(place, "\(key) 与 \(earlier) 重复")
    return false
  }

  private mutating func weekday(_ text: String, _ place: String) -> Int? {
    let names = ["一", "二", "三", "四", "五", "六", "日"]
    if let number = Int(text), (1...7).contains(number) { return number }
    if let index = names.firstIndex(where: { ["周" + $0, "星期" + $0, $0].contains(text) }) { return index + 1 }
    problem(place, "星期「\(text)」应为 周一 至 周日 或 1 至 7")
    return nil
  }
}
