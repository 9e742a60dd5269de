public import Evaluation
import Foundation
import Store
import Workflow
import YAMLReading

/// What follows from published results, and what people decide of it.
extension Office {
  /// What follows for one subject.
  public struct ConsequenceLine: Codable, Hashable, Sendable {
    /// Its number.
    public var id: Int64
    /// The scheme.
    public var scheme: String
    /// The key of the period.
    public var period: String
    /// Whom it concerns.
    public var subject: SubjectReference
    /// What people call it.
    public var title: String
    /// What it does.
    public var effect: EffectKind
    /// The list, title or role.
    public var target: String
    /// Yuan, hours, months; nil where it has none.
    public var amount: Double?
    /// 已列入, 待确认, 待酌定, 已确认, 不予确认, 待设定.
    public var state: String
    /// The clause.
    public var cite: String?
    /// The opinion of whoever decided.
    public var note: String?
  }

  /// What follows from published results: lists, allowances, proposals, decisions that wait.
  /// - Parameters:
  ///   - scheme: of this scheme; nil is all.
  ///   - period: of this period's key.
  public func consequences(of scheme: String?, period: String?) throws -> [ConsequenceLine] {
    try actor.require(.view, .office, "考核后果")
    let lines = try store.read { reader in
      if let scheme { _ = try self.scheme(scheme, reader) }
      return try reader.consequences(of: scheme, period: period).map {
        ConsequenceLine(
          id: $0.id, scheme: $0.scheme, period: $0.period, subject: $0.subject, title: $0.title, effect: $0.kind, target: $0.target,
          amount: $0.amount, state: $0.state.title, cite: $0.cite, note: $0.note)
      }
    }
    try noteLook(.viewEvaluation, at: lines.filter { $0.subject.kind == .person }.map(\.subject.id), what: "考核后果")
    return lines
  }

  /// What waits for a decision in a period.
  func waiting(_ scheme: String, _ period: EvaluationPeriod, _ reader: Reader) throws -> [ConsequenceRecord] {
    try reader.consequences(of: scheme, period: period.key).filter { $0.state == .decision }
  }

  /// Calls off the runs in which what no longer follows was to be decided.
  func callOffReplaced(_ waited: [ConsequenceRecord], _ transaction: Transaction) throws {
    for consequence in waited where try transaction.reader.consequence(consequence.id)?.state == .replaced {
      guard let run = try decisionRun(of: consequence, transaction.reader) else { continue }
      try transaction.record(.runCancelled(RunReason(run: run, reason: "结果重新公布")))
    }
  }

  func decisionRun(of consequence: ConsequenceRecord, _ reader: Reader) throws -> Int64? {
    try reader.decisions(in: DecisionWorkflow.id(consequence.scheme, consequence.name))[consequence.id]
  }

  /// Opens a task for a person where a policy leaves it to judgement (酌情), or asks for a task.
  /// - Parameter known: what waited before and has its task.
  /// - Returns: how many.
  func openDecisions(
    _ scheme: Scheme, _ period: EvaluationPeriod, besides known: Set<Int64>, _ transaction: Transaction
  ) throws -> Int {
    let waiting = try waiting(scheme.id, period, transaction.reader).filter { !known.contains($0.id) }
    var count = 0
    for rule in scheme.consequences where rule.isDiscretionary || rule.effect.kind == .task {
      let concerned = waiting.filter { $0.name == rule.name }
      guard !concerned.isEmpty else { continue }
      let workflow = try DecisionWorkflow(scheme, rule)
      if try transaction.reader.workflowText(workflow.id, version: scheme.version) == nil {
        try transaction.record(.workflowInstalled(InstalledText(text: workflow.text)))
      }
      let holder = try holder(of: workflow.role, transaction.reader)
      for consequence in concerned {
        let start = RunStart(
          workflow: workflow.id, version: scheme.version, subject: workflow.hasSubject ? consequence.subject.id : "", semester: nil,
          parameters: ["consequence": String(consequence.id)])
        if let run = try transaction.record(.runStarted(start)), let holder { try hand(run, to: holder, transaction) }
        count += 1
      }
    }
    return count
  }

  /// Somebody of the office who holds a post, or else of a school.
  private func holder(of post: String, _ reader: Reader) throws -> String? {
    let holders = try reader.people().filter { $0.posts.contains(post) }
    return (holders.first { $0.school == nil } ?? holders.first)?.id
  }

  /// A school has no project manager of its own: what nobody there does goes to the one who holds the post.
  private func hand(_ run: Int64, to holder: String, _ transaction: Transaction) throws {
    var filter = TaskFilter()
    filter.run = run
    for task in try transaction.reader.tasks(filter) where task.assignee == nil {
      try transaction.record(.taskDelegated(Addressing(task: task.id, people: [holder], note: nil)))
    }
  }
}

/// The workflow of one decision: a task with a written decision, for those with the role.
struct DecisionWorkflow {
  let id: String
  let text: String
  /// Who decides: a post.
  let role: String
  /// Whether it is about the one judged; for a zone or a team it is about the district.
  let hasSubject: Bool

  init(_ scheme: Scheme, _ rule: Consequence) throws {
    id = Self.id(scheme.id, rule.name)
    let kind = SubjectKind(rawValue: scheme.subject.kind.rawValue)
    hasSubject = kind.map { [.person, .school, .studio].contains($0) } ?? false
    role = rule.effect.kind == .task ? rule.effect.target : Actor.Post.projectManager
    let cite = try rule.cite.map { "\n        cite: \(try Self.quoted($0.description))" } ?? ""
    text = """
      workflow: \(id)
      version: \(scheme.version)
      title: \(try Self.quoted(rule.title))
      policy: \(try Self.quoted(scheme.policy))
      subject: \(hasSubject ? (kind ?? .district).rawValue : SubjectKind.district.rawValue)
      parameters: { consequence: { type: number, title: 后果编号 } }
      roles: { decider: \(try Self.quoted(role)) }
      evidence: { decision: 决定书 }
      initial: decision
      states:
        decision:
          title: 酌情决定
          tasks:
            decision:
              title: \(try Self.quoted((rule.isDiscretionary ? "酌情决定: " : "") + rule.title))
              role: decider
              evidence: [decision]\(cite)
          on: { done: closed }
        closed: { type: final, title: 已决定 }

      """
    _ = try WorkflowReader.read(text, file: id)
  }

  /// Named apart from those of older programs, whose runs do not say what they decide.
  static func id(_ scheme: String, _ rule: String) -> String { "decision-\(scheme)-\(rule)" }

  /// A JSON string is a YAML one.
  private static func quoted(_ text: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return String(decoding: try encoder.encode(text), as: UTF8.self)
  }
}

extension ConsequenceState {
  /// 已列入, 待确认…
  var title: String {
    switch self {
    case .done: "已列入"
    case .proposed: "待确认"
    case .decision: "待酌定"
    case .confirmed: "已确认"
    case .declined: "不予确认"
    case .open: "待设定"
    case .replaced: "已作废"
    }
  }
}
