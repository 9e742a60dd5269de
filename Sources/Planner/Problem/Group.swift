/// Sessions that belong together, with what is asked of them as a group; each request is optional.
public struct Group: Hashable, Sendable {
  public var id: String
  public var title: String
  /// Hard: no two of its sessions at once.
  public var neverAtOnce: Bool
  /// Hard: at most so many sessions on one day.
  public var maximumPerDay: Int?
  /// Hard: at most so many sessions in one teaching week.
  public var maximumPerWeek: Int?
  /// Soft: spread over at least so many days; each missing one costs `Weights.spread`.
  public var minimumDays: Int?
  /// Soft: spread over at least so many teaching weeks; each missing one costs `Weights.spread`.
  public var minimumWeeks: Int?
  /// Soft: a session with no other of the group right before or after it on its day costs `Weights.compactness`; implies `neverAtOnce`.
  public var compact: Bool
  /// Soft: each place beyond the first costs `Weights.onePlace`.
  public var onePlace: Bool

  public init(
    id: String, title: String = "", neverAtOnce: Bool = false, maximumPerDay: Int? = nil, maximumPerWeek: Int? = nil,
    minimumDays: Int? = nil, minimumWeeks: Int? = nil, compact: Bool = false, onePlace: Bool = false
  ) {
    (self.id, self.title, self.neverAtOnce, self.maximumPerDay, self.maximumPerWeek) = (
      id, title, neverAtOnce, maximumPerDay, maximumPerWeek
    )
    (self.minimumDays, self.minimumWeeks, self.compact, self.onePlace) = (minimumDays, minimumWeeks, compact, onePlace)
  }

  /// The title, or the identifier where there is none.
  public var label: String { title.isEmpty ? id : title }
}

/// Hard: one session comes before another. It binds where both are placed.
public struct Precedence: Hashable, Sendable {
  /// Identifiers of the two sessions.
  public var before: String
  public var after: String
  /// The later one is at least so many days later; with 0 it may follow on the same day, after the end of the first.
  public var minimumDays: Int
  /// The later one is at most so many days later.
  public var maximumDays: Int?

  public init(before: String, after: String, minimumDays: Int = 0, maximumDays: Int? = nil) {
    (self.before, self.after, self.minimumDays, self.maximumDays) = (before, after, minimumDays, maximumDays)
  }
}

extension Group: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case id, title, neverAtOnce, maximumPerDay, maximumPerWeek, minimumDays, minimumWeeks, compact, onePlace
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id), title: try container.value(.title, or: ""),
      neverAtOnce: try container.value(.neverAtOnce, or: false),
      maximumPerDay: try container.decodeIfPresent(Int.self, forKey: .maximumPerDay),
      maximumPerWeek: try container.decodeIfPresent(Int.self, forKey: .maximumPerWeek),
      minimumDays: try container.decodeIfPresent(Int.self, forKey: .minimumDays),
      minimumWeeks: try container.decodeIfPresent(Int.self, forKey: .minimumWeeks), compact: try container.value(.compact, or: false),
      onePlace: try container.value(.onePlace, or: false))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(title, .title, unless: "")
    try container.encode(neverAtOnce, .neverAtOnce, unless: false)
    try container.encodeIfPresent(maximumPerDay, forKey: .maximumPerDay)
    try container.encodeIfPresent(maximumPerWeek, forKey: .maximumPerWeek)
    try container.encodeIfPresent(minimumDays, forKey: .minimumDays)
    try container.encodeIfPresent(minimumWeeks, forKey: .minimumWeeks)
    try container.encode(compact, .compact, unless: false)
    try container.encode(onePlace, .onePlace, unless: false)
  }
}

extension Precedence: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable { case before, after, minimumDays, maximumDays }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(
      before: try container.decode(String.self, forKey: .before), after: try container.decode(String.self, forKey: .after),
      minimumDays: try container.value(.minimumDays, or: 0), maximumDays: try container.decodeIfPresent(Int.self, forKey: .maximumDays))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(before, forKey: .before)
    try container.encode(after, forKey: .after)
    try container.encode(minimumDays, .minimumDays, unless: 0)
    try container.encodeIfPresent(maximumDays, forKey: .maximumDays)
  }
}
