public import AcademicCalendar
import Store
public import Workflow

/// A review chain as lists show it.
public struct ApprovalSummary: Codable, Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// The run.
  public var run: Int64
  /// The task, when it is a task's.
  public var task: Int64?
  /// What is reviewed.
  public var title: String
  /// The level that has it.
  public var level: String
  /// 会签, 或签, 票签.
  public var quorum: String
  /// 审核中, 退回提交人…
  public var status: String
  /// Those who have not decided yet: names; the office has none.
  public var waiting: [String]
  /// The level's last day.
  public var due: Day?
  /// How many days it is late.
  public var daysLate: Int
  /// Every opinion given, in order.
  public var opinions: [OpinionLine]

  /// One reviewer's opinion.
  public struct OpinionLine: Codable, Hashable, Sendable {
    /// How often a level began anew, from 1.
    public var round: Int
    /// The level.
    public var level: String
    /// Who.
    public var reviewer: String
    /// Whether another reviewer added this one (加签).
    public var isAdded: Bool
    /// 通过, 退回, 否决; nil is not yet.
    public var verdict: String?
    /// Where it was returned to.
    public var target: String?
    /// The opinion.
    public var note: String?
    /// The day.
    public var day: Day?
  }
}

extension Office {
  /// Reviews that wait for somebody: for the actor, or all of them for the office and project managers.
  public func approvals() throws -> [ApprovalSummary] {
    try store.read { reader in
      let seesAll = actor.may(.view, .office)
      return try reader.openReviews().filter { review in
        let seats = try reader.seats(of: review)
        return seesAll || seats.contains { $0.person == actor.id }
      }.map { try summary($0, reader) }
    }
  }

  /// A review with every opinion, for those who may see what it is about and those who have or had a seat in it.
  public func approval(_ id: Int64) throws -> ApprovalSummary {
    try store.read { reader in
      let review = try review(id, reader)
      if try !reader.seats(of: review).contains(where: { $0.person == actor.id }) {
        let task = try review.task.flatMap { try reader.task($0) }
        let belonging = try task.map { try self.belonging(of: $0, reader) } ?? self.belonging(of: self.run(review.run, reader), reader)
        try actor.require(.view, belonging, "第 \(id) 号审批")
      }
      return try summary(review, reader)
    }
  }

  /// Approves, returns or rejects at the level that has it.
  /// - Parameters:
  ///   - target: the level returned to, or `author`; nil is the author.
  ///   - behalf: the reviewer in whose name the office decides.
  @discardableResult
  public func decide(_ id: Int64, _ verdict: ReviewVerdict, to target: String? = nil, note: String?, behalf: String? = nil) throws
    -> ApprovalSummary
  {
    try command { transaction in
      let review = try active(id, transaction.reader)
      let open = try openSeats(review, transaction.reader)
      let seat = try seat(among: open, behalf: behalf, review)
      if verdict == .return { try check(target, review, transaction.reader) }
      let decision = ReviewDecision(review: id, verdict: verdict, target: verdict == .return ? target ?? "author" : nil, note: note)
      try transaction.record(.reviewDecided(decision), behalf: seat == actor.id ? nil : seat)
      return try summary(try self.review(id, transaction.reader), transaction.reader)
    }
  }

  /// Adds reviewers to the level that has it (加签).
  @discardableResult
  public func addReviewers(_ id: Int64, _ people: [String], note: String?) throws -> ApprovalSummary {
    guard !people.isEmpty else { throw OfficeError(.usage, "请用 --add 给出工号") }
    return try command { transaction in
      let review = try active(id, transaction.reader)
      _ = try seat(among: try openSeats(review, transaction.reader), behalf: nil, review)
      for person in people where try transaction.reader.person(person) == nil {
        throw OfficeError.unknown(.person, person, among: try transaction.reader.people().map(\.id))
      }
      try transaction.record(.reviewersAdded(ReviewAddition(review: id, people: people, note: note)))
      return try summary(try self.review(id, transaction.reader), transaction.reader)
    }
  }

  /// Hands in again what a chain had returned to the author.
  @discardableResult
  public func resubmit(_ id: Int64, note: String?) throws -> ApprovalSummary {
    try command { transaction in
      let review = try self.review(id, transaction.reader)
      try requireRunning(review.run, transaction.reader)
      guard review.status == .returned else { throw OfficeError(.conflict, "第 \(id) 号审批\(review.status.title), 不在提交人手里") }
      if let task = review.task { throw OfficeError(.usage, "这是任务 \(task) 的审批", advice: "请用 jiaoli done \(task) 重新提交") }
      let run = try self.run(review.run, transaction.reader)
      try actor.require(.submit, try belonging(of: run, transaction.reader), "重新提交")
      try transaction.record(.reviewResubmitted(ReviewResubmission(review: id, note: note)))
      return try summary(try self.review(id, transaction.reader), transaction.reader)
    }
  }

  private func review(_ id: Int64, _ reader: Reader) throws -> ReviewRecord {
    guard let review = try reader.review(id) else { throw OfficeError(.notFound, "没有第 \(id) 号审批", advice: "用 jiaoli approval list 查看") }
    return review
  }

  private func active(_ id: Int64, _ reader: Reader) throws -> ReviewRecord {
    let review = try self.review(id, reader)
    try requireRunning(review.run, reader)
    guard review.status == .active else { throw OfficeError(.conflict, "第 \(id) 号审批\(review.status.title)") }
    return review
  }

  private func openSeats(_ review: ReviewRecord, _ reader: Reader) throws -> [ReviewSeat] {
    try reader.seats(of: review).filter { $0.round == review.round && $0.verdict == nil }
  }

  /// Whose seat is taken: the actor's own, or, for the office, the one named or the first.
  private func seat(among open: [ReviewSeat], behalf: String?, _ review: ReviewRecord) throws -> String {
    if behalf == nil, open.contains(where: { $0.person == actor.id }) { return actor.id }
    guard actor.may(.decide, .office) else {
      throw OfficeError(
        .notAllowed, "\(actor.name)(\(actor.id))不在第 \(review.id) 号审批的「\(review.level)」这一级待审", advice: "用 jiaoli approval list 查看自己的")
    }
    if let behalf {
      guard open.contains(where: { $0.person == behalf }) else { throw OfficeError(.notFound, "\(behalf) 不在这一级待审") }
      return behalf
    }
    return open.first?.person ?? actor.id
  }

  private func check(_ target: String?, _ review: ReviewRecord, _ reader: Reader) throws {
    guard let target, target != "author" else { return }
    let earlier = try reader.reviewDefinition(of: review)?.earlier(than: review.level).map(\.id) ?? []
    if !earlier.contains(target) {
      throw OfficeError.unknown(
        Named("可以退回的审核级", "用 jiaoli approval show \(review.id) 查看"), target, among: earlier + ["author"], lists: true)
    }
  }

  private func summary(_ review: ReviewRecord, _ reader: Reader) throws -> ApprovalSummary {
    let names = Names(reader)
    let run = try self.run(review.run, reader)
    let definition = try reader.process(run.workflow, run.version).definition
    let chain = try reader.reviewDefinition(of: review)
    func title(_ level: String) throws -> String {
      try chain?.levels.first { $0.id == level }?.title ?? reader.titleOfFormerLevel(level, of: review) ?? level
    }
    let substitutions = try reader.decisionsForOthers(in: review.id)
    let seats = try reader.seats(of: review)
    let state = review.invocation.flatMap { id in definition.allStates.first { id == "\($0.id)/review" }?.title }
    let late = review.status == .active ? review.due.map { max(0, today - $0) } ?? 0 : 0
    return ApprovalSummary(
      id: review.id, run: review.run, task: review.task,
      title: try review.task.flatMap { try reader.task($0)?.title } ?? "\(definition.title) · \(state ?? "")",
      level: try title(review.level), quorum: chain?.levels.first { $0.id == review.level }?.quorum.title ?? "",
      status: review.status.title,
      waiting: review.status == .active
        ? seats.filter { $0.round == review.round && $0.verdict == nil }.map { $0.person.map(names.person) ?? "办公室" } : [],
      due: review.due, daysLate: late,
      opinions: try seats.map { seat in
        ApprovalSummary.OpinionLine(
          round: seat.round, level: try title(seat.level), reviewer: who(seat, substitutions, names), isAdded: seat.isAdded,
          verdict: seat.verdict?.title, target: try seat.target.map { $0 == "author" ? "提交人" : try title($0) }, note: seat.note,
          day: seat.day)
      })
  }

  /// Who decided, and in whose name.
  func who(_ seat: ReviewSeat, _ substitutions: [ReviewSubstitution], _ names: Names) -> String {
    guard let person = seat.person else { return "办公室" }
    guard let given = substitutions.first(where: { $0.behalf == person && $0.at == seat.at }) else { return names.person(person) }
    return "\(names.person(given.actor))(代 \(names.person(person)))"
  }
}
