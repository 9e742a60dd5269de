import Workflow

/// An office in a few lines and without a database: what a command should come to, and what it should leave.
struct OfficeModel {
  struct Task {
    var isChain: Bool
    var run: Int64
    var status = TaskStatus.open
    var assignee: String?
    var hasEvidence = false
    var isClaimed = false
    /// The review that has it or had it last.
    var review: Int64?
  }

  struct Run {
    var status = "active"
    var isSuspended = false
    /// The review of its last phase.
    var check: Int64?
  }

  struct Review {
    var task: Int64?
    var run: Int64
    var status = "active"
    var seats: Int
    var seated: Set<String>
  }

  var tasks: [Int64: Task] = [:]
  var runs: [Int64: Run] = [:]
  var reviews: [Int64: Review] = [:]
  private var nextReview: Int64 = 1
  static let experts: Set<String> = ["R0", "R9"]

  private func isHalted(_ task: Int64) -> Bool { tasks[task].flatMap { runs[$0.run] }?.isSuspended ?? false }
  private static let pending: Set<TaskStatus> = [.open, .returned]

  // MARK: Tasks

  mutating func submit(_ id: Int64, withEvidence: Bool) -> Bool {
    guard var task = tasks[id], !isHalted(id), Self.pending.contains(task.status) else { return false }
    guard task.isChain || withEvidence || (task.status == .returned && task.hasEvidence) else { return false }
    task.status = .submitted
    task.hasEvidence = task.hasEvidence || withEvidence
    if task.isChain {
      if let review = task.review, reviews[review]?.status == "returned" {
        reviews[review]?.status = "active"
        reviews[review]?.seats = Self.experts.count
        reviews[review]?.seated = Self.experts
      } else {
        task.review = begin(task: id, run: task.run)
      }
    }
    tasks[id] = task
    return true
  }

  mutating func accept(_ id: Int64) -> Bool {
    guard let task = tasks[id], !isHalted(id), task.status == .submitted, !isReviewed(task) else { return false }
    tasks[id]?.status = .accepted
    settle(task.run)
    return true
  }

  mutating func giveBack(_ id: Int64) -> Bool {
    guard let task = tasks[id], !isHalted(id), task.status == .submitted, !isReviewed(task) else { return false }
    tasks[id]?.status = .returned
    return true
  }

  mutating func waive(_ id: Int64) -> Bool {
    guard let task = tasks[id], !isHalted(id), Self.pending.contains(task.status) || task.status == .submitted else { return false }
    tasks[id]?.status = .waived
    leaveReview(of: task)
    settle(task.run)
    return true
  }

  mutating func withdraw(_ id: Int64) -> Bool {
    guard let task = tasks[id], !isHalted(id), task.status == .submitted else { return false }
    tasks[id]?.status = .open
    leaveReview(of: task)
    return true
  }

  mutating func claim(_ id: Int64, _ person: String, holds: Bool) -> Bool {
    guard let task = tasks[id], !isHalted(id), Self.pending.contains(task.status), holds, !task.isClaimed else { return false }
    tasks[id]?.assignee = person
    tasks[id]?.isClaimed = true
    return true
  }

  mutating func delegate(_ id: Int64, to person: String, isKnown: Bool) -> Bool {
    guard let task = tasks[id], !isHalted(id), Self.pending.contains(task.status), isKnown, task.assignee != person else { return false }
    tasks[id]?.assignee = person
    tasks[id]?.isClaimed = true
    return true
  }

  /// What changes nothing in where a task stands: urging and showing.
  func touch(_ id: Int64) -> Bool {
    guard let task = tasks[id], !isHalted(id) else { return false }
    return Self.pending.contains(task.status) || task.status == .submitted
  }

  private func isReviewed(_ task: Task) -> Bool { task.review.flatMap { reviews[$0] }?.status == "active" }

  private mutating func leaveReview(of task: Task) {
    guard let review = task.review, ["active", "returned"].contains(reviews[review]?.status) else { return }
    reviews[review]?.status = "left"
  }

  // MARK: Runs

  /// When the last plain task is settled, the run goes to its last phase, which is reviewed; what was not handed in is cancelled.
  private mutating func settle(_ run: Int64) {
    guard runs[run]?.status == "active", runs[run]?.check == nil else { return }
    let plain = tasks.values.filter { $0.run == run && !$0.isChain }
    guard plain.allSatisfy({ $0.status == .accepted || $0.status == .waived }) else { return }
    cancelPending(of: run)
    let check = begin(task: nil, run: run)
    runs[run]?.check = check
  }

  private mutating func cancelPending(of run: Int64) {
    for (id, task) in tasks where task.run == run && Self.pending.contains(task.status) { tasks[id]?.status = .cancelled }
  }

  mutating func suspend(_ id: Int64) -> Bool {
    guard let run = runs[id], run.status == "active", !run.isSuspended else { return false }
    runs[id]?.isSuspended = true
    return true
  }

  mutating func resume(_ id: Int64) -> Bool {
    guard runs[id]?.isSuspended == true else { return false }
    runs[id]?.isSuspended = false
    return true
  }

  mutating func cancel(_ id: Int64) -> Bool {
    guard let run = runs[id], run.status == "active" else { return false }
    runs[id]?.status = "cancelled"
    runs[id]?.isSuspended = false
    cancelPending(of: id)
    if let check = run.check, ["active", "returned"].contains(reviews[check]?.status) { reviews[check]?.status = "left" }
    return true
  }

  // MARK: Reviews

  private mutating func begin(task: Int64?, run: Int64) -> Int64 {
    defer { nextReview += 1 }
    reviews[nextReview] = Review(task: task, run: run, seats: Self.experts.count, seated: Self.experts)
    return nextReview
  }

  /// One approval is enough; a rejection decides when nobody is left who could approve.
  mutating func decide(_ id: Int64, _ verdict: ReviewVerdict) -> Bool {
    guard let review = reviews[id], runs[review.run]?.isSuspended == false, review.status == "active" else { return false }
    switch verdict {
    case .approve:
      reviews[id]?.status = "approved"
      if let task = review.task {
        tasks[task]?.status = .accepted
        settle(review.run)
      } else {
        runs[review.run]?.status = "done"
      }
    case .return:
      reviews[id]?.status = "returned"
      if let task = review.task { tasks[task]?.status = .returned }
    case .reject:
      reviews[id]?.seats -= 1
      guard reviews[id]?.seats == 0 else { return true }
      reviews[id]?.status = "rejected"
      if let task = review.task { tasks[task]?.status = .returned } else { runs[review.run]?.status = "done" }
    }
    return true
  }

  mutating func addReviewer(_ id: Int64, _ person: String) -> Bool {
    guard let review = reviews[id], runs[review.run]?.isSuspended == false, review.status == "active" else { return false }
    if reviews[id]?.seated.insert(person).inserted == true { reviews[id]?.seats += 1 }
    return true
  }

  mutating func resubmit(_ id: Int64) -> Bool {
    guard let review = reviews[id], runs[review.run]?.isSuspended == false, review.status == "returned", review.task == nil else {
      return false
    }
    reviews[id]?.status = "active"
    reviews[id]?.seats = Self.experts.count
    reviews[id]?.seated = Self.experts
    return true
  }
}
