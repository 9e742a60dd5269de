public import Rules

/// How far a line of a run is: its tasks, or the child runs of its fan-out.
public struct LineCounts: Hashable, Sendable {
  /// How many it opened.
  public var total: Int64
  /// Of these, accepted, waived or over.
  public var settled: Int64
  /// Of these, accepted.
  public var accepted: Int64

  /// How far a line is.
  public init(total: Int64, settled: Int64, accepted: Int64) { (self.total, self.settled, self.accepted) = (total, settled, accepted) }

  /// As conditions see it: `children.failed`, `tasks.plan.accepted`.
  public var values: [String: Int64] { ["total": total, "settled": settled, "accepted": accepted, "failed": settled - accepted] }
}

/// How far the lines of a run are, as conditions see it.
public struct LineBoard {
  private let state: String?
  private var (children, ownChildren): (LineCounts?, LineCounts?)
  private var (tasks, ownTasks): ([String: LineCounts], [String: LineCounts]) = ([:], [:])

  /// - Parameter state: the state in which everything that gates it is settled: what it counted comes before what others count.
  public init(after state: String?) { self.state = state }

  /// Adds a line that was begun at some time; lines come in the order of their identifiers.
  public mutating func add(_ id: String, of state: String, isActive: Bool, _ counts: LineCounts) {
    let isFanOut = id.hasSuffix("/each")
    if isFanOut, isActive, children == nil { children = counts }
    tasks[Self.key(of: id)] = counts
    guard state == self.state else { return }
    if isFanOut { ownChildren = counts }
    ownTasks[Self.key(of: id)] = counts
  }

  /// The last part of `STATE/KEY`.
  private static func key(of id: String) -> String {
    guard let slash = id.utf8.lastIndex(of: UInt8(ascii: "/")) else { return id }
    return String(id[id.utf8.index(after: slash)...])
  }

  fileprivate var childCounts: [String: Int64] { (ownChildren ?? children)?.values ?? [:] }
  fileprivate var taskCounts: [String: [String: Int64]] { tasks.merging(ownTasks) { $1 }.mapValues(\.values) }
}

extension CompiledWorkflow {
  /// What a condition may see.
  public func bindings(_ board: LineBoard, in context: OpeningContext) -> Bindings {
    context.bindings(children: board.childCounts, phases: phaseDays(in: context), tasks: board.taskCounts)
  }
}
