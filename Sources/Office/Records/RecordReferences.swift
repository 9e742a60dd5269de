import AcademicCalendar
import Evaluation
import Rules
import Store

/// What the rows of records may refer to.
struct RecordReferences {
  var people: Set<String>
  var schools: Set<String>
  var studios: Set<String>
  var activities: [String: ActivityPlace]
  /// Tasks that something was to be held for, by number.
  var isTask: (Int64) throws -> Bool
  /// The day of a task's published session; nil where there is none.
  var day: (Int64) throws -> Day?
  /// The schemes that marks are given in.
  var schemes: MarkedSchemes

  init(_ reader: Reader, _ office: Office) throws {
    people = Set(try reader.people().map(\.id))
    schools = Set(try reader.schools().map(\.id))
    studios = Set(try reader.studios().map(\.id))
    activities = try reader.activities()
    isTask = { try reader.task($0) != nil }
    day = { try reader.session(ofTask: $0)?.session.day }
    schemes = MarkedSchemes(office, reader)
  }
}

/// Schemes as those who give marks need them, each read once.
final class MarkedSchemes {
  private let office: Office
  private let reader: Reader
  private var known: [String: Scheme] = [:]
  private var asked: [String: MarksAsked] = [:]
  private var semesters: [Semester]?

  init(_ office: Office, _ reader: Reader) { (self.office, self.reader) = (office, reader) }

  /// - Throws: `OfficeError` where there is no such scheme, or no such period of it.
  func period(_ scheme: String, _ name: String) throws(OfficeError) -> EvaluationPeriod {
    do {
      let semesters = try semesters ?? reader.semesters()
      self.semesters = semesters
      return try office.period(try self.scheme(scheme), named: name, semesters)
    } catch {
      throw OfficeError.of(error) ?? OfficeError(.badInput, "没有考核期「\(name)」")
    }
  }

  /// Why a mark would count nowhere; nil where it counts.
  /// - Throws: `OfficeError` where there is no such scheme.
  func refusal(_ scheme: String, item: String, column: String) throws(OfficeError) -> String? {
    let asked: MarksAsked
    do { asked = try marks(of: scheme, item, column) } catch { throw OfficeError.of(error) ?? OfficeError(.badInput, "没有考核办法「\(scheme)」") }
    if asked.counts(item, in: column) { return nil }
    let title = "考核办法 \(scheme)"
    guard let columns = asked.columns(of: item) else { return "\(title)的「\(item)」不计「\(column)」" }
    guard columns.isEmpty else { return "\(title)的「\(item)」没有评分栏「\(column)」, 有: \(columns.sorted().joined(separator: "、"))" }
    if asked.items.isEmpty { return "\(title)不要评分" }
    return "\(title)没有评分项目「\(item)」, 有: \(asked.items.joined(separator: "、"))"
  }

  /// The marks that a scheme asks for; other schemes are read only for what it does not ask for itself.
  private func marks(of id: String, _ item: String, _ column: String) throws -> MarksAsked {
    if let asked = asked[id] { return asked }
    let own = MarksAsked(try scheme(id))
    if own.counts(item, in: column) { return own }
    let asked = MarksAsked(
      try scheme(id), others: try reader.installedSchemes().map(\.id).filter { $0 != id }.map(self.scheme))
    self.asked[id] = asked
    return asked
  }

  private func scheme(_ id: String) throws -> Scheme {
    if let scheme = known[id] { return scheme }
    let scheme = try office.scheme(id, reader)
    known[id] = scheme
    return scheme
  }
}
