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
    /// What people call the indicators, by identifier.
    public var indicators: [String: String]
  }

  /// Compares two periods: what was published, and where nothing was, what stands now (`jiaoli evaluate compare`).
  public func compare(_ scheme: String, _ earlier: String, _ later: String, subjects: [String]) throws -> Comparison {
    let (before, first) = try results(scheme, earlier, subjects)
    let (after, second) = try results(scheme, later, subjects)
    let known = Set(before.candidates.map(\.id)).union(after.candidates.map(\.id))
    for code in subjects where !known.contains(code) { throw OfficeError.unknown(.subject, code, among: known.sorted()) }
    try noteLook(at: first)
    try noteLook(at: second)
    let titles = (first + second).flatMap(\.indicators).map { ($0.name, $0.title) }
    return Comparison(
      before: before.period, after: after.period, changes: ResultChange.between(first, second),
      indicators: Dictionary(titles, uniquingKeysWith: { $1 }))
  }

  /// Whoever is asked about may be judged in one of the periods only.
  private func results(_ id: String, _ name: String, _ codes: [String]) throws -> (StandingResults, [EvaluationResult]) {
    try store.read { reader in
      let standing = try StandingResults(self, id, name, reader)
      let wanted = standing.candidates.filter { codes.isEmpty || codes.contains($0.id) }
      let visible = wanted.isEmpty && !codes.isEmpty ? [] : try select(codes.isEmpty ? [] : wanted.map(\.id), of: wanted, reader)
      let open = visible.filter { standing.published[$0.id] == nil }
      let judged = open.isEmpty ? [] : try Assessment(reader, on: today).judge(standing.scheme, standing.period, open, isTraced: false)
      let published = try visible.compactMap { subject -> EvaluationResult? in
        guard let (publication, frozen) = standing.published[subject.id] else { return nil }
        return frozen.result(publication, try scheme(of: publication, reader))
      }
      return (standing, (judged + published).sorted { $0.subject.id < $1.subject.id })
    }
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
