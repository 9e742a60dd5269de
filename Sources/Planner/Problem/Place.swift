/// Somewhere that sessions take place: a room, a hall, a school.
public struct Place: Hashable, Sendable {
  public var id: String
  public var name: String
  /// The area it lies in; travel is counted between zones.
  public var zone: String?
  /// How many people it seats; nil where it never matters.
  public var seats: Int?
  /// How many sessions it holds at once; nil for any number.
  public var capacity: Int?
  /// When it cannot be used.
  public var closures: [Absence]

  public init(id: String, name: String? = nil, zone: String? = nil, seats: Int? = nil, capacity: Int? = 1, closures: [Absence] = []) {
    (self.id, self.name, self.zone, self.seats, self.capacity, self.closures) = (id, name ?? id, zone, seats, capacity, closures)
  }
}

/// The minutes that it takes from one zone to another, in both directions; what is not given takes none, and a detour is never longer.
public struct TravelTime: Hashable, Sendable, Codable {
  public var from: String
  public var to: String
  public var minutes: Int

  public init(from: String, to: String, minutes: Int) { (self.from, self.to, self.minutes) = (from, to, minutes) }
}

/// Where a session may take place. In JSON: absent, `"any"`, or a list of identifiers.
public enum PlaceChoice: Hashable, Sendable {
  /// It needs no place of this problem.
  case none
  /// Any place of the problem.
  case any
  /// One of these.
  case of([String])
}

extension PlaceChoice: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let list = try? container.decode([String].self) {
      self = list.isEmpty ? .none : .of(list)
    } else if try container.decode(String.self) == "any" {
      self = .any
    } else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "places 应为场地标识的列表, 或 \"any\"")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .none: try container.encode([String]())
    case .any: try container.encode("any")
    case .of(let list): try container.encode(list)
    }
  }
}

extension Place: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable { case id, name, zone, seats, capacity, closures }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    let id = try container.decode(String.self, forKey: .id)
    self.init(
      id: id, name: try container.value(.name, or: id), zone: try container.decodeIfPresent(String.self, forKey: .zone),
      seats: try container.decodeIfPresent(Int.self, forKey: .seats),
      capacity: container.contains(.capacity) ? try container.decodeIfPresent(Int.self, forKey: .capacity) : 1,
      closures: try container.value(.closures, or: []))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, .name, unless: id)
    try container.encodeIfPresent(zone, forKey: .zone)
    try container.encodeIfPresent(seats, forKey: .seats)
    if let capacity {
      try container.encode(capacity, .capacity, unless: 1)
    } else {
      try container.encodeNil(forKey: .capacity)
    }
    try container.encode(closures, .closures, unless: [])
  }
}

extension TravelTime {
  enum CodingKeys: String, CodingKey, CaseIterable { case from, to, minutes }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(
      from: try container.decode(String.self, forKey: .from), to: try container.decode(String.self, forKey: .to),
      minutes: try container.decode(Int.self, forKey: .minutes))
  }
}
