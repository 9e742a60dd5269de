public import AcademicCalendar
public import Evaluation
import Rules
import Store

extension Office {
  /// What `jiaoli evaluate` is asked.
  public struct EvaluationRequest: Hashable, Sendable {
    /// The scheme's identifier; the newest version is taken.
    public var scheme: String
    /// The period's name, such as `2026-2027-1`; nil is the one that today lies in.
    public var period: String?
    /// Codes; empty for all that the actor may see.
    public var subjects: [String] = []
    /// Only what was recorded by the end of this day; nil is everything.
    public var asOf: Day?
    /// Parameters that are set for this once, as text by name.
    public var parameters: [String: String] = [:]
    /// Whether results carry traces and records; nil decides by how many there are.
    public var isTraced: Bool?

    /// A scheme and its period.
    public init(_ scheme: String, period: String? = nil, subjects: [String] = []) {
      (self.scheme, self.period, self.subjects) = (scheme, period, subjects)
    }
  }

  /// Results of more subjects than this carry no traces unless they are asked for.
  static let tracedUnasked = 500

  /// Judges subjects of a scheme over a period.
  /// - Returns: results in the order of the codes.
  public func evaluate(_ request: EvaluationRequest) throws -> [EvaluationResult] {
    try state(asOf: request.asOf).read { reader in
      let scheme = try self.scheme(request.scheme, reader)
      let assessment = try Assessment(reader, on: min(request.asOf ?? today, today))
      let period = try self.period(scheme, named: request.period, assessment.semesters, asOf: request.asOf)
      let visible = try subjects(request.subjects, of: scheme, period, reader)
      return try assessment.judge(
        scheme, period, visible, parameters: try Self.values(request.parameters, scheme),
        isTraced: request.isTraced ?? (visible.count <= Self.tracedUnasked))
    }
  }

  /// Whether the actor sees everybody's results, so that places among them mean something.
  public var seesEverybody: Bool { actor.may(.view, .office) }

  /// Judges every subject of a scheme over a period, with traces unless there are very many.
  public func evaluate(_ scheme: String, period: String?, subjects: [String]) throws -> [EvaluationResult] {
    try evaluate(EvaluationRequest(scheme, period: period, subjects: subjects))
  }

  /// The office now, or as it was at the end of a day.
  func state(asOf day: Day?) throws -> OfficeStore {
    guard let day, day < today else { return store }
    return try store.asOf(through: try store.read { try $0.lastFact(on: day) })
  }

  /// Parameters as a command line gives them.
  static func values(_ texts: [String: String], _ scheme: Scheme) throws -> [String: Value] {
    var values: [String: Value] = [:]
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      guard let parameter = scheme.parameters.first(where: { $0.name == name }) else {
        throw OfficeError.unknown(.parameter(ofScheme: scheme.id), name, among: scheme.parameters.map(\.name), lists: true)
      }
      guard let value = parameter.kind.value(text) else {
        throw OfficeError(.badInput, "参数 \(parameter.title)(\(name)) 的值「\(text)」应为\(parameter.kind.title)")
      }
      values[name] = value
    }
    return values
  }

  func scheme(_ id: String, _ reader: Reader) throws -> Scheme {
    guard let scheme = try reader.scheme(id) else {
      throw OfficeError.unknown(.scheme, id, among: try reader.installedSchemes().map(\.id), lists: true)
    }
    return scheme
  }

  func period(_ scheme: Scheme, named name: String?, _ semesters: [Semester], asOf: Day? = nil) throws -> EvaluationPeriod {
    if let name {
      if let period = scheme.period.period(named: name, semesters: semesters) { return period }
      let known = scheme.period == .semester ? semesters.map(\.id) : []
      throw OfficeError.unknown(Named("考核期", scheme.period.writing), name, among: known, lists: true)
    }
    if let period = scheme.period.period(containing: asOf ?? today, semesters: semesters) { return period }
    throw OfficeError(.notFound, "今天 \(today) 不在任何考核期内", advice: "用 --period 指定, 如 --period \(semesters.last?.id ?? "2026-2027-1")")
  }

  /// The subjects asked for that the actor may see; all of them where none is named.
  func subjects(_ codes: [String], of scheme: Scheme, _ period: EvaluationPeriod, _ reader: Reader) throws -> [SubjectReference] {
    if !codes.isEmpty {
      let found = try reader.subjects(of: scheme, period: period, only: codes)
      if found.count == Set(codes).count { return try select(codes, of: found, reader) }
    }
    return try select(codes, of: try reader.subjects(of: scheme, period: period), reader)
  }

  func select(_ codes: [String], of all: [SubjectReference], _ reader: Reader) throws -> [SubjectReference] {
    let wanted: [SubjectReference]
    if codes.isEmpty {
      wanted = all
    } else {
      let known = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for code in codes where known[code] == nil { throw OfficeError.unknown(.subject, code, among: all.map(\.id)) }
      let asked = Set(codes)
      wanted = all.filter { asked.contains($0.id) }
    }
    if actor.may(.view, .office) { return wanted }
    let visible = try wanted.filter { subject in
      switch subject.kind {
      case .person: actor.may(.view, try belonging(ofPerson: subject.id, reader))
      case .school: actor.may(.view, Belonging(school: subject.id, stage: try reader.school(subject.id)?.stage))
      case .studio: actor.may(.view, Belonging(studios: [subject.id]))
      case .district, .zone, .cohort, .team: false
      }
    }
    if visible.isEmpty || (!codes.isEmpty && visible.count < wanted.count) { try actor.require(.view, .office, "考核结果") }
    return visible
  }
}
