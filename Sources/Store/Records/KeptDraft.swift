/// The name under which a draft is put aside.
public struct DraftName: Codable, Hashable, Sendable {
  /// The semester's identifier.
  public var semester: String
  /// Only the tasks of this studio; nil is all.
  public var studio: String?
  /// What people call it.
  public var name: String

  /// The name under which a draft is put aside.
  public init(semester: String, studio: String?, name: String) { (self.semester, self.studio, self.name) = (semester, studio, name) }
}

/// A draft that was put aside, as it stood then.
public struct KeptDraft: Hashable, Sendable {
  /// Its name.
  public var name: DraftName
  /// Milliseconds since 1970 when it was put aside.
  public var kept: Int64
  /// What is placed.
  public var sessions: [Session]
  /// What is not, and why.
  public var unplaced: [Unplaced]
}
