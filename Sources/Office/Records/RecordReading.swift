import AcademicCalendar
import Evaluation
import Rules
import Store
import YAMLReading

/// Turns sheets into records and names every row that is wrong.
struct RecordReading {
  private(set) var batch = RecordBatch()
  private(set) var problems: [String] = []
  /// For each row, whom or what it concerns, so that access can be checked.
  private(set) var concerns: [(place: String, concern: Concern)] = []
  private var references: RecordReferences
  private let today: Day

  /// Whom or what a row concerns.
  enum Concern: Hashable {
    case subject(RecordSubject)
    case activity(String)
    case task(Int64)
    case mark(RecordSubject, judge: String, giver: String?)
  }

  init(_ references: RecordReferences, today: Day) { (self.references, self.today) = (references, today) }

  /// Reads every sheet, activities first.
  mutating func read(_ sheets: [RecordSheet]) throws {
    for kind in RecordSheet.Kind.allCases {
      for sheet in sheets where sheet.kind == kind {
        for row in sheet.rows { try read(row, kind) }
      }
    }
  }

  private mutating func read(_ row: RecordSheet.Row, _ kind: RecordSheet.Kind) throws {
    guard !row.isTooLong else { return problem(row, "比表头多出几格: 含逗号的内容请加引号") }
    if let field = row.privateField { return problem(row, "\(field)里有身份证号或手机号, 请去掉") }
    switch kind {
    case .activities: activity(row)
    case .attendance: try attendance(row)
    case .hours: hours(row)
    case .outcomes: outcome(row)
    case .titles: title(row)
    case .money: money(row)
    case .surveys: survey(row)
    case .marks: mark(row)
    case .profiles: profile(row)
    }
  }

  // MARK: Kinds

  private mutating func activity(_ row: RecordSheet.Row) {
    guard let code = code(row, "活动编号"), let title = required(row, "活动名称"), let kind = required(row, "类别"), let day = day(row, "日期"),
      let through = optional(row, "止日期", dayValue), let hours = optional(row, "学时", amount), let periods = optional(row, "节数", count),
      let school = reference(row, "学校编号", references.schools), let studio = reference(row, "工作室编号", references.studios),
      let person = reference(row, "主讲工号", references.people)
    else { return }
    if let through = through.value, through < day { return problem(row, "止日期 \(through) 早于日期 \(day)") }
    var activity = HeldActivity(code: code, title: title, kind: kind, day: day)
    (activity.level, activity.topic, activity.mode) = (row["层级"], row["专题"], row["方式"])
    (activity.through, activity.hours, activity.periods) = (through.value, hours.value, periods.value)
    (activity.school, activity.studio, activity.person) = (school.value, studio.value, person.value)
    references.activities[code] = ActivityPlace(day: day, school: school.value, studio: studio.value, person: person.value)
    batch.activities.append(activity)
    concerns.append((row.place, .activity(code)))
  }

  private mutating func attendance(_ row: RecordSheet.Row) throws {
    guard let person = person(row), let hours = optional(row, "学时", amount) else { return }
    guard let status = AttendanceStatus.allCases.first(where: { [$0.title, $0.rawValue].contains(row["签到"]) }) else {
      return problem(row, "签到「\(row["签到"])」应为 \(AttendanceStatus.allCases.map(\.title).joined(separator: "、")) 之一")
    }
    let occasion: AttendanceRecord.Occasion
    if row["任务编号"].isEmpty {
      guard let code = required(row, "活动编号") else { return }
      guard let known = references.activities[code] else {
        return problem(row, "没有活动编号「\(code)」\(NearestName.hint(code, among: references.activities.keys))")
      }
      if known.day > today { return problem(row, "活动 \(code) 在 \(known.day), 还没有举行") }
      occasion = .activity(code)
      concerns.append((row.place, .activity(code)))
    } else {
      guard row["活动编号"].isEmpty else { return problem(row, "任务编号与活动编号只能填一个") }
      guard let task = Int64(row["任务编号"]), try references.isTask(task) else { return problem(row, "没有任务「\(row["任务编号"])」") }
      if let day = try references.day(task), day > today { return problem(row, "任务 \(task) 的活动在 \(day), 还没有举行") }
      occasion = .task(task)
      concerns.append((row.place, .task(task)))
    }
    batch.attendance.append(AttendanceRecord(occasion, person: person, status: status, hours: hours.value))
  }

  private mutating func hours(_ row: RecordSheet.Row) {
    guard let person = person(row), let hours = parsed(row, "学时", amount), let day = past(row, "日期"),
      let credits = optional(row, "学分", amount)
    else { return }
    var record = HoursRecord(person: person, hours: hours, day: day)
    (record.credits, record.mode, record.topic, record.kind) = (credits.value, row["方式"], row["专题"], row["类别"])
    (record.level, record.note) = (row["层级"], row["说明"])
    batch.hours.append(record)
    concerns.append((row.place, .subject(RecordSubject(.person, person))))
  }

  private mutating func outcome(_ row: RecordSheet.Row) {
    guard let subject = subject(row), let kind = required(row, "成果类别"), let title = required(row, "成果名称"), let day = past(row, "日期") else {
      return
    }
    var record = OutcomeRecord(subject, kind: kind, title: title, day: day)
    (record.level, record.rank, record.status, record.evidence) = (row["层级"], row["等次"], row["状态"], row["证明"])
    batch.outcomes.append(record)
    concerns.append((row.place, .subject(subject)))
  }

  private mutating func title(_ row: RecordSheet.Row) {
    guard let subject = subject(row), let title = required(row, "称号"), let granted = day(row, "授予日期"),
      let expires = optional(row, "到期日期", dayValue)
    else { return }
    guard subject.kind != .district else { return problem(row, "缺少工号 (或学校编号、工作室编号、团队)") }
    if let last = expires.value, last < granted { return problem(row, "到期日期 \(last) 早于授予日期 \(granted)") }
    var record = TitleRecord(subject, title: title, granted: granted, expires: expires.value)
    record.level = row["层级"]
    batch.titles.append(record)
    concerns.append((row.place, .subject(subject)))
  }

  private mutating func money(_ row: RecordSheet.Row) {
    guard let subject = subject(row), let kind = required(row, "经费类别"), let fen = parsed(row, "金额", fen), let day = day(row, "日期") else {
      return
    }
    var record = MoneyRecord(subject, kind: kind, fen: fen, day: day)
    (record.payer, record.payee, record.project, record.status) = (row["付款方"], row["收款方"], row["项目"], row["状态"])
    batch.money.append(record)
    concerns.append((row.place, .subject(subject)))
  }

  private mutating func survey(_ row: RecordSheet.Row) {
    guard let subject = subject(row), let survey = required(row, "问卷"), let item = required(row, "题目"),
      let count = parsed(row, "人数", count),
      let score = parsed(row, "平均分", number), let day = past(row, "日期")
    else { return }
    guard count > 0 else { return problem(row, "人数应大于 0") }
    var record = SurveyRecord(subject, survey: survey, item: item, count: count, score: score, day: day)
    record.group = row["答卷人"]
    batch.surveys.append(record)
    concerns.append((row.place, .subject(subject)))
  }

  private mutating func mark(_ row: RecordSheet.Row) {
    guard let subject = subject(row), let scheme = required(row, "考核办法"), let period = required(row, "考核期"),
      let item = required(row, "评分项目"), let judge = required(row, "评分栏"), let score = parsed(row, "分数", number),
      let by = reference(row, "评分人工号", references.people)
    else { return }
    do {
      let period = try references.schemes.period(scheme, period)
      if let refusal = try references.schemes.refusal(scheme, item: item, column: judge) { return problem(row, refusal) }
      // A mark is given when the period is over and counts in it.
      let day = min(max(today, period.days.lowerBound), period.days.upperBound)
      var record = MarkRecord(scheme: scheme, period: period.key, subject: subject, item: item, judge: judge, score: score, day: day)
      record.by = by.value
      batch.marks.append(record)
      concerns.append((row.place, .mark(subject, judge: judge, giver: by.value)))
    } catch {
      problem(row, error.message + (error.advice.map { ", " + $0 } ?? ""))
    }
  }

  private mutating func profile(_ row: RecordSheet.Row) {
    guard let person = person(row), let birthday = optional(row, "出生日期", dayValue), let hired = optional(row, "入职日期", dayValue) else {
      return
    }
    var record = ProfileRecord(person: person)
    (record.birthday, record.hired) = (birthday.value, hired.value)
    (record.degree, record.level) = (row["学历"].isEmpty ? nil : row["学历"], row["职级"].isEmpty ? nil : row["职级"])
    batch.profiles.append(record)
    concerns.append((row.place, .subject(RecordSubject(.person, person))))
  }

  // MARK: Fields

  /// A value that may be left out.
  private struct Optional<Wrapped> {
    var value: Wrapped?
  }

  private mutating func problem(_ row: RecordSheet.Row, _ message: String) { problems.append("\(row.place): \(message)") }

  private mutating func required(_ row: RecordSheet.Row, _ heading: String) -> String? {
    let text = row[heading]
    if text.isEmpty { problem(row, "缺少\(heading)") }
    if text.count > 200 { problem(row, "\(heading)超过 200 字") }
    return text.isEmpty || text.count > 200 ? nil : text
  }

  private mutating func code(_ row: RecordSheet.Row, _ heading: String) -> String? {
    guard let text = required(row, heading) else { return nil }
    guard text.wholeMatch(of: Pattern.code) != nil else {
      problem(row, "\(heading)「\(text)」应以字母开头, 由字母、数字或连字符组成, 至多 32 位")
      return nil
    }
    return text
  }

  private mutating func parsed<T>(_ row: RecordSheet.Row, _ heading: String, _ read: (String) -> T?) -> T? {
    guard let text = required(row, heading) else { return nil }
    if let value = read(text) { return value }
    problem(row, "\(heading)「\(text)」写得不对")
    return nil
  }

  private mutating func optional<T>(_ row: RecordSheet.Row, _ heading: String, _ read: (String) -> T?) -> Optional<T>? {
    guard !row[heading].isEmpty else { return Optional(value: nil) }
    return parsed(row, heading, read).map { Optional(value: $0) }
  }

  private mutating func day(_ row: RecordSheet.Row, _ heading: String) -> Day? { parsed(row, heading, dayValue) }

  /// What was done cannot lie in the future.
  private mutating func past(_ row: RecordSheet.Row, _ heading: String) -> Day? {
    guard let day = day(row, heading) else { return nil }
    if day > today {
      problem(row, "\(heading) \(day) 还没有到")
      return nil
    }
    return day
  }

  private mutating func reference(_ row: RecordSheet.Row, _ heading: String, _ known: Set<String>) -> Optional<String>? {
    let text = row[heading]
    if text.isEmpty { return Optional(value: nil) }
    if known.contains(text) { return Optional(value: text) }
    problem(row, "没有\(heading)「\(text)」\(problems.count < 50 ? NearestName.hint(text, among: known) : "")")
    return nil
  }

  private mutating func person(_ row: RecordSheet.Row) -> String? {
    guard required(row, "工号") != nil else { return nil }
    return reference(row, "工号", references.people)?.value
  }

  /// Whom it is about: one of four columns; none is the district.
  private mutating func subject(_ row: RecordSheet.Row) -> RecordSubject? {
    let given = [("工号", RecordSubject.Kind.person), ("学校编号", .school), ("工作室编号", .studio), ("团队", .team)].filter { !row[$0.0].isEmpty }
    guard given.count <= 1 else {
      problem(row, "\(given.map(\.0).joined(separator: "、"))只能填一个")
      return nil
    }
    guard let (heading, kind) = given.first else { return .district }
    switch kind {
    case .person: return reference(row, heading, references.people)?.value.map { RecordSubject(.person, $0) }
    case .school: return reference(row, heading, references.schools)?.value.map { RecordSubject(.school, $0) }
    case .studio: return reference(row, heading, references.studios)?.value.map { RecordSubject(.studio, $0) }
    case .team, .district: return RecordSubject(kind, row[heading])
    }
  }
}

/// Compiled once and not for each row. A regex of plain characters holds nothing that threads could disturb, though its type cannot say so.
private enum Pattern {
  nonisolated(unsafe) static let code = /[A-Za-z][A-Za-z0-9-]{0,31}/
  nonisolated(unsafe) static let day = /([0-9]{4})[-\/]([0-9]{1,2})[-\/]([0-9]{1,2})/
  nonisolated(unsafe) static let number = /-?[0-9]{1,9}(\.[0-9]{1,6})?/
  nonisolated(unsafe) static let count = /[0-9]{1,9}/
  nonisolated(unsafe) static let yuan = /(-?)([0-9]{1,12})(?:\.([0-9]{1,2}))?/
}

/// A day as spreadsheets write it: 2026-10-05, 2026/10/5.
private func dayValue(_ text: String) -> Day? {
  guard let match = text.wholeMatch(of: Pattern.day), let year = Int(match.1), let month = Int(match.2), let day = Int(match.3) else {
    return nil
  }
  return Day(year, month, day)
}

private func number(_ text: String) -> Double? {
  text.wholeMatch(of: Pattern.number) == nil ? nil : Double(text)
}

private func amount(_ text: String) -> Double? { number(text).flatMap { $0 >= 0 ? $0 : nil } }

private func count(_ text: String) -> Int? { text.wholeMatch(of: Pattern.count) == nil ? nil : Int(text) }

/// Yuan with at most two decimals, as fen.
private func fen(_ text: String) -> Int64? {
  guard let match = text.wholeMatch(of: Pattern.yuan), let yuan = Int64(match.2) else { return nil }
  let decimals = match.3.map(String.init) ?? ""
  guard let rest = Int64(decimals + String(repeating: "0", count: 2 - decimals.count)) else { return nil }
  return (match.1.isEmpty ? 1 : -1) * (yuan * 100 + rest)
}
