import Evaluation
import Reports
import Rules
import Store
import Workflow

extension Report.Source {
  /// A task by the day on which it is due or was settled.
  static func task(_ task: TaskRecord) -> Self {
    .record(kind: "task", id: String(task.id), title: task.title, day: task.submitted ?? task.settled ?? task.due)
  }

  /// A task as lists show it.
  static func task(_ task: TaskSummary) -> Self { .record(kind: "task", id: String(task.id), title: task.title, day: task.due) }

  /// A record that an evaluation counted.
  init(_ record: RecordReference) { self = .record(kind: record.kind, id: record.id, title: record.title, day: record.day) }

  /// A clause, where there is one.
  static func clauses(_ cite: String?) -> [Self] { cite.map { [.clause($0)] } ?? [] }
}

extension Reader {
  /// The evidence of a task as sources.
  func evidenceSources(of task: TaskRecord, _ definition: WorkflowDefinition) throws -> [Report.Source] {
    try evidence(of: task.id).map { .evidence(title: definition.evidenceTitle($0.kind), file: $0.name, sha256: $0.sha256) }
  }
}

extension IndicatorResult {
  /// What it was decided by, in short sentences.
  var sentences: [String] {
    trace.flatMap { line -> [String] in
      switch line.kind {
      case .requirement, .application: line.decision.sentences
      case .points, .cap, .weight: [line.decision.sentence]
      }
    }
  }

  /// The clause and the records that it counted.
  func sources(_ result: EvaluationResult) -> [Report.Source] {
    Report.Source.clauses(cite)
      + result.measures.filter { measures.contains($0.name) }.flatMap { measure in
        Report.Source.clauses(measure.cite) + measure.records.map(Report.Source.init)
      }
  }
}

extension Report.Cell {
  /// A value of an evaluation: a number, a word, or that it is not set.
  init(_ value: Known<ShownValue>) {
    switch value.value {
    case .number(let number)?: self = .decimal(number)
    case .text(let text)?: self = .text(text)
    case .flag(let flag)?: self = .text(flag ? "是" : "否")
    case nil: self = .unknown
    }
  }

  /// Points or a score; nothing where there are none.
  init(_ points: Known<Double>?) {
    guard let points else {
      self = .empty
      return
    }
    self = points.value.map(Self.decimal) ?? .unknown
  }

  /// The value of a parameter.
  init(parameter value: Value) {
    switch value {
    case .double(let number): self = .decimal(number)
    case .int(let number): self = .decimal(Double(number))
    case .string(let text): self = .text(text)
    case .bool(let flag): self = .text(flag ? "是" : "否")
    case .day(let day): self = .day(day)
    default: self = .unknown
    }
  }

  /// A value that may be unset.
  init(_ value: ShownValue?) { self = value.map { Self(.known($0)) } ?? .unknown }
}
