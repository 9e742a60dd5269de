import AcademicCalendar
public import Reports
import Store
import Workflow

extension Office {
  /// What is late, how many days, and who is responsible (`jiaoli report late`; S1-17, S2-15, S4-26).
  /// - Parameters:
  ///   - subject: a staff number, a studio's or a school's code; nil is all that the actor sees.
  ///   - run: only this run and the runs that it started.
  public func lateReport(subject: String?, run: Int64?) throws -> Report {
    let reviews = try approvals().filter { $0.daysLate > 0 }
    let (report, people) = try store.read { reader in
      let (name, tasks) = try lateScope(subject, run, reader)
      let naming = Naming(reader, today: today)
      let late = try tasks.filter { $0.daysLate(on: today) > 0 }.map(naming.summary).sorted { ($1.daysLate, $0.id) < ($0.daysLate, $1.id) }
      let handedIn = try tasks.compactMap { task -> LateHandIn? in
        guard let due = task.due, let day = task.submitted, day > due, !task.status.isPending else { return nil }
        return LateHandIn(task: try naming.summary(task), day: day, days: day - due)
      }
      let runs = Set(tasks.map(\.run))
      let isWhole = subject == nil && run == nil
      let known = Set(tasks.map(\.id))
      let waiting = reviews.filter { isWhole || $0.run == run || $0.task.map(known.contains) ?? runs.contains($0.run) }
      let report = Report(
        name: "late", title: "逾期清单", subtitle: name, day: today,
        tables: [
          try lateTasks(late, naming, reader), lateReviews(waiting), lateHandIns(handedIn), byResponsible(late, handedIn),
        ],
        notes: ["截止日当天交仍算按时; 逾期天数按日历日计。", "「迟交」按最后一次提交的日子计。"])
      return (report, (late + handedIn.map(\.task)).compactMap(\.assignee))
    }
    try noteLook(.viewTasks, at: people, what: "逾期清单")
    return report
  }

  private struct LateHandIn {
    var task: TaskSummary
    var day: Day
    var days: Int
  }

  private func lateScope(_ code: String?, _ run: Int64?, _ reader: Reader) throws -> (name: String, tasks: [TaskRecord]) {
    var filter = TaskFilter()
    filter.limit = .max
    if let run {
      let record = try self.run(run, reader)
      try actor.require(.view, try belonging(of: record, reader), "第 \(run) 号流程运行")
      filter.run = run
      if code == nil {
        let title = try reader.process(record.workflow, record.version).definition.title
        return ("第 \(run) 号 \(title)", try reader.tasks(filter))
      }
    }
    let subject = try reportSubject(code, reader)
    switch subject {
    case .office: break
    case .person(let person): filter.person = person.id
    case .studio(let studio): filter.studio = studio.id
    case .school(let school): filter.schoolOrPeople = school.id
    }
    return (subject.name, try reader.tasks(filter))
  }

  private func lateTasks(_ late: [TaskSummary], _ naming: Naming, _ reader: Reader) throws -> Report.Table {
    var titles: [Int64: String] = [:]
    return Report.Table(
      name: "late", title: "逾期未交",
      columns: [
        .init("task", "编号", .integer), .init("title", "任务", width: 30), .init("target", "对象", width: 20),
        .init("responsible", "责任人", width: 20), .init("status", "状态"), .init("due", "截止", .day),
        .init("daysLate", "逾期天数", .integer), .init("workflow", "流程", width: 24),
      ],
      rows: try late.map { task in
        let title =
          try titles[task.run] ?? (reader.run(task.run).map { try reader.process($0.workflow, $0.version).definition.title } ?? "")
        titles[task.run] = title
        return Report.Row(
          [
            .integer(Int(task.id)), .text(task.title), .text(task.target), .text(task.assigneeName), .text(task.status.title),
            .init(task.due), .integer(task.daysLate), .text(title),
          ], sources: [.task(task)] + Report.Source.clauses(task.cite))
      }, leadingColumns: 2)
  }

  private func lateReviews(_ late: [ApprovalSummary]) -> Report.Table {
    Report.Table(
      name: "late-reviews", title: "审核逾期",
      columns: [
        .init("review", "编号", .integer), .init("title", "事项", width: 36), .init("level", "审核级"),
        .init("responsible", "待谁审", width: 24), .init("due", "截止", .day), .init("daysLate", "逾期天数", .integer),
      ],
      rows: late.map { review in
        Report.Row(
          [
            .integer(Int(review.id)), .text(review.title), .text(review.level), .text(review.waiting.joined(separator: "、")),
            .init(review.due), .integer(review.daysLate),
          ], sources: [.record(kind: "review", id: String(review.id), title: review.title, day: review.due)])
      }, leadingColumns: 2)
  }

  private func lateHandIns(_ late: [LateHandIn]) -> Report.Table {
    Report.Table(
      name: "handed-in-late", title: "迟交",
      columns: [
        .init("task", "编号", .integer), .init("title", "任务", width: 30), .init("target", "对象", width: 20),
        .init("responsible", "责任人", width: 20), .init("due", "截止", .day), .init("submitted", "提交", .day),
        .init("daysLate", "迟交天数", .integer),
      ],
      rows: late.map { line in
        Report.Row(
          [
            .integer(Int(line.task.id)), .text(line.task.title), .text(line.task.target), .text(line.task.assigneeName),
            .init(line.task.due), .day(line.day), .integer(line.days),
          ], sources: [.task(line.task)] + Report.Source.clauses(line.task.cite))
      }, leadingColumns: 2)
  }

  private func byResponsible(_ late: [TaskSummary], _ handedIn: [LateHandIn]) -> Report.Table {
    let groups = Dictionary(grouping: late) { $0.assigneeName }
    let before = Dictionary(grouping: handedIn) { $0.task.assigneeName }
    let names = Set(groups.keys).union(before.keys).sorted {
      (groups[$1]?.count ?? 0, $0) < (groups[$0]?.count ?? 0, $1)
    }
    return Report.Table(
      name: "by-responsible", title: "按责任人",
      columns: [
        .init("responsible", "责任人"), .init("late", "逾期项数", .integer), .init("mostDays", "最多逾期天数", .integer),
        .init("handedInLate", "迟交项数", .integer),
      ],
      rows: names.map { name in
        Report.Row([
          .text(name), .integer(groups[name]?.count ?? 0), .integer(groups[name]?.map(\.daysLate).max() ?? 0),
          .integer(before[name]?.count ?? 0),
        ])
      })
  }
}
