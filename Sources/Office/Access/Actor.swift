import Store

/// Who gives a command, with the roles that the roster gives them.
public struct Actor: Hashable, Sendable {
  /// The staff number, or `office`.
  public let id: String
  /// The name.
  public let name: String
  /// What gives access.
  public let roles: [AccessRole]

  /// The office itself, for whoever has the machine.
  public static let office = Actor(id: "office", name: "教师发展办公室", roles: [.office])

  /// Posts (岗位) in the roster that give access.
  enum Post {
    /// All of them.
    static let all = [office, projectManager, reviewer, schoolReviewer, stageReviewer, coordinator]
    static let office = "中心管理员"
    static let projectManager = "项目管理员"
    static let reviewer = "评审员"
    static let schoolReviewer = "学校评审员"
    static let stageReviewer = "学段评审员"
    static let coordinator = "学校联络员"
  }

  private init(id: String, name: String, roles: [AccessRole]) { (self.id, self.name, self.roles) = (id, name, roles) }

  /// A person of the roster.
  init(_ person: Person, memberships: [Membership]) {
    var roles: [AccessRole] = [.teacher]
    for post in person.posts {
      switch (post, person.school) {
      case (Post.office, _): roles.append(.office)
      case (Post.projectManager, _): roles.append(.projectManager)
      case (Post.reviewer, _): roles.append(.reviewer(.everywhere))
      // Without a stage it would reach everybody else's who has none.
      case (Post.stageReviewer, _) where !person.stage.isEmpty: roles.append(.reviewer(.stage(person.stage)))
      case (Post.schoolReviewer, let school?): roles.append(.reviewer(.school(school)))
      case (Post.coordinator, let school?): roles.append(.coordinator(school))
      default: break
      }
    }
    roles += memberships.filter { $0.role == .leader }.map { .studioLeader($0.studio) }
    self.init(id: person.id, name: person.name, roles: roles)
  }

  /// Whether the actor may do something to what belongs there.
  public func may(_ permission: Permission, _ belonging: Belonging) -> Bool {
    roles.contains { AccessTable.allows(permission, $0, actor: id, belonging) }
  }

  /// The tasks that the actor may do something to: nil is all of them, an empty list none.
  func scopes(_ permission: Permission) -> [TaskScope]? {
    var scopes: [TaskScope] = []
    for role in roles {
      switch AccessTable.extent(permission, role, actor: id) {
      case .everything: return nil
      case .within(let scope): scopes.append(scope)
      case nil: continue
      }
    }
    return scopes
  }

  /// Refuses what the actor may not do.
  func require(_ permission: Permission, _ belonging: Belonging, _ what: String) throws(OfficeError) {
    guard !may(permission, belonging) else { return }
    throw OfficeError(
      .notAllowed, "\(name)(\(id))无权\(permission.title): \(what)", advice: "请由有权限的人办理")
  }
}
