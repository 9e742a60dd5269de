import AcademicCalendar

extension TimePattern: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable { case from, through, weekdays, periods, weeks, parity, half }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(
      from: try container.decodeIfPresent(Day.self, forKey: .from), through: try container.decodeIfPresent(Day.self, forKey: .through),
      weekdays: try container.value(.weekdays, or: []), periods: try container.value(.periods, or: []),
      weeks: try container.value(.weeks, or: []), parity: try container.decodeIfPresent(WeekParity.self, forKey: .parity),
      half: try container.decodeIfPresent(HalfDay.self, forKey: .half))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(from, forKey: .from)
    try container.encodeIfPresent(through, forKey: .through)
    try container.encode(weekdays, .weekdays, unless: [])
    try container.encode(periods, .periods, unless: [])
    try container.encode(weeks, .weeks, unless: [])
    try container.encodeIfPresent(parity, forKey: .parity)
    try container.encodeIfPresent(half, forKey: .half)
  }
}

extension Session: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case id, title, length, from, through, starts, allowed, forbidden, preferred, people, openSeats, places, audience, attendance
    case researchDay, groups, during, pinned, previous
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id), title: try container.value(.title, or: ""),
      length: try container.value(.length, or: 1), from: try container.decodeIfPresent(Day.self, forKey: .from),
      through: try container.decodeIfPresent(Day.self, forKey: .through), starts: try container.value(.starts, or: []),
      allowed: try container.value(.allowed, or: []), forbidden: try container.value(.forbidden, or: []),
      preferred: try container.value(.preferred, or: []), people: try container.value(.people, or: []),
      openSeats: try container.decodeIfPresent(OpenSeats.self, forKey: .openSeats), places: try container.value(.places, or: .none),
      audience: try container.value(.audience, or: []), attendance: try container.decodeIfPresent(Int.self, forKey: .attendance),
      researchDay: try container.decodeIfPresent(Weekday.self, forKey: .researchDay), groups: try container.value(.groups, or: []),
      during: try container.decodeIfPresent(RequiredClass.self, forKey: .during),
      pinned: try container.decodeIfPresent(Placement.self, forKey: .pinned),
      previous: try container.decodeIfPresent(Placement.self, forKey: .previous))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(title, .title, unless: "")
    try container.encode(length, .length, unless: 1)
    try container.encodeIfPresent(from, forKey: .from)
    try container.encodeIfPresent(through, forKey: .through)
    try container.encode(starts, .starts, unless: [])
    try container.encode(allowed, .allowed, unless: [])
    try container.encode(forbidden, .forbidden, unless: [])
    try container.encode(preferred, .preferred, unless: [])
    try container.encode(people, .people, unless: [])
    try container.encodeIfPresent(openSeats, forKey: .openSeats)
    try container.encode(places, .places, unless: .none)
    try container.encode(audience, .audience, unless: [])
    try container.encodeIfPresent(attendance, forKey: .attendance)
    try container.encodeIfPresent(researchDay, forKey: .researchDay)
    try container.encode(groups, .groups, unless: [])
    try container.encodeIfPresent(during, forKey: .during)
    try container.encodeIfPresent(pinned, forKey: .pinned)
    try container.encodeIfPresent(previous, forKey: .previous)
  }
}
