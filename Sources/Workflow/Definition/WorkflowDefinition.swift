public import Rules
public import Statechart
public import YAMLReading

/// What one run of a workflow is about.
public enum SubjectKind: String, CaseIterable, Sendable, Codable {
  case district, school, studio, person, pair, cohort, visit

  /// 区县, 学校, 工作室…
  public var title: String {
    switch self {
    case .district: "区县"
    case .school: "学校"
    case .studio: "工作室"
    case .person: "个人"
    case .pair: "师徒"
    case .cohort: "班次"
    case .visit: "送教"
    }
  }
}

/// The type of a parameter.
public indirect enum ParameterType: Hashable, Sendable {
  case text, number, bool, day, school, person, studio
  case list(ParameterType)

  /// What a value must be, in Chinese.
  public var title: String {
    switch self {
    case .text: "文字"
    case .number: "数 (整数或小数)"
    case .bool: "true 或 false"
    case .day: "日期 (如 2026-09-01)"
    case .school: "学校编号"
    case .person: "工号"
    case .studio: "工作室编号"
    case .list(let element): "以逗号隔开的若干\(element.title)"
    }
  }

  static let names: [String: ParameterType] = [
    "text": .text, "number": .number, "bool": .bool, "day": .day, "school": .school, "person": .person, "studio": .studio,
  ]

  init?(_ text: String) {
    if let simple = ParameterType.names[text] {
      self = simple
    } else if text.hasPrefix("list<"), text.hasSuffix(">"), let element = ParameterType.names[String(text.dropFirst(5).dropLast())] {
      self = .list(element)
    } else {
      return nil
    }
  }
}

/// A value that a county sets without touching the workflow; left blank it is unset, which is not zero.
public struct Parameter: Sendable {
  /// Its identifier; expressions write hyphens as underscores.
  public var name: String
  /// What people call it.
  public var title: String
  /// Its type.
  public var type: ParameterType
  /// Its value unless a run sets another; nil is unset.
  public var defaultValue: Value?
  /// The clause it comes from.
  public var cite: Citation?
}

/// Child runs, one for each element of a list.
public struct EachDefinition: Sendable {
  /// What the element is called in the child.
  public var element: String
  /// The list.
  public var list: Expression
  /// The workflow that runs for each.
  public var workflow: String
  /// When enough of them are through, over `children`; nil is all.
  public var until: Expression?
  /// What people call it.
  public var title: String
  /// The clause it comes from.
  public var cite: Citation?
}

/// A state of a workflow; a top-level one is a phase (阶段).
public struct StateDefinition: Sendable {
  /// How it holds its children.
  public enum Kind: String, CaseIterable, Sendable {
    case compound, parallel, final, history
  }

  /// Its identifier, unique in the workflow.
  public var id: String
  /// What people call it.
  public var title: String
  /// How it holds its children.
  public var kind: Kind
  /// Its days.
  public var window: WindowDefinition?
  /// Tasks and duties, in document order.
  public var tasks: [TaskDefinition]
  /// The fan-out.
  public var each: EachDefinition?
  /// `on`, `always` and `after`, in document order.
  public var transitions: [TransitionDefinition]
  /// The way in: of a compound state, or the default of a history state; nil is the first child.
  public var initial: Chart.Initial?
  /// Children, in document order.
  public var states: [StateDefinition]
  /// What is done on entering it, in blocks that fail on their own.
  public var entry: [[Action]] = []
  /// What is done on leaving it.
  public var exit: [[Action]] = []
  /// What a final state reports.
  public var doneData: Template?
  /// How much a history state remembers.
  public var depth: Chart.Depth = .shallow
  /// The chain of reviewers that the state waits for.
  public var review: ReviewDefinition?
  /// What a machine without people invokes.
  public var invocations: [Chart.Invocation] = []

  /// Whether something lives in it that `done` waits for.
  public var hasInvocations: Bool { !tasks.isEmpty || each != nil || review != nil }
}

/// A way out of a state.
public struct TransitionDefinition: Sendable {
  /// What sets it off.
  public enum Trigger: Hashable, Sendable {
    /// Every required task here is accepted or waived, and the fan-out is through.
    case done
    /// An event.
    case event(String)
    /// At once, when the condition holds.
    case always
    /// When this day, or this long a time, is reached.
    case after(Template)
  }

  /// What sets it off.
  public var trigger: Trigger
  /// The guard's source.
  public var condition: String?
  /// Where it leads; none stays.
  public var targets: [String]
  /// Whether its state stays active when it leads to a state within.
  public var isInternal = false
  /// What is done when it is taken.
  public var actions: [Action] = []
}

/// A policy as it is written: the whole of one workflow file.
public struct WorkflowDefinition: Sendable {
  /// Its identifier, kebab-case.
  public var id: String
  /// Its version, from 1; a run is pinned to the one it started with.
  public var version: Int
  /// What people call it.
  public var title: String
  /// The policy document it comes from.
  public var policy: String
  /// What one run is about.
  public var subject: SubjectKind
  /// The titles of which the person holds one while a run goes on; empty where it does not depend on any.
  public var holds: [String] = []
  /// In document order.
  public var parameters: [Parameter]
  /// Role identifiers with their titles, in document order.
  public var roles: [(id: String, title: String)]
  /// Kinds of evidence with their titles, beyond `EvidenceKind.usual`.
  public var evidence: [String: String]
  /// The variables, in document order.
  public var data: [Chart.Datum] = []
  /// What lives as long as the run: a state around all phases, whose identifier is the workflow's; nil where there is none.
  public var whole: StateDefinition?
  /// The phase entered first.
  public var initial: String
  /// The phases, in document order.
  public var states: [StateDefinition]

  /// Every state, parents before children.
  public var allStates: [StateDefinition] {
    func flat(_ states: [StateDefinition]) -> [StateDefinition] { states.flatMap { [$0] + flat($0.states) } }
    return (whole.map { [$0] } ?? []) + flat(states)
  }

  /// What a kind of evidence is called.
  public func evidenceTitle(_ kind: String) -> String { evidence[kind] ?? EvidenceKind.usual[kind] ?? kind }
  /// What a role is called.
  public func roleTitle(_ id: String) -> String { roles.first { $0.id == id }?.title ?? id }
}

/// Kinds of evidence that every workflow may name.
public enum EvidenceKind {
  /// Identifiers with their titles.
  public static let usual: [String: String] = [
    "document": "文件", "sign-in": "签到表", "minutes": "会议记录", "notice": "通知", "form": "申报表", "summary": "总结", "photo": "照片",
    "slides": "课件", "roster": "名册",
  ]
}
