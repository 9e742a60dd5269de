import AcademicCalendar
import Evaluation
public import Reports
import Statechart
import Store
import Workflow
import YAMLReading

extension Office {
  /// A person's yearly register form (登记表), filled in from what is recorded, with its list of attachments (`jiaoli report register`; S4-24).
  /// - Parameters:
  ///   - id: the staff number.
  ///   - year: the year.
  ///   - scheme: the scheme whose lines the form has and whose period the year is; without one it has the person's own duties, and the
  ///     year is the calendar year.
  public func registerReport(_ id: String, year: Int, scheme: String?) throws -> Report {
    let result = try scheme.flatMap { try evaluate($0, period: String(year), subjects: [id]).first }
    let report = try store.read { reader in
      let person = try reportPerson(id, reader)
      let days = try result?.period.days ?? calendarYear(year)
      let work = try reader.acceptedWork(.person(id), in: days, limit: .max)
      let records = try RegisterRecords(id, days, reader)
      var tables = [try identity(person, year, days, result, records.titles, reader)]
      tables.append(try result.map { requirements($0) } ?? duties(person, days, reader))
      tables += [try achievements(work, reader)] + records.tables
      tables += [try attachments(work, reader), try signatures(person, days, reader)]
      return Report(
        name: "register", title: "\(year) 年度考核登记表", subtitle: person.name, day: today, tables: tables,
        notes: [
          "本表由已办结的记录生成, 请本人核对后签字; 记录有误请先在系统中更正, 再重新生成。",
          "附件的校验码是文件内容的 SHA-256 前 16 位, 与系统中保存的文件一一对应。",
        ])
    }
    try noteLook(.viewPerson, at: [id], what: report.title)
    return report
  }

  private func identity(
    _ person: Person, _ year: Int, _ days: ClosedRange<Day>, _ result: EvaluationResult?, _ titles: [String], _ reader: Reader
  ) throws -> Report.Table {
    let names = Names(reader)
    let memberships = try reader.memberships(ofPerson: person.id).map { "\(names.studio($0.studio)) \($0.role.rawValue)" }
    let lines: [(String, String)] = [
      ("姓名", person.name), ("工号", person.id), ("任职学校", person.school.map(names.school) ?? ""), ("学段", person.stage),
      ("学科", person.subject), ("岗位", person.posts.joined(separator: "、")), ("工作室", memberships.joined(separator: "、")),
      ("称号", titles.joined(separator: "、")), ("考核年度", "\(year) 年 (\(days.lowerBound) 至 \(days.upperBound))"), ("考核办法", result?.title ?? ""),
      ("系统评定", result?.summary ?? ""),
    ]
    return Report.Table(
      name: "identity", title: "基本情况", columns: [.init("item", "项目"), .init("value", "内容", width: 60)],
      rows: lines.filter { !$0.1.isEmpty }.map { Report.Row([.text($0.0), .text($0.1)]) },
      sources: [.record(kind: "person", id: person.id, title: person.name, day: nil)])
  }

  /// The lines of a scheme: what is asked for, what was done, by which records.
  private func requirements(_ result: EvaluationResult) -> Report.Table {
    Report.Table(
      name: "requirements", title: "职责完成情况",
      columns: [
        .init("item", "项目", width: 22), .init("achieved", "完成", .decimal), .init("required", "要求", .decimal),
        .init("records", "记录", width: 50), .init("verdict", "结果", alignment: .centre), .init("clause", "条款", width: 18),
      ],
      rows: result.indicators.map { indicator in
        let compared = indicator.trace.first { $0.kind == .requirement }?.comparisons.first
        let records = result.measures.filter { indicator.measures.contains($0.name) }.flatMap(\.records)
        return Report.Row(
          [
            .text(indicator.title), compared.map { .init($0.left.value) } ?? .init(indicator.points),
            compared.map { .init($0.right.value) } ?? .empty,
            .text(records.map { [$0.day?.description, $0.title].compactMap(\.self).joined(separator: " ") }.joined(separator: "; ")),
            indicator.applies ? indicator.verdict?.cell ?? .empty : "不适用", .text(indicator.cite ?? ""),
          ], sources: indicator.sources(result))
      })
  }

  /// The person's own duties of the year, where no scheme says what is asked for.
  private func duties(_ person: Person, _ days: ClosedRange<Day>, _ reader: Reader) throws -> Report.Table {
    Report.Table(
      name: "requirements", title: "职责完成情况",
      columns: [
        .init("item", "项目", width: 30), .init("achieved", "完成", .integer), .init("required", "应做", .integer),
        .init("waived", "免做", .integer), .init("clause", "条款", width: 24),
      ],
      rows: try reader.workCounts(.person(person.id), in: days).map { count in
        var (title, cite): (String, String?) = (count.invocation, nil)
        let process = try reader.process(count.workflow, count.version)
        if case .tasks(let definition, _)? = process.invocations[InvocationID(count.invocation)] {
          (title, cite) = (definition.title, definition.cite?.description)
        }
        return Report.Row(
          [
            .text(title), .integer(count.accepted), .integer(count.accepted + count.submitted + count.pending), .integer(count.waived),
            .text(cite ?? ""),
          ], sources: Report.Source.clauses(cite))
      })
  }

  private func achievements(_ work: [(task: TaskRecord, invocation: String, day: Day)], _ reader: Reader) throws -> Report.Table {
    let naming = Naming(reader, today: today)
    return Report.Table(
      name: "achievements", title: "工作记载",
      columns: [
        .init("day", "日期", .day), .init("title", "内容", width: 36), .init("target", "对象或地点", width: 24), .init("note", "审核意见", width: 30),
      ],
      rows: try work.map { task, _, day in
        Report.Row(
          [.day(day), .text(task.title), .text(try naming.summary(task).target), .text(task.note ?? "")],
          sources: [.record(kind: "task", id: String(task.id), title: task.title, day: day)] + Report.Source.clauses(task.cite))
      }, leadingColumns: 2)
  }

  private func attachments(_ work: [(task: TaskRecord, invocation: String, day: Day)], _ reader: Reader) throws -> Report.Table {
    let naming = Naming(reader, today: today)
    let files = try work.flatMap { task, _, day in
      let definition = try naming.definition(of: task).definition
      return try reader.evidence(of: task.id).map { (file: $0, task: task, day: day, title: definition.evidenceTitle($0.kind)) }
    }
    return Report.Table(
      name: "attachments", title: "附件清单",
      columns: [
        .init("number", "序号", .integer), .init("kind", "材料种类", width: 20), .init("file", "文件", width: 36), .init("task", "用于", width: 26),
        .init("day", "日期", .day), .init("digest", "校验码"),
      ],
      rows: files.enumerated().map { index, line in
        Report.Row(
          [
            .integer(index + 1), .text(line.title), .text(line.file.name), .text(line.task.title), .day(line.day),
            .text(String(line.file.sha256.prefix(16))),
          ],
          sources: [
            .evidence(title: line.title, file: line.file.name, sha256: line.file.sha256),
            .record(kind: "task", id: String(line.task.id), title: line.task.title, day: line.day),
          ])
      }, leadingColumns: 3)
  }

  /// The opinions of the chain that reviews the person, those given filled in, the others left to be written; without a chain, two lines.
  private func signatures(_ person: Person, _ days: ClosedRange<Day>, _ reader: Reader) throws -> Report.Table {
    let names = Names(reader)
    var rows = [Report.Row(["本人签字", .empty, .empty, .empty], style: .form)]
    for run in try reader.runs(about: person.id, kind: "person", during: days) {
      for review in try reader.reviews(ofRun: run.id) {
        let seats = try reader.seats(of: review)
        for level in try reader.reviewDefinition(of: review)?.levels ?? [] {
          let seat = seats.last { $0.level == level.id && $0.verdict != nil }
          let opinion = [seat?.verdict?.title, seat?.note].compactMap(\.self).joined(separator: ": ")
          rows.append(
            Report.Row(
              [.text(level.title), .text(opinion), .text(seat.flatMap { $0.person.map(names.person) } ?? ""), .init(seat?.day)],
              style: .form,
              sources: Report.Source.clauses(level.cite?.description)
                + (seat == nil ? [] : [.record(kind: "review", id: String(review.id), title: level.title, day: seat?.day)])))
        }
      }
    }
    if rows.count == 1 { rows.append(Report.Row(["审核意见", .empty, .empty, .empty], style: .form)) }
    return Report.Table(
      name: "opinions", title: "签字与意见",
      columns: [
        .init("level", "级别", width: 20), .init("opinion", "意见", width: 40), .init("signer", "签名", width: 16),
        .init("day", "日期", .day, width: 14),
      ],
      rows: rows)
  }
}
