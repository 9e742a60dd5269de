public import Evaluation
public import ICalendar
import Store

/// Who saw whose records (`jiaoli audit`). Everything that shows somebody other people's records is noted here: a person's tasks, evidence,
/// record, telephone and export, calendars, results and reports. Lists of work of a group (`tasks --studio`) name nobody's records beyond
/// titles and days and are not; nor are polls of a feed's token, whose issue is a fact of its own.
extension Office {
  /// Notes that the actor looked at other people's records; looking at one's own needs no note.
  func noteLook(_ action: AccessRecord.Action, at people: some Sequence<String>, what: String = "") throws {
    let others = Set(people).subtracting([actor.id]).sorted()
    try store.note(others.map { AccessRecord(at: at, actor: actor.id, action: action, person: $0, what: what) })
  }

  /// Notes whose results were shown. A result of a school or studio is nobody's.
  func noteLook(at results: [EvaluationResult]) throws {
    guard let first = results.first else { return }
    let people = results.filter { $0.subject.kind == .person }.map(\.subject.id)
    try noteLook(.viewEvaluation, at: people, what: "\(first.scheme) \(first.period.key)")
  }

  /// Notes whose calendars were shown: in that of a group, those of everybody who has something in it.
  private func noteLook(at subjects: [FeedSubject]) throws {
    let records = try store.read { reader in
      try subjects.flatMap { subject in
        let scope = FeedOrder(subject).scope
        let what = scope.kind == .person ? "" : "\(scope.kind.rawValue):\(scope.subject)"
        return try people(in: subject, reader).subtracting([actor.id]).sorted().map {
          AccessRecord(at: at, actor: actor.id, action: .viewCalendar, person: $0, what: what)
        }
      }
    }
    try store.note(records)
  }

  /// A calendar for somebody to read (`jiaoli feed`), which is noted.
  /// - Returns: an iCalendar file, with how much had to be left out.
  public func showFeed(_ order: FeedOrder) throws -> Rendering {
    let rendering = try rendering(order)
    try noteLook(at: [order.subject])
    return rendering
  }

  /// Calendars for somebody to read (`jiaoli feed --all`), which is noted once for all of them.
  /// - Parameters:
  ///   - subjects: whose.
  ///   - order: what goes into each.
  ///   - body: takes one after the other.
  public func showFeeds(
    _ subjects: [FeedSubject], _ order: (FeedSubject) throws -> FeedOrder, _ body: (Int, Rendering) throws -> Void
  ) throws {
    for (index, subject) in subjects.enumerated() { try body(index, try rendering(try order(subject))) }
    try noteLook(at: subjects)
  }

  /// Results for somebody to read (`jiaoli evaluate`), which is noted. What is only summed up needs no note: see `evaluate`.
  public func showResults(_ request: EvaluationRequest) throws -> [EvaluationResult] {
    let results = try evaluate(request)
    try noteLook(at: results)
    return results
  }

  /// Who has something in a calendar.
  private func people(in subject: FeedSubject, _ reader: Reader) throws -> Set<String> {
    if case .person(let id) = subject { return [id] }
    let order = FeedOrder(subject)
    return Set(try sessions(order, reader).flatMap(\.session.people) + tasks(order, reader).compactMap(\.assignee))
  }
}
