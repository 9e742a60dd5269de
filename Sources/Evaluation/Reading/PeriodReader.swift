import AcademicCalendar
import YAMLReading
import Yams

/// Reads periods: a word, or a mapping with `kind` and what the kind needs.
struct PeriodReader {
  let reading: Reading

  private enum Kind: String, CaseIterable {
    case month, semester
    case schoolYear = "school-year"
    case calendarYear = "calendar-year"
    case cycle, rolling, dates, always
  }

  func period(_ fields: Fields, _ key: String) -> PeriodRule? {
    guard let node = fields.node(key) else { return nil }
    if case .scalar = node {
      guard let kind = fields.choice(key, Kind.self) else { return nil }
      return rule(kind, nil, at: node)
    }
    guard let inner = reading.fields(node, "\(fields.what)的 \(key)") else { return nil }
    defer { inner.finish() }
    guard inner.node("kind") != nil else {
      reading.report(at: node, "\(inner.what)缺少 kind")
      return nil
    }
    return inner.choice("kind", Kind.self).flatMap { rule($0, inner, at: node) }
  }

  private func rule(_ kind: Kind, _ fields: Fields?, at node: Node) -> PeriodRule? {
    switch kind {
    case .month: return .month
    case .semester: return .semester
    case .always: return .always
    case .schoolYear:
      let from = fields?.node("from").flatMap(monthDay) ?? MonthDay(month: 9, day: 1)
      return from.map { .schoolYear(from: $0) }
    case .calendarYear: return .calendarYear(cutOff: fields?.node("cut-off").flatMap(monthDay))
    case .cycle:
      guard let years = fields?.integer("years", in: 1...50), let from = fields?.node("from").flatMap(day) else {
        reading.report(at: node, "周期 cycle 须有 years 与 from, 如 { kind: cycle, years: 3, from: 2017-09-01 }")
        return nil
      }
      return .cycle(years: years, from: from)
    case .rolling:
      if let months = fields?.integer("months", in: 1...600) { return .rolling(months: months) }
      if let years = fields?.integer("years", in: 1...50) { return .rolling(months: years * 12) }
      reading.report(at: node, "滚动周期 rolling 须有 months 或 years")
      return nil
    case .dates:
      guard let from = fields?.node("from").flatMap(day), let through = fields?.node("through").flatMap(day) else {
        reading.report(at: node, "期间 dates 须有 from 与 through")
        return nil
      }
      if from > through { reading.report(at: node, "期间的 from 晚于 through") }
      return .dates(from, max(from, through))
    }
  }

  private func day(_ node: Node) -> Day? {
    guard let text = reading.text(node, "日期") else { return nil }
    if let day = Day(text) { return day }
    reading.report(at: node, "没有「\(text)」这一天 (写法如 2014-02-28)")
    return nil
  }

  private func monthDay(_ node: Node) -> MonthDay? {
    guard let text = reading.text(node, "月日") else { return nil }
    if let day = MonthDay(text) { return day }
    reading.report(at: node, "没有「\(text)」这一天 (写法如 12-20)")
    return nil
  }
}
