import AcademicCalendar
import Evaluation
import Store

/// Results that a report is about.
struct ReportedResults {
  /// The scheme in its newest version.
  var scheme: Scheme
  /// In the order of the codes, traced where they are few enough to be read.
  var results: [EvaluationResult]
  /// How they stand to what was published.
  var note: String
  /// What follows from those that were published.
  var consequences: [ConsequenceRecord]
}

extension Office {
  /// Results for a report: those that were published as they were, with what they rested on; where nothing was, by today's records.
  func reportResults(_ scheme: String, period: String?, subjects: [String]) throws -> ReportedResults {
    let (standing, visible, judged) = try store.read { reader in
      let standing = try StandingResults(self, scheme, period, reader)
      let visible = try select(subjects, of: standing.candidates, reader)
      let open = visible.filter { standing.published[$0.id] == nil }
      let judged =
        open.isEmpty
        ? []
        : try Assessment(reader, on: today).judge(
          standing.scheme, standing.period, open, isTraced: visible.count <= Self.tracedUnasked)
      return (standing, visible, judged)
    }
    let published = try published(visible, of: standing)
    let results = (judged + published.results).sorted { $0.subject.id < $1.subject.id }
    try noteLook(at: results)
    return ReportedResults(
      scheme: standing.scheme, results: results, note: note(published.publications, open: judged.count),
      consequences: try store.read { try $0.consequences(of: scheme, period: standing.period.key) })
  }

  /// What was published of these subjects, each with the parameters of its publication.
  private func published(
    _ subjects: [SubjectReference], of standing: StandingResults
  ) throws -> (results: [EvaluationResult], publications: [PublicationRecord]) {
    let frozen = subjects.compactMap { standing.published[$0.id] }
    var (results, publications): ([EvaluationResult], [PublicationRecord]) = ([], [])
    for own in Dictionary(grouping: frozen, by: \.publication.id).sorted(by: { $0.key < $1.key }).map(\.value) {
      let publication = own[0].publication
      let isTraced = subjects.count <= Self.tracedUnasked
      let again = isTraced ? try reproduce(publication, subjects: Set(own.map(\.result.subject.id)), isTraced: true) : []
      let explanations = Dictionary(again.map { ($0.subject.id, $0) }, uniquingKeysWith: { first, _ in first })
      let scheme = try store.read { try self.scheme(of: publication, $0) }
      results += own.map { $0.result.result(publication, scheme, explainedBy: explanations[$0.result.subject.id]) }
      publications.append(publication)
    }
    return (results, publications)
  }

  private func note(_ publications: [PublicationRecord], open: Int) -> String {
    guard let last = publications.last else { return "按 \(today) 的记录试算, 该期结果尚未公布。" }
    let numbers = publications.map { String($0.id) }.joined(separator: "、")
    return "列出的是公布的结果: 该期结果已于 \(OfficeTime.day(of: last.at)) 公布 (第 \(numbers) 号)"
      + (open > 0 ? "; 其中 \(open) 个没有公布过, 按 \(today) 的记录试算。" : "。")
  }
}
