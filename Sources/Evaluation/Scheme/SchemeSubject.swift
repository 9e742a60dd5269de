/// Who or what a scheme judges, and which of them.
public struct SchemeSubject: Hashable, Sendable, Codable {
  /// What one result is about.
  public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
    case person, school, studio, district, cohort, team
    /// The schools of one area (片区); in a city's office, of one county.
    case zone
  }

  /// A property by which subjects are chosen.
  public enum Property: String, CaseIterable, Hashable, Sendable, Codable, CodingKeyRepresentable {
    /// The role in a studio: 主持人, 成员, 学员.
    case membership
    /// Posts of a person: 班主任.
    case post
    /// A title that the person, studio or team holds, at the time that `holding` says.
    case title
    /// The level of a studio: 省级, 市级.
    case level
    /// The stage of schooling: 小学, 初中.
    case stage
    /// The subject that is taught.
    case subject
    /// A run of this workflow in the period concerns the subject itself or a studio or school that it belongs to.
    case workflow
    /// Whether a person belongs to a school: `school`, or `office` for who belongs to none.
    case unit

    /// The only values it can have; nil where any word may stand.
    var vocabulary: [String]? { self == .unit ? ["school", "office"] : nil }
  }

  /// When a title must be held by who is judged.
  public enum Holding: String, CaseIterable, Hashable, Sendable, Codable {
    /// On the last day of the period.
    case atEnd = "at-end"
    /// On some day of the period.
    case inPeriod = "in-period"
  }

  /// What one result is about.
  public var kind: Kind
  /// Each property must have one of the values.
  public var filters: [Property: [String]]
  /// When a title of `filters` must be held.
  public var holding = Holding.atEnd

  /// Subjects of a kind with these properties.
  public init(_ kind: Kind, filters: [Property: [String]] = [:]) { (self.kind, self.filters) = (kind, filters) }
}

/// One subject, as results name it.
public struct SubjectReference: Hashable, Sendable, Codable {
  /// What it is.
  public var kind: SchemeSubject.Kind
  /// Its identifier: a staff number, a school's code.
  public var id: String
  /// What people call it.
  public var name: String

  /// A subject.
  public init(_ kind: SchemeSubject.Kind, id: String, name: String) { (self.kind, self.id, self.name) = (kind, id, name) }
}
