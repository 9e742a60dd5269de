import Store

/// What somebody wants to do.
public enum Permission: String, Hashable, Sendable, CaseIterable {
  /// Import rosters and holidays, register semesters, install workflows.
  case configure
  /// Start a run.
  case start
  /// Draft and publish a plan.
  case plan
  /// Hand in a task.
  case submit
  /// Accept, return or waive a task.
  case review
  /// Take any task, whoever holds its role.
  case claim
  /// Hand a task on to somebody else.
  case delegate
  /// Urge somebody to do a task.
  case urge
  /// Show a task to others.
  case copy
  /// Decide at any level of a chain, in its reviewer's name.
  case decide
  /// Halt, resume, call off and reopen runs.
  case control
  /// Read somebody's tasks and calendar.
  case view
  /// Say who attended an activity.
  case signIn
  /// Enter and withdraw records of people's work: hours, outcomes, titles, money, surveys.
  case record
  /// Give a judge's mark.
  case mark
  /// Publish results and decide on what follows.
  case publish

  var title: String {
    switch self {
    case .configure: "维护基础数据"
    case .start: "启动流程"
    case .plan: "排期与发布"
    case .submit: "提交任务"
    case .review: "审核任务"
    case .claim: "代领任务"
    case .delegate: "转办任务"
    case .urge: "催办任务"
    case .copy: "抄送任务"
    case .decide: "代为审批"
    case .control: "管理流程运行"
    case .view: "查看任务与日历"
    case .signIn: "登记签到"
    case .record: "登记记录"
    case .mark: "评分"
    case .publish: "公布结果"
    }
  }
}

/// A role that gives access.
public enum AccessRole: Hashable, Sendable {
  /// The office itself: the one who has the machine.
  case office
  /// 项目管理员.
  case projectManager
  /// 主持人 of this studio.
  case studioLeader(String)
  /// 评审员: of a school, of a stage, or of all.
  case reviewer(ReviewScope)
  /// 学校联络员 of this school.
  case coordinator(String)
  /// Anyone with a staff number.
  case teacher
}

/// How far a reviewer's word goes.
public enum ReviewScope: Hashable, Sendable {
  case everywhere
  case school(String)
  case stage(String)
}

/// What something belongs to, as far as access goes.
public struct Belonging: Hashable, Sendable {
  /// Whose it is: staff numbers.
  public var people: Set<String> = []
  /// The studio of its run, or those that a person is in.
  public var studios: Set<String> = []
  /// The school it is for, or that of the person who does it.
  public var school: String?
  /// The stage of the school or of the person who does it.
  public var stage: String?

  /// Something of the office as a whole.
  public static let office = Belonging()
}

/// The one table of who may do what. Each line: a permission, the role, and how far it goes.
enum AccessTable {
  /// How far a role's permission goes.
  enum Reach {
    case everything, ownStudio, ownSchool, ownScope, own
  }

  static func reach(_ permission: Permission, _ role: AccessRole) -> Reach? {
    switch (permission, role) {
    case (_, .office): .everything
    case (.configure, _): nil
    case (_, .projectManager): .everything
    case (.claim, _), (.decide, _), (.publish, _): nil
    case (_, .studioLeader): .ownStudio
    case (.review, .reviewer), (.urge, .reviewer), (.view, .reviewer), (.copy, .reviewer), (.mark, .reviewer): .ownScope
    case (.submit, .coordinator), (.delegate, .coordinator), (.urge, .coordinator), (.view, .coordinator), (.copy, .coordinator): .ownSchool
    case (.signIn, .coordinator), (.record, .coordinator), (.mark, .coordinator): .ownSchool
    case (.submit, .teacher), (.delegate, .teacher), (.view, .teacher), (.copy, .teacher): .own
    case (.signIn, .teacher), (.mark, .teacher): .own
    default: nil
    }
  }

  /// To what a role's permission reaches: nil is nothing.
  static func extent(_ permission: Permission, _ role: AccessRole, actor: String) -> Extent? {
    switch (reach(permission, role), role) {
    case (.everything, _), (.ownScope, .reviewer(.everywhere)): .everything
    case (.own, _): .within(.person(actor))
    case (.ownStudio, .studioLeader(let studio)): .within(.studio(studio))
    case (.ownSchool, .coordinator(let school)), (.ownScope, .reviewer(.school(let school))): .within(.school(school))
    case (.ownScope, .reviewer(.stage(let stage))): .within(.stage(stage))
    default: nil
    }
  }

  /// Everything, or what is within one scope.
  enum Extent: Hashable {
    case everything
    case within(TaskScope)
  }

  /// Whether a role may do something to what belongs there.
  static func allows(_ permission: Permission, _ role: AccessRole, actor: String, _ belonging: Belonging) -> Bool {
    switch extent(permission, role, actor: actor) {
    case .everything: true
    case .within(.person(let person)): belonging.people.contains(person)
    case .within(.studio(let studio)): belonging.studios.contains(studio)
    case .within(.school(let school)): belonging.school == school
    case .within(.stage(let stage)): belonging.stage == stage
    case nil: false
    }
  }
}
