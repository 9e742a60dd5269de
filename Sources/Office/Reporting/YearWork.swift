import AcademicCalendar
import Reports
import Statechart
import Store
import Workflow
import YAMLReading

/// The work of a year: what each duty and task came to.
struct YearWork {
  /// A figure for everything of which something was accepted.
  private(set) var figures: [YearFigure] = []
  /// Every duty and task with its counts.
  private(set) var table: Report.Table
  /// The accepted work itself; nil where it is too much to read.
  private(set) var records: Report.Table?
  /// What readers must know.
  private(set) var notes: [String] = ["办结的按举办日 (没有排期的按提交日) 归年, 其余按截止日; 「人次」把同一人的每一次都计入。"]

  /// With more accepted work than this it is counted but not listed.
  private static let listed = 5000

  init(_ subject: ReportSubject, _ days: ClosedRange<Day>, _ reader: Reader) throws {
    let counts = try reader.workCounts(subject.scope, in: days)
    let total = counts.reduce(0) { $0 + $1.accepted }
    let accepted = total > Self.listed ? [] : try reader.acceptedWork(subject.scope, in: days, limit: Self.listed)
    let works = try counts.map { try Work($0, reader) }
    let sources = Dictionary(grouping: accepted) { $0.invocation }
    for work in works where work.count.accepted > 0 {
      let own = sources[work.count.invocation, default: []].filter { work.runs.contains($0.task.run) }
      figures.append(
        YearFigure(
          heading: work.heading, title: work.title, value: .decimal(Double(work.count.accepted)), unit: "", cite: work.cite,
          sources: own.map { .record(kind: "task", id: String($0.task.id), title: $0.task.title, day: $0.day) }))
    }
    if case .office = subject { figures += try Self.studios(reader) }
    table = Self.table(works)
    if total > Self.listed {
      notes.append("办结的工作有 \(total) 项, 超过 \(Self.listed) 项, 只计数, 未逐项列出。")
    } else if total > 0 {
      records = try Self.list(accepted, reader)
    }
  }

  /// A duty or task by its names.
  private struct Work {
    var count: WorkCount
    var heading: String
    var title: String
    var cite: String?
    var runs: Set<Int64>

    init(_ count: WorkCount, _ reader: Reader) throws {
      let process = try reader.process(count.workflow, count.version)
      (self.count, heading, title) = (count, process.definition.title, count.invocation)
      runs = try reader.runs(of: count.workflow)
      if case .tasks(let definition, _)? = process.invocations[InvocationID(count.invocation)] {
        (title, cite) = (definition.title, definition.cite?.description)
      }
    }
  }

  /// How many studios there are of each level (S3-3).
  private static func studios(_ reader: Reader) throws -> [YearFigure] {
    let studios = try reader.studios()
    return Set(studios.map(\.level)).sorted().map { level in
      let own = studios.filter { $0.level == level }
      return YearFigure(
        heading: "名师工作室", title: level.isEmpty ? "未注明级别" : level, value: .decimal(Double(own.count)), unit: "个", cite: nil,
        sources: own.map { .record(kind: "studio", id: $0.id, title: $0.name, day: nil) })
    }
  }

  private static func table(_ works: [Work]) -> Report.Table {
    Report.Table(
      name: "work", title: "工作明细",
      columns: [
        .init("workflow", "流程", width: 26), .init("item", "任务", width: 26), .init("accepted", "办结", .integer),
        .init("submitted", "待审", .integer), .init("pending", "未交", .integer), .init("waived", "免做", .integer),
        .init("schools", "涉及学校", .integer), .init("people", "参加人数", .integer), .init("personTimes", "参加人次", .integer),
        .init("attendants", "签到人数", .integer), .init("attendances", "签到人次", .integer),
        .init("clause", "条款", width: 18),
      ],
      rows: works.map { work in
        let count = work.count
        return Report.Row(
          [
            .text(work.heading), .text(work.title), .integer(count.accepted), .integer(count.submitted), .integer(count.pending),
            .integer(count.waived), .integer(count.schools), .integer(count.people), .integer(count.personTimes),
            .integer(count.attendants), .integer(count.attendances), .text(work.cite ?? ""),
          ], sources: Report.Source.clauses(work.cite))
      }, leadingColumns: 2)
  }

  private static func list(_ accepted: [(task: TaskRecord, invocation: String, day: Day)], _ reader: Reader) throws -> Report.Table {
    let naming = Naming(reader, today: .latest)
    return Report.Table(
      name: "records", title: "办结清单",
      columns: [
        .init("day", "日期", .day), .init("title", "任务", width: 30), .init("target", "对象", width: 20), .init("responsible", "责任人", width: 16),
        .init("evidence", "佐证件数", .integer), .init("task", "任务编号", .integer),
      ],
      rows: try accepted.map { task, _, day in
        let summary = try naming.summary(task)
        let evidence = try reader.evidenceSources(of: task, try naming.definition(of: task).definition)
        return Report.Row(
          [
            .day(day), .text(task.title), .text(summary.target), .text(summary.assigneeName), .integer(evidence.count),
            .integer(Int(task.id)),
          ], sources: [.record(kind: "task", id: String(task.id), title: task.title, day: day)] + evidence)
      }, leadingColumns: 2)
  }
}
