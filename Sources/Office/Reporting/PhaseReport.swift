import AcademicCalendar
public import Reports
import Store
import Workflow
import YAMLReading

extension Office {
  /// How far the phases of a run are, with every task and its evidence (`jiaoli report phases`; S1-2).
  /// - Parameter run: its number.
  public func phaseReport(run: Int64) throws -> Report {
    let progress = try progress(of: run)
    let (report, people) = try store.read { reader in
      var filter = TaskFilter()
      (filter.run, filter.limit) = (run, .max)
      let tasks = try reader.tasks(filter)
      var notes = progress.obstacles
      if !progress.late.isEmpty { notes.append("逾期 \(progress.late.count) 项: 见「任务」中逾期天数一列。") }
      let report = Report(
        name: "phases", title: "\(progress.title): 阶段报告",
        subtitle: [progress.subjectName, "第 \(run) 号", RunStatus(rawValue: progress.status)?.title ?? "已暂停"]
          .filter { !$0.isEmpty }.joined(separator: " · "), day: today,
        tables: [phases(progress), try tasksOfPhases(tasks, progress, reader)] + (try opinions(ofRun: run, reader).map { [$0] } ?? []),
        notes: notes)
      return (report, tasks.compactMap(\.assignee))
    }
    try noteLook(.viewTasks, at: people, what: "阶段报告 \(run)")
    return report
  }

  private func phases(_ progress: RunProgress) -> Report.Table {
    Report.Table(
      name: "phases", title: "阶段",
      columns: [
        .init("phase", "阶段"), .init("stand", "状态"), .init("from", "开始", .day), .init("through", "结束", .day),
        .init("required", "必需任务", .integer), .init("requiredDone", "已办", .integer), .init("share", "完成率", .percent),
        .init("total", "全部任务", .integer), .init("done", "全部已办", .integer), .init("late", "逾期", .integer),
        .init("missed", "未办", .integer),
      ],
      rows: progress.phases.map { phase in
        let (done, all) = phase.required > 0 ? (phase.requiredDone, phase.required) : (phase.done, phase.total)
        return Report.Row(
          [
            .text(phase.title), .text(phase.stand.title), .init(phase.from), .init(phase.through), .integer(phase.required),
            .integer(phase.requiredDone), all == 0 ? .empty : .percent(Double(done) / Double(all)), .integer(phase.total),
            .integer(phase.done), .integer(phase.late), .integer(phase.missed),
          ])
      },
      sources: [.record(kind: "run", id: String(progress.run), title: progress.title, day: progress.started)])
  }

  /// By phase, and within one by the last day.
  private func tasksOfPhases(_ tasks: [TaskRecord], _ progress: RunProgress, _ reader: Reader) throws -> Report.Table {
    let naming = Naming(reader, today: today)
    let order = Dictionary(progress.phases.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var phases: [Int64: String] = [:]
    var rows: [(phase: Int, row: Report.Row)] = []
    for task in tasks {
      let definition = try naming.definition(of: task).definition
      let phase = try task.run == progress.run ? task.state : phases[task.run] ?? self.phase(of: task.run, in: progress.run, reader)
      if task.run != progress.run { phases[task.run] = phase }
      let place = order[phase]
      rows.append((place ?? order.count, try row(of: task, place.map { progress.phases[$0].title } ?? definition.title, naming, reader)))
    }
    let sorted = rows.enumerated().sorted { ($0.element.phase, $0.offset) < ($1.element.phase, $1.offset) }.map(\.element.row)
    return Report.Table(
      name: "tasks", title: "任务",
      columns: [
        .init("phase", "阶段", width: 16), .init("task", "编号", .integer), .init("title", "任务", width: 28), .init("target", "对象", width: 18),
        .init("responsible", "责任人", width: 16), .init("status", "状态"), .init("due", "截止", .day), .init("submitted", "提交", .day),
        .init("settled", "办结", .day), .init("daysLate", "逾期天数", .integer), .init("evidence", "佐证件数", .integer),
        .init("clause", "条款", width: 16),
      ], rows: sorted, leadingColumns: 3)
  }

  private func row(of task: TaskRecord, _ phase: String, _ naming: Naming, _ reader: Reader) throws -> Report.Row {
    let summary = try naming.summary(task)
    let evidence = try reader.evidenceSources(of: task, try naming.definition(of: task).definition)
    return Report.Row(
      [
        .text(phase), .integer(Int(task.id)), .text(task.title), .text(summary.target), .text(summary.assigneeName),
        .text(summary.status.title), .init(task.due), .init(task.submitted), .init(task.settled), .unlessZero(summary.daysLate),
        .integer(evidence.count), .text(task.cite ?? ""),
      ], sources: [.task(task)] + Report.Source.clauses(task.cite) + evidence)
  }

  /// The phase of the run at the top that, through any number of runs, started this one.
  private func phase(of id: Int64, in top: Int64, _ reader: Reader) throws -> String {
    var (id, state) = (id, "")
    while id != top, let run = try reader.run(id), let parent = run.parent {
      state = run.parentInvocation.map { String($0.prefix { $0 != "/" }) } ?? ""
      id = parent
    }
    return state
  }

  /// The opinions of a run's own review chains; nil where it has none.
  func opinions(ofRun run: Int64, _ reader: Reader) throws -> Report.Table? {
    let names = Names(reader)
    let rows = try reader.reviews(ofRun: run).flatMap { review -> [Report.Row] in
      let chain = try reader.reviewDefinition(of: review)
      let substitutions = try reader.decisionsForOthers(in: review.id)
      return try reader.seats(of: review).map { seat in
        let level = chain?.levels.first { $0.id == seat.level }
        return Report.Row(
          [
            .integer(seat.round), .text(level?.title ?? seat.level), .text(who(seat, substitutions, names)),
            .text(seat.verdict?.title ?? "待审"), .text(seat.note ?? ""), .init(seat.day),
          ],
          sources: [.record(kind: "review", id: String(review.id), title: level?.title ?? seat.level, day: seat.day)]
            + Report.Source.clauses(level?.cite.map(\.description)))
      }
    }
    guard !rows.isEmpty else { return nil }
    return Report.Table(
      name: "opinions", title: "审核意见",
      columns: [
        .init("round", "轮", .integer), .init("level", "审核级"), .init("reviewer", "审核人"), .init("verdict", "结论"),
        .init("note", "意见", width: 40), .init("day", "日期", .day),
      ], rows: rows, leadingColumns: 2)
  }
}

extension PhaseProgress.Stand {
  /// 未开始, 进行中, 已结束, 跳过.
  var title: String {
    switch self {
    case .ahead: "未开始"
    case .current: "进行中"
    case .past: "已结束"
    case .skipped: "跳过"
    }
  }
}
