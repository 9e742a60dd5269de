public import Evaluation
import Store

extension Office {
  /// What changed from one period to another.
  public struct Comparison: Codable, Hashable, Sendable {
    /// The earlier period.
    public var before: EvaluationPeriod
    /// The later period.
    public var after: EvaluationPeriod
    /// Subjects in the order of their codes, those without a change included.
    public var changes: [ResultChange]
  }

  /// Compares two periods: what was published, and where nothing was, what stands now (`jiaoli evaluate compare`).
  public func compare(_ scheme: String, _ earlier: String, _ later: String, subjects: [String]) throws -> Comparison {
    let (before, first) = try results(scheme, earlier, subjects)
    let (after, second) = try results(scheme, later, subjects)
    try noteLook(at: first)
    try noteLook(at: second)
    return Comparison(before: before, after: after, changes: ResultChange.between(first, second))
  }

  private func results(_ id: String, _ name: String, _ codes: [String]) throws -> (EvaluationPeriod, [EvaluationResult]) {
    try store.read { reader in
      let scheme = try self.scheme(id, reader)
      let assessment = try Assessment(reader)
      let period = try self.period(scheme, named: name, assessment.semesters)
      var published: [String: EvaluationResult] = [:]
      for publication in try reader.publications(of: id, period: period.key) {
        for frozen in try reader.frozen(publication.id, withReplaced: false) {
          published[frozen.subject.id] = frozen.result(publication, title: scheme.title)
        }
      }
      let all = try reader.subjects(of: scheme, period: period)
      let known = Set(all.map(\.id))
      let candidates = all + published.values.map(\.subject).filter { !known.contains($0.id) }
      let visible = try select(codes.filter { code in candidates.contains { $0.id == code } }, of: candidates, reader)
      let open = visible.filter { published[$0.id] == nil }
      let judged = try assessment.judge(scheme, period, open, isTraced: false)
      let results = judged + visible.compactMap { published[$0.id] }
      return (period, results.sorted { $0.subject.id < $1.subject.id })
    }
  }
}

extension FrozenResult {
  /// The result without its traces.
  func result(_ publication: PublicationRecord, title: String) -> EvaluationResult {
    EvaluationResult(
      scheme: publication.scheme, version: publication.version, title: title, subject: subject, period: publication.period,
      verdict: verdict,
      score: score, grade: grade,
      indicators: zip(publication.indicators, indicators).map { name, line in
        IndicatorResult(name: name, title: name, applies: line.applies, verdict: line.verdict, points: line.points)
      }, consequences: consequences)
  }
}

extension Office {
  /// How the members of one group were judged.
  public struct GroupTally: Codable, Hashable, Sendable {
    /// The group's code; empty for all.
    public var id: String
    /// What people call it.
    public var name: String
    /// How many.
    public var tally: Tally
    /// To how many nothing applies.
    public var exempt: Int
    /// The share that passed, of those to whom something applies; nil while some are unknown.
    public var share: Double?
  }

  /// Rolls results up: by school, studio or zone (片区, 县), and all of them together.
  /// - Parameter kind: what the groups are.
  public func rollUp(_ results: [EvaluationResult], by kind: SchemeSubject.Kind) throws -> [GroupTally] {
    try store.read { reader in
      guard let member = results.first?.subject.kind else { return [] }
      var groups: [String: (tally: Tally, exempt: Int)] = [:]
      var whole: (tally: Tally, exempt: Int) = (Tally(), 0)
      let belonging = try reader.groups(of: member, in: kind) ?? [:]
      for result in results {
        Self.add(result, to: &whole)
        guard kind != .district else { continue }
        let own = member == kind ? [result.subject.id] : belonging[result.subject.id] ?? []
        for group in own.isEmpty ? [""] : own { Self.add(result, to: &groups[group, default: (Tally(), 0)]) }
      }
      let names = Names(reader)
      let lines = groups.sorted { $0.key < $1.key }.map { id, group in
        let name =
          switch kind {
          case .school: names.school(id)
          case .studio: names.studio(id)
          default: id
          }
        return Self.line(id, id.isEmpty ? "不属于任何一个" : name, group)
      }
      return lines + [Self.line("", "合计", whole)]
    }
  }

  private static func add(_ result: EvaluationResult, to group: inout (tally: Tally, exempt: Int)) {
    guard result.isApplicable else {
      group.exempt += 1
      return
    }
    group.tally.add(result.verdict, grade: result.grade?.value)
  }

  private static func line(_ id: String, _ name: String, _ group: (tally: Tally, exempt: Int)) -> GroupTally {
    let isKnown = group.tally.unknown == 0 && group.tally.total > 0
    return GroupTally(
      id: id, name: name, tally: group.tally, exempt: group.exempt,
      share: isKnown ? Double(group.tally.passed) / Double(group.tally.total) : nil)
  }
}
