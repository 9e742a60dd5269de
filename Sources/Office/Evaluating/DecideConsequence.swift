public import AcademicCalendar
import Evaluation
import Store
import Workflow

/// What people decide of what follows from published results.
extension Office {
  /// Confirms or declines a proposal; a confirmed one is carried out at once, and the task in which it was to be decided is settled.
  /// - Parameters:
  ///   - amount: yuan or hours, where the decision says how much.
  public func decideConsequence(_ id: Int64, isConfirmed: Bool, on day: Day?, note: String?, amount: Double? = nil) throws {
    try actor.require(.publish, .office, "考核后果")
    try command { transaction in
      guard let consequence = try transaction.reader.consequence(id) else {
        throw OfficeError(.notFound, "没有第 \(id) 号后果", advice: "用 jiaoli evaluate consequences 查看")
      }
      guard consequence.state == .proposed || consequence.state == .decision else {
        throw OfficeError(.conflict, "第 \(id) 号后果「\(consequence.title)」\(consequence.state.title), 不能再定", advice: "要改变它, 请更正记录后重新公布")
      }
      if consequence.state == .decision, (note ?? "").allSatisfy(\.isWhitespace) {
        throw OfficeError(.usage, "酌情决定要写明理由", advice: "用 --note 写明")
      }
      let decision = ConsequenceDecision(consequence: id, isConfirmed: isConfirmed, day: day ?? today, note: note, amount: amount)
      try check(decision, consequence, transaction.reader)
      try transaction.record(.consequenceDecided(decision))
      if isConfirmed, consequence.kind == .revoke, consequence.subject.kind == .person {
        try endRuns(
          of: consequence.subject.id, losing: consequence.target, from: decision.day, reason: note ?? consequence.title, transaction)
      }
      // What a task asks for is still to be done when somebody has confirmed that it is.
      if consequence.kind != .task || !isConfirmed { try settle(consequence, note, transaction) }
    }
  }

  /// What is decided must be possible: an amount where one is needed and nowhere else, a title that is held.
  private func check(_ decision: ConsequenceDecision, _ consequence: ConsequenceRecord, _ reader: Reader) throws {
    let takesAmount = decision.isConfirmed && [.pay, .cut, .hours, .exempt].contains(consequence.kind)
    if let amount = decision.amount {
      guard takesAmount else { throw OfficeError(.usage, "第 \(consequence.id) 号后果「\(consequence.title)」不定数额", advice: "去掉 --amount") }
      let effect = Effect(kind: consequence.kind, target: consequence.target, amount: .known(amount))
      let isMoney = consequence.kind == .pay || consequence.kind == .cut
      guard amount >= 0, amount < 1e9, !isMoney || effect.fen != nil else {
        throw OfficeError(.badInput, "数额 \(amount) 写得不对", advice: "写元数或学时数, 不小于 0")
      }
    } else if takesAmount, consequence.kind != .exempt, consequence.amount == nil {
      throw OfficeError(.usage, "第 \(consequence.id) 号后果「\(consequence.title)」没有数额", advice: "用 --amount 写明")
    }
    guard decision.isConfirmed, consequence.kind == .revoke, let kind = RecordSubject.Kind(rawValue: consequence.subject.kind.rawValue)
    else {
      return
    }
    var filter = RecordFilter()
    (filter.kinds, filter.subject) = ([.title], RecordSubject(kind, consequence.subject.id))
    let isHeld = try reader.records(filter).contains { row in
      (row.subjectKind, row.subject, row.title) == (kind, consequence.subject.id, consequence.target) && row.ended == nil
        && row.day <= decision.day && (row.through ?? .latest) >= decision.day
    }
    guard isHeld else {
      throw OfficeError(
        .conflict, "\(consequence.subject.name)(\(consequence.subject.id))没有可以取消的称号「\(consequence.target)」", advice: "不再取消的, 用 --decline")
    }
  }

  /// What was decided needs no task any more.
  private func settle(_ consequence: ConsequenceRecord, _ note: String?, _ transaction: Transaction) throws {
    guard let run = try decisionRun(of: consequence, transaction.reader), try !transaction.reader.isSuspended(run: run) else { return }
    var filter = TaskFilter()
    filter.run = run
    for task in try transaction.reader.tasks(filter) where !task.status.isSettled {
      let opinion = Opinion(task: task.id, note: note ?? consequence.title)
      if task.status == .submitted {
        try transaction.record(.taskAccepted(opinion))
      } else {
        try transaction.record(.taskWaived(opinion))
      }
    }
  }
}
