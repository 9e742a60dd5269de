public import AcademicCalendar
public import Evaluation
import Foundation
import Rules
import Store

extension Office {
  /// What was published.
  public struct PublicationSummary: Codable, Hashable, Sendable {
    /// Its number; nil before it is published.
    public var id: Int64?
    /// The scheme.
    public var scheme: String
    /// Its version.
    public var version: Int
    /// What people call it.
    public var title: String
    /// The period.
    public var period: EvaluationPeriod
    /// How many subjects.
    public var count: Int
    /// How many passed.
    public var passed: Int
    /// How many failed.
    public var failed: Int
    /// How many could not be judged, or are not concerned.
    public var unknown: Int
    /// Titles of what follows, with how often.
    public var consequences: [String: Int]
    /// Tasks that were opened for people to decide (酌情).
    public var decisions: Int
  }

  /// Publishes results: frozen as a fact of the journal, with what follows from them.
  ///
  /// Publishing a period again takes the place of what was published of the same subjects.
  /// - Throws: `OfficeError` where the period has not begun or nobody is judged.
  public func publish(_ request: EvaluationRequest) throws -> PublicationSummary {
    try actor.require(.publish, .office, "考核结果")
    let past = try request.asOf.map { try state(asOf: $0) }
    return try command { transaction in
      let through = try request.asOf.map { try transaction.reader.lastFact(on: $0) } ?? Int64(transaction.reader.journalCount())
      let (scheme, period, results) =
        if let past, past !== store { try past.read { try judged(request, $0) } } else { try judged(request, transaction.reader) }
      guard period.start <= today else { throw OfficeError(.conflict, "\(period.title)还没有开始", advice: "到期后再公布") }
      guard !results.isEmpty else {
        throw OfficeError(.no, "没有考核对象, 没有公布任何结果", advice: "\(scheme.title)所考核的先用 jiaoli import 导入名册, 再用 jiaoli evaluate \(scheme.id) 查看")
      }
      var publication = Publication(
        scheme: scheme.id, version: scheme.version, period: period, parameters: request.parameters, through: through, results: results)
      publication.asOf = request.asOf.map { min($0, today) }
      // Whoever may publish sees everybody.
      publication.isWhole = request.subjects.isEmpty
      let waiting = try waiting(scheme.id, period, transaction.reader)
      try transaction.record(.resultsPublished(publication))
      try callOffReplaced(waiting, transaction)
      let decisions = try openDecisions(scheme, period, besides: Set(waiting.map(\.id)), transaction)
      let id = try transaction.reader.publications(of: scheme.id, period: period.key).first?.id
      return Self.summary(id, scheme, period, results, decisions: decisions)
    }
  }

  private func judged(_ request: EvaluationRequest, _ reader: Reader) throws -> (Scheme, EvaluationPeriod, [EvaluationResult]) {
    let scheme = try self.scheme(request.scheme, reader)
    let assessment = try Assessment(reader, on: min(request.asOf ?? today, today))
    let period = try self.period(scheme, named: request.period, assessment.semesters, asOf: request.asOf)
    let subjects = try self.subjects(request.subjects, of: scheme, period, reader)
    let values = try Self.values(request.parameters, scheme)
    return (scheme, period, try assessment.judge(scheme, period, subjects, parameters: values, isTraced: false))
  }

  private static func summary(
    _ id: Int64?, _ scheme: Scheme, _ period: EvaluationPeriod, _ results: [EvaluationResult], decisions: Int
  ) -> PublicationSummary {
    var consequences: [String: Int] = [:]
    for consequence in results.flatMap(\.consequences) where consequence.verdict == .pass {
      consequences[consequence.title, default: 0] += 1
    }
    let (passed, failed) = (results.count { $0.verdict == .pass }, results.count { $0.verdict == .fail })
    return PublicationSummary(
      id: id, scheme: scheme.id, version: scheme.version, title: scheme.title, period: period, count: results.count, passed: passed,
      failed: failed, unknown: results.count - passed - failed, consequences: consequences, decisions: decisions)
  }

  /// A publication as it is listed.
  public struct PublishedLine: Codable, Hashable, Sendable {
    /// Its number.
    public var id: Int64
    /// The scheme.
    public var scheme: String
    /// Its version.
    public var version: Int
    /// The period.
    public var period: EvaluationPeriod
    /// The day on which it was published.
    public var day: Day
    /// Who published it.
    public var actor: String
    /// How many results.
    public var count: Int
    /// The last journal entry that was taken into account.
    public var through: Int64
  }

  /// What was published, the newest first.
  public func publications(of scheme: String? = nil) throws -> [PublishedLine] {
    try store.read { reader in
      try reader.publications(of: scheme).map {
        PublishedLine(
          id: $0.id, scheme: $0.scheme, version: $0.version, period: $0.period, day: OfficeTime.day(of: $0.at), actor: $0.actor,
          count: $0.count,
          through: $0.through)
      }
    }
  }

  /// Judges anew what was published, from the journal as it was, and compares those whom the actor may see.
  /// - Returns: the codes of those whose result is not the same to the byte; none is as it should be.
  public func differences(fromPublication id: Int64) throws -> [String] {
    let (publication, frozen) = try store.read { reader in
      let publication = try self.publication(id, reader)
      let frozen = try reader.frozen(id)
      let visible = Set(try select([], of: frozen.map(\.subject), reader).map(\.id))
      return (publication, frozen.filter { visible.contains($0.subject.id) })
    }
    let again = try reproduce(publication, subjects: Set(frozen.map(\.subject.id)), isTraced: false)
    let known = Dictionary(again.map { ($0.subject.id, FrozenResult($0)) }, uniquingKeysWith: { first, _ in first })
    return try frozen.filter { try Self.bytes($0) != known[$0.subject.id].map(Self.bytes) }.map(\.subject.id)
  }

  /// Results that were published, explained from the journal as it was then.
  /// - Throws: `OfficeError` where nothing was published of a subject, or the actor may not see it.
  public func explain(publication id: Int64, subjects: [String]) throws -> [EvaluationResult] {
    let (publication, wanted) = try store.read { reader in
      (try self.publication(id, reader), try select(subjects, of: try reader.frozen(id).map(\.subject), reader))
    }
    let results = try reproduce(publication, subjects: Set(wanted.map(\.id)), isTraced: true)
    try noteLook(at: results)
    return results
  }

  private func publication(_ id: Int64, _ reader: Reader) throws -> PublicationRecord {
    if let publication = try reader.publications().first(where: { $0.id == id }) { return publication }
    throw OfficeError(.notFound, "没有第 \(id) 次公布", advice: "用 jiaoli evaluate published 查看")
  }

  /// The scheme in the version that a publication was made with.
  func scheme(of publication: PublicationRecord, _ reader: Reader) throws -> Scheme {
    if let scheme = try reader.scheme(publication.scheme, version: publication.version) { return scheme }
    throw OfficeError(.defect, "流水里没有考核办法 \(publication.scheme)@\(publication.version)")
  }

  /// Judges again those of a publication's subjects that are asked for, whoever asks.
  func reproduce(_ publication: PublicationRecord, subjects: Set<String>, isTraced: Bool) throws -> [EvaluationResult] {
    let asOf = try store.read { try $0.asOf(ofPublication: publication.id) }
    return try store.asOf(through: publication.through).read { reader in
      let scheme = try self.scheme(of: publication, reader)
      let all = try reader.subjects(of: scheme, period: publication.period).filter { subjects.contains($0.id) }
      return try Assessment(reader, on: asOf).judge(
        scheme, publication.period, all, parameters: try Self.values(publication.parameters, scheme), isTraced: isTraced)
    }
  }

  /// To whom nothing applies has no grade; older programs gave one.
  private static func bytes(_ result: FrozenResult) throws -> Data {
    var result = result
    if !result.isApplicable { result.grade = nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(result)
  }
}
