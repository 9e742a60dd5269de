public import AcademicCalendar
import Foundation
public import Planner
import Store

/// A draft that was put aside, as lists show it.
public struct KeptDraftSummary: Codable, Hashable, Sendable {
  /// Its name.
  public var name: String
  /// When it was put aside.
  public var day: Day
  /// How many sessions it places.
  public var sessions: Int
  /// How many it leaves out.
  public var unplaced: Int
}

extension Office {
  /// Puts the draft as it stands aside under a name (`jiaoli plan keep`): the next draft leaves it as it is.
  /// - Parameter studio: only this studio's sessions.
  /// - Returns: whether it took the place of one of that name.
  @discardableResult
  public func keepDraft(_ semester: String, as name: String, studio: String? = nil) throws -> Bool {
    let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !name.isEmpty, name.count <= 40 else { throw OfficeError(.usage, "草稿的名字应有 1 至 40 个字") }
    guard !Self.plansWithNames.contains(name) else { throw OfficeError(.usage, "「\(name)」另有所指, 请换一个名字") }
    guard !PrivateNumbers.occur(in: name) else { throw OfficeError(.badInput, "名字里有身份证号或手机号", advice: "请去掉后重试") }
    return try command { transaction in
      let semester = try self.semester(semester, transaction.reader)
      try requirePlanning(studio, transaction.reader)
      guard try !transaction.reader.draft(of: semester.id).isEmpty else {
        throw OfficeError(.no, "\(semester.name) 还没有排期", advice: "先用 jiaoli plan \(semester.id)")
      }
      let isReplaced = try transaction.reader.keptDrafts(of: semester.id, studio: studio).contains { $0.name.name == name }
      try transaction.record(.draftKept(DraftName(semester: semester.id, studio: studio, name: name)))
      return isReplaced
    }
  }

  /// The drafts of a semester that were put aside, by name.
  public func keptDrafts(_ semester: String, studio: String? = nil) throws -> [KeptDraftSummary] {
    try store.read { reader in
      let semester = try self.semester(semester, reader)
      try requirePlanning(studio, reader)
      return try reader.keptDrafts(of: semester.id, studio: studio).map {
        KeptDraftSummary(name: $0.name.name, day: OfficeTime.day(of: $0.kept), sessions: $0.sessions.count, unplaced: $0.unplaced.count)
      }
    }
  }

  /// Makes a draft that was put aside the draft again (`jiaoli plan take`); what was held meanwhile stays where it was held. Whether the rest
  /// is still possible is looked at on publishing.
  public func takeDraft(_ semester: String, _ name: String, studio: String? = nil) throws {
    try command { transaction in
      let kept = try keptDraft(semester, name, studio, transaction.reader)
      let taken = try DraftToPublish(kept, self.semester(semester, transaction.reader), today: today, transaction.reader)
      try transaction.record(
        .planDrafted(PlanDraft(semester: kept.name.semester, studio: studio, sessions: taken.sessions, unplaced: kept.unplaced)))
    }
  }

  /// Forgets a draft that was put aside (`jiaoli plan drop`).
  public func dropDraft(_ semester: String, _ name: String, studio: String? = nil) throws {
    try command { transaction in
      try transaction.record(.draftDropped(keptDraft(semester, name, studio, transaction.reader).name))
    }
  }

  /// Plans of a semester side by side, scored under the conditions of today (`jiaoli plan compare`).
  /// - Parameter names: drafts that were put aside, `起草` for the draft as it stands, `已发布` for what was published; where it is empty, all of
  ///   them.
  public func comparePlans(_ semester: String, _ names: [String] = [], studio: String? = nil) throws -> (
    problem: Problem, comparison: PlanComparison
  ) {
    let documents = try planDocuments(semester, studio: studio)
    let planned = Set(documents.problem.sessions.map(\.id))
    let plans = try store.read { reader in
      let kept = try reader.keptDrafts(of: self.semester(semester, reader).id, studio: studio)
      let all = [Self.plansWithNames[0], Self.plansWithNames[1]] + kept.map(\.name.name)
      return try (names.isEmpty ? all : names).map { name -> (name: String, plan: Plan) in
        if name == all[0] { return (name, documents.published) }
        if name == all[1] { return (name, documents.draft) }
        guard let draft = kept.first(where: { $0.name.name == name }) else {
          throw OfficeError.unknown(.draft(of: semester), name, among: all, lists: true)
        }
        let sessions = try DraftToPublish(draft, self.semester(semester, reader), today: today, reader).sessions
        return (name, plan(sessions.filter { planned.contains(String($0.task)) }, documents.problem))
      }
    }
    return (documents.problem, PlanComparison(documents.problem, plans))
  }

  /// What was published, and the draft as it stands.
  private static let plansWithNames = ["已发布", "起草"]

  private func keptDraft(_ semester: String, _ name: String, _ studio: String?, _ reader: Reader) throws -> KeptDraft {
    let semester = try self.semester(semester, reader)
    try requirePlanning(studio, reader)
    let kept = try reader.keptDrafts(of: semester.id, studio: studio)
    guard let found = kept.first(where: { $0.name.name == name }) else {
      throw OfficeError.unknown(.draft(of: semester.id), name, among: kept.map(\.name.name))
    }
    return found
  }
}
