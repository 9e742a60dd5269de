import AcademicCalendar
import Store
import Workflow

/// Runs that go on only while their person holds a title.
extension Office {
  /// Calls off those that are left without one: what was handed in can still be reviewed. What is taken away from a later day on is held until
  /// then, and the run sees its end as that of any title.
  /// - Parameters:
  ///   - title: what was taken away.
  ///   - day: the first day on which it is not held.
  /// - Returns: their numbers.
  @discardableResult
  func endRuns(of person: String, losing title: String, from day: Day, reason: String, _ transaction: Transaction) throws -> [Int64] {
    guard day <= today else { return [] }
    var ended: [Int64] = []
    for run in try transaction.reader.runs(about: person, kind: "person", during: today...today) where run.status == .active {
      let holds = try transaction.reader.process(run.workflow, run.version).definition.holds
      guard holds.contains(title) else { continue }
      if let held = try transaction.reader.holding(of: holds, by: person, on: today), held.contains(today) { continue }
      try transaction.record(.runCancelled(RunReason(run: run.id, reason: "称号「\(title)」已取消: \(reason)")))
      ended.append(run.id)
    }
    return ended
  }
}
