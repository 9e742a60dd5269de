import Evaluation
import Foundation
import Store

/// What facts are about, as the audit says it.
final class AuditObjects {
  private let reader: Reader
  /// By number, read when one that was taken back is asked for.
  private var absences: [Int64: Absence]?

  /// The only one whose code may be shown of several; nil is everybody's.
  private let only: String?

  init(_ reader: Reader, only: String?) { (self.reader, self.only) = (reader, only) }

  /// Whose or what a fact changed; empty where it says nothing of the kind.
  func text(of line: JournalLine) -> String {
    // What cannot be read is no reason to withhold who did it and when.
    (try? named(line)) ?? ""
  }

  private func named(_ line: JournalLine) throws -> String {
    func read<T: Decodable>(_: T.Type = T.self) throws -> T { try JSONDecoder().decode(T.self, from: Data(line.payload.utf8)) }
    switch Fact.Kind(rawValue: line.kind) {
    case .absenceAdded: return Self.text(try read(Absence.self))
    case .absenceRemoved: return try absence(read(AbsenceRemoval.self).absence)
    case .feedTokenIssued:
      let issue = try read(FeedTokenIssue.self)
      return Self.text(issue.scope, issue.label)
    case .feedTokenRevoked: return try reader.feedToken(read(FeedTokenRevocation.self).token).map { Self.text($0.scope, $0.label) } ?? ""
    case .deviceIssued, .deviceRevoked:
      let device = try read(DeviceReference.self)
      return "\(device.person) \(device.label)"
    case .recordsEntered: return text(try read(RecordBatch.self))
    case .recordsWithdrawn: return try some(read(RecordWithdrawal.self).records.map { try record($0) })
    case .titleRevoked: return try record(RecordID(.title, read(TitleRevocation.self).title))
    case .consequenceDecided:
      let number = try read(ConsequenceDecision.self).consequence
      return try reader.consequence(number).map { "\($0.subject.id) \($0.title)" } ?? ""
    case .resultsPublished:
      let publication = try read(Publication.self)
      return "\(publication.scheme) \(publication.period.key)"
    default: return try Self.numbered(line.payload)
    }
  }

  /// `task 12`, `run 1`.
  private static func numbered(_ payload: String) throws -> String {
    let fields = try JSONSerialization.jsonObject(with: Data(payload.utf8)) as? [String: Any]
    return ["task", "run", "review", "semester"].compactMap { key in fields?[key].map { "\(key) \($0)" } }.first ?? ""
  }

  private func absence(_ number: Int64) throws -> String {
    let known = try absences ?? reader.everyAbsence()
    absences = known
    return known[number].map(Self.text) ?? ""
  }

  private func record(_ id: RecordID) throws -> String {
    try reader.record(id).map { [$0.subject, id.description].filter { !$0.isEmpty }.joined(separator: " ") } ?? id.description
  }

  /// Not why: that is for the office and for them.
  private static func text(_ absence: Absence) -> String {
    let subject =
      switch absence.subject {
      case .person(let id), .school(let id): id
      }
    return "\(subject) \(absence.from) 至 \(absence.through)"
  }

  private static func text(_ scope: FeedTokenScope, _ label: String) -> String {
    "\(scope.kind == .person ? "" : scope.kind.rawValue + ":")\(scope.subject) \(label)"
  }

  /// Whose records and how many of which kind.
  private func text(_ batch: RecordBatch) -> String {
    let counts = RecordKind.allCases.compactMap { batch.count(of: $0) == 0 ? nil : "\($0.title) \(batch.count(of: $0))" }
    return [some(batch.subjects), counts.joined(separator: ", ")].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The first few of many, or those that may be shown.
  private func some(_ texts: [String]) -> String {
    if let only { return texts.filter { $0 == only || $0.hasPrefix(only + " ") }.joined(separator: "、") }
    return texts.prefix(3).joined(separator: "、") + (texts.count > 3 ? " 等 \(texts.count) 个" : "")
  }
}

extension RecordBatch {
  /// The codes of those whom the records are about, in order and each once.
  fileprivate var subjects: [String] {
    let people = attendance.map(\.person) + hours.map(\.person) + profiles.map(\.person) + activities.map(\.code)
    let others = outcomes.map(\.subject) + titles.map(\.subject) + money.map(\.subject) + surveys.map(\.subject) + marks.map(\.subject)
    return Set(people + others.map(\.id)).subtracting([""]).sorted()
  }
}
