/// An office in dictionaries, without a database and without the engine: whether a command is carried out, and what it leaves.
///
/// One workflow is played in it: in 进行 each of a studio's people has a plain task, which asks for a document, and one that the first reviewer who
/// decides decides and that nothing waits for; in 验收 every reviewer must approve, and that is the end. Numbers are those that the office gives.
struct OfficeModel {
  enum Stand: String { case open, submitted, returned, accepted, waived, cancelled }
  enum Phase: String { case work, check, closed }
  enum Verdict { case approve, giveBack, reject }

  struct Task {
    var run: Int64
    /// How often the phase had been entered when it was opened.
    var round: Int
    var isChain: Bool
    var assignee: String
    var stand = Stand.open
    var hasEvidence = false
    var isClaimed = false
    /// The review that has it or had it last.
    var review: Int64?

    var isPending: Bool { stand == .open || stand == .returned }
    var isSettled: Bool { stand == .accepted || stand == .waived }
  }

  struct Run {
    var version: Int
    var stand = "active"
    var isSuspended = false
    var phase = Phase.work
    var round = 0
    /// The review of its last phase, once that was entered.
    var check: Int64?
  }

  struct Review {
    var task: Int64?
    var run: Int64
    var stand = "active"
    /// Who is asked.
    var seated = OfficeModel.experts
    var approvals = 0

    var isOpen: Bool { stand == "active" || stand == "returned" }
  }

  /// The leader and the members of the studio; a member may claim a task.
  static let people = ["A1", "A2", "A3", "L1"]
  static let members = ["A1", "A2", "A3"]
  static let experts: Set<String> = ["R0", "R9"]

  var tasks: [Int64: Task] = [:]
  var runs: [Int64: Run] = [:]
  var reviews: [Int64: Review] = [:]
  var books = OfficeBooks()

  private func isHalted(_ run: Int64) -> Bool { runs[run]?.isSuspended ?? false }

  // MARK: Tasks

  mutating func submit(_ id: Int64, withEvidence: Bool) -> Bool {
    guard let task = tasks[id], !isHalted(task.run), task.isPending else { return false }
    guard task.isChain || withEvidence || (task.stand == .returned && task.hasEvidence) else { return false }
    tasks[id]?.stand = .submitted
    tasks[id]?.hasEvidence = task.hasEvidence || withEvidence
    guard task.isChain else { return true }
    if let review = task.review, reviews[review]?.stand == "returned" {
      reviews[review] = Review(task: id, run: task.run)
    } else {
      let review = begin(Review(task: id, run: task.run))
      tasks[id]?.review = review
    }
    return true
  }

  mutating func accept(_ id: Int64) -> Bool {
    guard isWithReviewer(id) else { return false }
    settle(id, .accepted)
    return true
  }

  mutating func giveBack(_ id: Int64) -> Bool {
    guard isWithReviewer(id) else { return false }
    tasks[id]?.stand = .returned
    return true
  }

  /// Whether one reviewer alone decides on it now.
  private func isWithReviewer(_ id: Int64) -> Bool {
    guard let task = tasks[id], !isHalted(task.run), task.stand == .submitted else { return false }
    return task.review.flatMap { reviews[$0] }?.stand != "active"
  }

  mutating func waive(_ id: Int64) -> Bool {
    guard touch(id) else { return false }
    leaveReview(of: id)
    settle(id, .waived)
    return true
  }

  mutating func withdraw(_ id: Int64) -> Bool {
    guard let task = tasks[id], !isHalted(task.run), task.stand == .submitted else { return false }
    tasks[id]?.stand = .open
    leaveReview(of: id)
    return true
  }

  mutating func claim(_ id: Int64, by person: String) -> Bool {
    guard let task = tasks[id], !isHalted(task.run), task.isPending, !task.isClaimed, Self.members.contains(person) else { return false }
    hand(id, to: person)
    return true
  }

  mutating func delegate(_ id: Int64, to person: String) -> Bool {
    guard let task = tasks[id], !isHalted(task.run), task.isPending, books.people.contains(person), task.assignee != person else {
      return false
    }
    hand(id, to: person)
    return true
  }

  private mutating func hand(_ id: Int64, to person: String) {
    tasks[id]?.assignee = person
    tasks[id]?.isClaimed = true
  }

  /// Urging and showing change nothing, but need somebody who still has to do with it.
  func touch(_ id: Int64) -> Bool {
    guard let task = tasks[id], !isHalted(task.run) else { return false }
    return task.isPending || task.stand == .submitted
  }

  /// A calendar program ticks it off: it is handed in if it can be, or else says why not. It cannot be called otherwise, and what was called off is
  /// not there to be ticked.
  mutating func tick(_ id: Int64, renames: Bool) -> Bool {
    guard let task = tasks[id], task.stand != .cancelled, !renames else { return false }
    _ = submit(id, withEvidence: false)
    return true
  }

  private mutating func leaveReview(of task: Int64) {
    if let review = tasks[task]?.review, reviews[review]?.isOpen == true { reviews[review]?.stand = "left" }
  }

  /// The last plain task of the round ends the phase.
  private mutating func settle(_ id: Int64, _ stand: Stand) {
    tasks[id]?.stand = stand
    guard let run = tasks[id]?.run, let state = runs[run], state.stand == "active", state.phase == .work else { return }
    let awaited = tasks.values.filter { $0.run == run && !$0.isChain && $0.round == state.round }
    if awaited.allSatisfy(\.isSettled) { enterCheck(run) }
  }

  // MARK: Runs

  /// - Returns: whether a run is begun; then `adopt` is told its tasks.
  func start(of studio: String) -> Bool { studio == "W01" && runs.values.allSatisfy { $0.stand == "cancelled" } }

  /// The tasks that a run opened now: one of each kind for each member.
  mutating func adopt(_ opened: [(id: Int64, isChain: Bool, assignee: String)], of run: Int64) -> Bool {
    if runs[run] == nil { runs[run] = Run(version: books.version) }
    let round = runs[run]?.round ?? 0
    for task in opened { tasks[task.id] = Task(run: run, round: round, isChain: task.isChain, assignee: task.assignee) }
    return [true, false].allSatisfy { isChain in opened.filter { $0.isChain == isChain }.map(\.assignee).sorted() == Self.people }
  }

  private mutating func enterCheck(_ run: Int64) {
    if runs[run]?.phase == .work { cancelPending(of: run) }
    let check = begin(Review(task: nil, run: run))
    runs[run]?.phase = .check
    runs[run]?.check = check
  }

  private mutating func cancelPending(of run: Int64) {
    for (id, task) in tasks where task.run == run && task.isPending { tasks[id]?.stand = .cancelled }
  }

  private mutating func leaveCheck(of run: Int64) {
    if let check = runs[run]?.check, reviews[check]?.isOpen == true { reviews[check]?.stand = "left" }
  }

  mutating func suspend(_ id: Int64) -> Bool {
    guard let run = runs[id], run.stand == "active", !run.isSuspended else { return false }
    runs[id]?.isSuspended = true
    return true
  }

  mutating func resume(_ id: Int64) -> Bool {
    guard isHalted(id) else { return false }
    runs[id]?.isSuspended = false
    return true
  }

  mutating func cancel(_ id: Int64) -> Bool {
    guard runs[id]?.stand == "active" else { return false }
    runs[id]?.stand = "cancelled"
    runs[id]?.isSuspended = false
    cancelPending(of: id)
    leaveCheck(of: id)
    return true
  }

  func setParameter(_ id: Int64, isNumber: Bool) -> Bool { runs[id]?.stand == "active" && !isHalted(id) && isNumber }

  /// Enters a phase again. What was open in the one that is left is called off; what was handed in can still be decided.
  /// - Returns: whether it is done; then, for 进行, `adopt` is told the new tasks.
  mutating func reopen(_ id: Int64, _ phase: Phase) -> Bool {
    guard let run = runs[id], run.stand != "cancelled", !run.isSuspended, run.phase != phase else { return false }
    guard phase == .work || (phase == .check && run.check != nil) else { return false }
    runs[id]?.stand = "active"
    if phase == .work {
      leaveCheck(of: id)
      runs[id]?.phase = .work
      runs[id]?.round += 1
    } else {
      enterCheck(id)
    }
    return true
  }

  /// Runs that go on move to the newest version.
  mutating func migrate(toKnown isKnown: Bool) -> Bool {
    guard isKnown else { return false }
    for (id, run) in runs where run.stand == "active" { runs[id]?.version = books.version }
    return true
  }

  // MARK: Reviews

  private mutating func begin(_ review: Review) -> Int64 {
    let id = (reviews.keys.max() ?? 0) + 1
    reviews[id] = review
    return id
  }

  /// Of a task the first who decides decides; of a run all must approve. One rejection rejects, and whoever returns it returns it for all.
  mutating func decide(_ id: Int64, _ verdict: Verdict) -> Bool {
    guard let review = reviews[id], !isHalted(review.run), review.stand == "active" else { return false }
    switch verdict {
    case .approve:
      reviews[id]?.approvals += 1
      guard review.task != nil || review.approvals + 1 == review.seated.count else { return true }
      reviews[id]?.stand = "approved"
    case .giveBack: reviews[id]?.stand = "returned"
    case .reject: reviews[id]?.stand = "rejected"
    }
    if let task = review.task {
      if verdict == .approve { settle(task, .accepted) } else { tasks[task]?.stand = .returned }
    } else if verdict != .giveBack {
      runs[review.run]?.stand = "done"
      runs[review.run]?.phase = .closed
    }
    return true
  }

  mutating func addReviewer(_ id: Int64, _ person: String) -> Bool {
    guard let review = reviews[id], !isHalted(review.run), review.stand == "active", books.people.contains(person) else { return false }
    reviews[id]?.seated.insert(person)
    return true
  }

  /// What a chain had returned to the run is handed in again; a task is handed in as tasks are.
  mutating func resubmit(_ id: Int64) -> Bool {
    guard let review = reviews[id], !isHalted(review.run), review.stand == "returned", review.task == nil else { return false }
    reviews[id] = Review(task: nil, run: review.run)
    return true
  }
}
