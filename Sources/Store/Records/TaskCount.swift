/// How far a state's tasks are.
public struct TaskCount: Codable, Hashable, Sendable {
  /// Tasks that gate the state, and how many of them are accepted or waived.
  public var required = 0
  /// Of these, accepted or waived.
  public var requiredDone = 0
  /// All tasks, those of child runs included.
  public var total = 0
  /// Of these, accepted or waived.
  public var done = 0
  /// Of these, past their day and not handed in.
  public var late = 0
  /// Of these, never handed in when their phase or run was over.
  public var missed = 0

  /// Nothing.
  public init() {}

  init(total: Int, done: Int, late: Int, missed: Int) { (self.total, self.done, self.late, self.missed) = (total, done, late, missed) }

  /// Both together.
  public static func + (left: TaskCount, right: TaskCount) -> TaskCount {
    var sum = TaskCount(
      total: left.total + right.total, done: left.done + right.done, late: left.late + right.late, missed: left.missed + right.missed)
    (sum.required, sum.requiredDone) = (left.required + right.required, left.requiredDone + right.requiredDone)
    return sum
  }

  mutating func add(_ other: TaskCount, isRequired: Bool) {
    total += other.total
    done += other.done
    late += other.late
    missed += other.missed
    if isRequired {
      required += other.total
      requiredDone += other.done
    }
  }
}
