public import AcademicCalendar
public import Statechart

/// Where a run stands.
public enum RunStatus: String, Codable, Hashable, Sendable, CaseIterable {
  case active, done, cancelled

  /// 进行中…
  public var title: String {
    switch self {
    case .active: "进行中"
    case .done: "已完成"
    case .cancelled: "已取消"
    }
  }
}

/// A run of a workflow, pinned to the version it started with.
public struct RunRecord: Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// The workflow.
  public var workflow: String
  /// Its version.
  public var version: Int
  /// The subject's kind, a `SubjectKind`.
  public var subjectKind: String
  /// The subject's code; empty for the district.
  public var subject: String
  /// The semester it was started for.
  public var semester: String?
  /// Where it stands.
  public var status: RunStatus
  /// The run that started it, with the invocation.
  public var parent: Int64?
  /// The invocation of the parent.
  public var parentInvocation: String?
  /// The day it started.
  public var started: Day
  /// The day it ended.
  public var ended: Day?
  /// Whether it is halted.
  public var isSuspended: Bool
  /// The machine's snapshot.
  public var snapshot: Snapshot
}

/// Something in a run that people should look into.
public struct RunObstacle: Hashable, Sendable {
  /// When.
  public var day: Day
  /// Whether a condition or an action failed; otherwise a step could not be taken at all.
  public var hasFailed: Bool
  /// What, in Chinese.
  public var message: String

  /// What people read.
  public var description: String { "\(day) " + (hasFailed ? "流程里有条件或动作出错: " : "到时的步骤没能进行: ") + message }
}

/// What starts a run.
public struct RunStart: Codable, Hashable, Sendable {
  /// The workflow.
  public var workflow: String
  /// The version it is pinned to.
  public var version: Int
  /// The subject's code; empty for the district.
  public var subject: String
  /// The semester it is for.
  public var semester: String?
  /// Parameter values as text, by name, as `ParameterValue` reads them.
  public var parameters: [String: String]

  /// What starts a run.
  public init(workflow: String, version: Int, subject: String, semester: String?, parameters: [String: String]) {
    (self.workflow, self.version, self.subject, self.semester, self.parameters) = (workflow, version, subject, semester, parameters)
  }
}
