import AcademicCalendar
import Reports
import Store

/// What a year's records besides tasks came to: activities, outcomes, titles, hours, money.
struct YearRecords {
  private let counts: [(count: RecordCount, sources: [Report.Source])]

  init(_ subject: ReportSubject, _ days: ClosedRange<Day>, today: Day, _ reader: Reader) throws {
    counts = try reader.recordCounts(subject.scope, in: days, heldBy: today).map { count in
      (count, try count.records.compactMap { id in try reader.record(id).map { Report.Source($0) } })
    }
  }

  /// A figure for each sort of record; activities also by people and times, which are never mixed (A14).
  var figures: [YearFigure] {
    counts.flatMap { count, sources in
      let name = [count.level, count.rank, count.category].filter { !$0.isEmpty }.joined(separator: " ")
      let title = name.isEmpty ? count.kind.title : name
      func figure(_ title: String, _ value: Report.Cell, _ unit: String) -> YearFigure {
        YearFigure(heading: count.kind.title, title: title, value: value, unit: unit, cite: nil, sources: sources)
      }
      switch count.kind {
      case .activity:
        let held = figure(title, .decimal(Double(count.count)), "次")
        guard count.personTimes > 0 else { return [held] }
        return [
          held, figure("\(title)参加", .decimal(Double(count.people)), "人"), figure("\(title)参加", .decimal(Double(count.personTimes)), "人次"),
        ]
      case .hours:
        return [
          figure(title, .decimal(count.amount ?? 0), "学时"), figure("\(title)参加", .decimal(Double(count.people)), "人"),
          figure("\(title)参加", .decimal(Double(count.personTimes)), "人次"),
        ]
      case .money: return [figure(title, .decimal((count.amount ?? 0) / 100), "元")]
      default: return [figure(title, .decimal(Double(count.count)), "项")]
      }
    }
  }
}

extension Report.Source {
  /// A record that people entered.
  init(_ record: RecordRow) { self = .record(kind: record.kind.rawValue, id: record.id, title: record.title, day: record.day) }
}

extension RecordSubject {
  /// A person's own.
  static func person(_ id: String) -> RecordSubject { RecordSubject(.person, id) }
}
