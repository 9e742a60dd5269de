public import AcademicCalendar

extension Report {
  /// Where a figure comes from.
  public enum Source: Hashable, Sendable {
    /// A record of the office: its kind (`task`), its identifier, what people call it, the day it counts by.
    case record(kind: String, id: String, title: String, day: Day?)
    /// A clause of a policy.
    case clause(String)
    /// A file that was handed in: what kind of evidence, its name, the SHA-256 of its bytes.
    case evidence(title: String, file: String, sha256: String)
  }
}

extension Report.Source {
  /// 任务, 条款, 佐证….
  public var kindTitle: String {
    switch self {
    case .record(let kind, _, _, _): Self.recordTitles[kind] ?? "记录"
    case .clause: "条款"
    case .evidence: "佐证"
    }
  }

  /// Its identifier: a number, a clause, a hash.
  public var reference: String {
    switch self {
    case .record(_, let id, _, _): id
    case .clause(let clause): clause
    case .evidence(_, _, let sha256): sha256
    }
  }

  /// What people call it.
  public var title: String {
    switch self {
    case .record(_, _, let title, _): title
    case .clause: ""
    case .evidence(let title, let file, _): "\(title): \(file)"
    }
  }

  /// The day by which it counts.
  public var day: Day? {
    if case .record(_, _, _, let day) = self { day } else { nil }
  }

  /// The kinds of record that an office keeps.
  private static let recordTitles = [
    "task": "任务", "session": "活动", "attendance": "签到", "activity": "活动", "hours": "学时", "outcome": "成果", "title": "称号", "money": "经费",
    "survey": "问卷",
    "mark": "评分", "result": "考核结果", "review": "审核", "run": "流程", "person": "人员", "studio": "工作室", "profile": "本人情况",
  ]
}

/// One line of the list of sources: which table and row rest on what.
struct SourceLine {
  /// The table's place in the report, from 0.
  var number: Int
  var table: String
  /// The row's place in its table, from 1; nil for the table as a whole.
  var row: Int?
  var label: String
  var source: Report.Source

  /// Every source of a report in reading order.
  static func all(of report: Report) -> [SourceLine] {
    report.tables.enumerated().flatMap { number, table in
      table.sources.map { SourceLine(number: number, table: table.title, row: nil, label: "", source: $0) }
        + table.rows.enumerated().flatMap { index, row in
          let label = row.label(table.leadingColumns)
          return row.sources.map { SourceLine(number: number, table: table.title, row: index + 1, label: label, source: $0) }
        }
    }
  }
}
