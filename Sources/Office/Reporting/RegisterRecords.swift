import AcademicCalendar
import Reports
import Store

/// What a person's records besides tasks say on a register form.
struct RegisterRecords {
  private let outcomes: [RecordRow]
  private let hours: [RecordRow]
  private let attendance: [RecordRow]
  /// Titles in force on the last day: 市级骨干教师 (市级, 2024-09-01 起).
  let titles: [String]

  init(_ person: String, _ days: ClosedRange<Day>, _ reader: Reader) throws {
    func rows(_ kind: RecordKind, from: Day?) throws -> [RecordRow] {
      var filter = RecordFilter()
      (filter.kinds, filter.subject, filter.from, filter.through, filter.limit) = ([kind], .person(person), from, days.upperBound, .max)
      return try reader.records(filter)
    }
    outcomes = try rows(.outcome, from: days.lowerBound)
    hours = try rows(.hours, from: days.lowerBound)
    attendance = try rows(.attendance, from: days.lowerBound).filter { $0.rank == "present" || $0.rank == "late" }
    titles = try rows(.title, from: nil)
      .filter { ($0.through ?? .latest) >= days.upperBound && ($0.ended ?? .latest) > days.upperBound }
      .map { "\($0.title) (\([$0.level, "\($0.day) 起"].filter { !$0.isEmpty }.joined(separator: ", ")))" }
  }

  /// The tables that have something in them.
  var tables: [Report.Table] { [outcomeTable, hoursTable, attendanceTable].filter { !$0.rows.isEmpty } }

  private var outcomeTable: Report.Table {
    Report.Table(
      name: "outcomes", title: "成果",
      columns: [
        .init("day", "日期", .day), .init("kind", "类别"), .init("level", "层级"), .init("rank", "等次"), .init("title", "名称", width: 40),
        .init("state", "状态"), .init("proof", "证明", width: 24),
      ],
      rows: outcomes.map { row in
        Report.Row(
          [.day(row.day), .text(row.category), .text(row.level), .text(row.rank), .text(row.title), .text(row.topic), .text(row.mode)],
          sources: [.init(row)])
      }, leadingColumns: 2)
  }

  private var hoursTable: Report.Table {
    let sum = hours.reduce(0) { $0 + ($1.amount ?? 0) }
    return Report.Table(
      name: "hours", title: "继续教育学时",
      columns: [
        .init("day", "日期", .day), .init("kind", "类别"), .init("level", "层级"), .init("topic", "专题"), .init("mode", "方式"),
        .init("hours", "学时", .decimal), .init("note", "说明", width: 30),
      ],
      rows: hours.map { row in
        Report.Row(
          [
            .day(row.day), .text(row.category), .text(row.level), .text(row.topic), .text(row.mode),
            row.amount.map(Report.Cell.decimal) ?? .empty,
            .text(row.title),
          ], sources: [.init(row)])
      } + (hours.count > 1 ? [Report.Row(["合计", .empty, .empty, .empty, .empty, .decimal(sum), .empty], style: .total)] : []))
  }

  private var attendanceTable: Report.Table {
    Report.Table(
      name: "attendance", title: "参加的活动",
      columns: [
        .init("day", "日期", .day), .init("kind", "类别"), .init("level", "层级"), .init("title", "活动", width: 36),
        .init("hours", "学时", .decimal),
      ],
      rows: attendance.map { row in
        Report.Row(
          [.day(row.day), .text(row.category), .text(row.level), .text(row.title), row.amount.map(Report.Cell.decimal) ?? .empty],
          sources: [.init(row)])
      }, leadingColumns: 2)
  }
}
