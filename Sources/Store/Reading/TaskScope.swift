/// Where tasks are, as far as access to them goes.
public enum TaskScope: Hashable, Sendable {
  /// Done by this person.
  case person(String)
  /// In a run about this studio.
  case studio(String)
  /// For this school; where a task is for none, done by one of its people.
  case school(String)
  /// For a school of this stage; where a task is for none, done by somebody of this stage.
  case stage(String)
}

extension TaskScope {
  /// The staff number, code or name that ``condition`` is asked with.
  var code: String {
    switch self {
    case .person(let code), .studio(let code), .school(let code), .stage(let code): code
    }
  }

  /// Whether a row of `task` is there, with one argument.
  var condition: String {
    switch self {
    case .person: "task.assignee = ?"
    case .studio: "task.run IN (SELECT id FROM run WHERE subject_kind = 'studio' AND subject = ?)"
    case .school: "\(Self.school) = ?"
    case .stage:
      """
      coalesce((SELECT stage FROM school AS its WHERE its.id = \(Self.school)), (SELECT stage FROM person WHERE id = task.assignee)) = ?
      """
    }
  }

  private static let school = """
    coalesce(task.school, (SELECT subject FROM run WHERE id = task.run AND subject_kind = 'school'),
      (SELECT person.school FROM person WHERE id = task.assignee))
    """
}
