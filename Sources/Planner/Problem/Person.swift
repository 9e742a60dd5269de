public import AcademicCalendar

/// A lesson of somebody's own weekly timetable.
public struct Lesson: Hashable, Sendable {
  public var weekday: Weekday
  /// From 1.
  public var period: Int
  /// In odd or even weeks only; nil for every week.
  public var parity: WeekParity?
  /// What is taught to whom, as people call it: 初二(3)班语文.
  public var title: String
  /// True where the class must be held as it stands; false where it may be covered or swapped, at the cost `Weights.classes`.
  public var keep: Bool

  public init(_ weekday: Weekday, _ period: Int, parity: WeekParity? = nil, title: String = "", keep: Bool = true) {
    (self.weekday, self.period, self.parity, self.title, self.keep) = (weekday, period, parity, title, keep)
  }
}

/// A time during which a person cannot come, or a place cannot be used; both ends are inclusive.
public struct Absence: Hashable, Sendable {
  public var from: Day
  public var through: Day
  /// The periods of those days; all of them where it is empty.
  public var periods: [Int]
  /// 病假, 外出培训, 考试占用…
  public var reason: String

  public init(from: Day, through: Day, periods: [Int] = [], reason: String = "") {
    (self.from, self.through, self.periods, self.reason) = (from, through, periods, reason)
  }

  /// Whether a slot lies in it.
  public func covers(_ slot: Slot) -> Bool {
    from <= slot.day && slot.day <= through && (periods.isEmpty || periods.contains(slot.period))
  }
}

/// Somebody whom sessions need.
public struct Person: Hashable, Sendable {
  public var id: String
  public var name: String
  /// Identifier of the school; where a place has the same identifier, it is where the person teaches and travels from.
  public var school: String?
  /// Zone that the person travels from, where no place stands for the school.
  public var zone: String?
  public var timetable: [Lesson]
  public var absences: [Absence]
  /// At most so many places away from the own school on one day; nil takes `Problem.tripsPerDay`.
  public var tripsPerDay: Int?
  /// How many sessions the person should have in all; nil for an even share among those who may fill open seats.
  public var target: Int?

  public init(
    id: String, name: String? = nil, school: String? = nil, zone: String? = nil, timetable: [Lesson] = [], absences: [Absence] = [],
    tripsPerDay: Int? = nil, target: Int? = nil
  ) {
    (self.id, self.name, self.school, self.zone, self.timetable, self.absences) = (id, name ?? id, school, zone, timetable, absences)
    (self.tripsPerDay, self.target) = (tripsPerDay, target)
  }
}

extension Lesson: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable { case weekday, period, parity, title, keep }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(
      try container.decode(Weekday.self, forKey: .weekday), try container.decode(Int.self, forKey: .period),
      parity: try container.decodeIfPresent(WeekParity.self, forKey: .parity), title: try container.value(.title, or: ""),
      keep: try container.value(.keep, or: true))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(weekday, forKey: .weekday)
    try container.encode(period, forKey: .period)
    try container.encodeIfPresent(parity, forKey: .parity)
    try container.encode(title, .title, unless: "")
    try container.encode(keep, .keep, unless: true)
  }
}

extension Absence: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable { case from, through, periods, reason }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    let from = try container.decode(Day.self, forKey: .from)
    self.init(
      from: from, through: try container.value(.through, or: from), periods: try container.value(.periods, or: []),
      reason: try container.value(.reason, or: ""))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(from, forKey: .from)
    try container.encode(through, .through, unless: from)
    try container.encode(periods, .periods, unless: [])
    try container.encode(reason, .reason, unless: "")
  }
}

extension Person: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable { case id, name, school, zone, timetable, absences, tripsPerDay, target }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    let id = try container.decode(String.self, forKey: .id)
    self.init(
      id: id, name: try container.value(.name, or: id), school: try container.decodeIfPresent(String.self, forKey: .school),
      zone: try container.decodeIfPresent(String.self, forKey: .zone), timetable: try container.value(.timetable, or: []),
      absences: try container.value(.absences, or: []), tripsPerDay: try container.decodeIfPresent(Int.self, forKey: .tripsPerDay),
      target: try container.decodeIfPresent(Int.self, forKey: .target))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, .name, unless: id)
    try container.encodeIfPresent(school, forKey: .school)
    try container.encodeIfPresent(zone, forKey: .zone)
    try container.encode(timetable, .timetable, unless: [])
    try container.encode(absences, .absences, unless: [])
    try container.encodeIfPresent(tripsPerDay, forKey: .tripsPerDay)
    try container.encodeIfPresent(target, forKey: .target)
  }
}
