public import AcademicCalendar
public import Store

extension Office {
  /// Registers a semester, or corrects one of the same school year and term.
  public func add(_ semester: Semester) throws {
    try actor.require(.configure, .office, "登记学期")
    let year = semester.term == 1 ? semester.schoolYear : semester.schoolYear + 1
    let months = semester.term == 1 ? 7...10 : 1...4
    guard semester.firstDay.year == year, months.contains(semester.firstDay.month) else {
      throw OfficeError(
        .badInput, "\(semester.name)的第一天应在 \(year) 年 \(months.lowerBound) 至 \(months.upperBound) 月, 不是 \(semester.firstDay)")
    }
    try command { transaction in
      if let old = try transaction.reader.semesters().first(where: { $0.id == semester.id }), old != semester,
        try transaction.reader.hasRuns(in: semester.id)
      {
        throw OfficeError(.conflict, "\(semester.name) 已有流程在用, 不能改日期", advice: "任务的起止日期已按原来的学期定下")
      }
      let others = try transaction.reader.semesters().filter { $0.id != semester.id }
      if let clash = others.first(where: { $0.days.overlaps(semester.days) }) {
        throw OfficeError(
          .badInput,
          "\(semester.name) (\(semester.firstDay) 至 \(semester.lastDay)) 与 \(clash.name) (\(clash.firstDay) 至 \(clash.lastDay)) 重叠",
          advice: "检查第一天与周数")
      }
      try transaction.record(.semesterAdded(semester))
    }
  }

  /// Every semester, the earliest first.
  public func semesters() throws -> [Semester] { try store.read { try $0.semesters() } }

  /// A semester by its identifier or name.
  public func semester(_ text: String, _ reader: Reader) throws -> Semester {
    let semesters = try reader.semesters()
    if let parsed = Semester.parse(text), let found = semesters.first(where: { ($0.schoolYear, $0.term) == parsed }) { return found }
    var error = OfficeError.unknown(.semester, text, among: semesters.map(\.id))
    if semesters.isEmpty { error.advice = "先用 jiaoli semester add 登记学期" }
    throw error
  }
}
