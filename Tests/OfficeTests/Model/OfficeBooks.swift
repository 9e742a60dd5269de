/// What an office keeps besides its runs, in dictionaries.
struct OfficeBooks {
  var people: Set<String> = []
  /// Who leads a studio cannot be erased.
  let leaders: Set<String> = ["L1", "L2"]
  /// The newest version of the workflow.
  var version = 1
  var absences: Set<Int64> = []
  private var lastAbsence: Int64 = 0
  /// Whether a plan was drafted with anything in it.
  var isPlanned = false
  /// Records of hours by number, and whether they count.
  var hours: [Int64: Bool] = [:]
  /// Titles by number, and whether they are held.
  var titles: [Int64: Bool] = [:]
  /// What follows from published results, by number: `proposed`, `replaced`, `confirmed`, `declined`.
  var proposals: [Int64: String] = [:]
  /// Feed tokens by number, and whether they are good.
  var tokens: [Int64: Bool] = [:]
  /// Passwords of devices by number, and whether they are good.
  var devices: [Int64: Bool] = [:]
  /// The events in a teacher's own calendar by the names of their resources.
  var events: [String: String] = [:]

  private static func next(_ rows: [Int64: some Any]) -> Int64 { (rows.keys.max() ?? 0) + 1 }

  mutating func addAbsence(of person: String) -> Bool {
    guard people.contains(person) else { return false }
    lastAbsence += 1
    absences.insert(lastAbsence)
    return true
  }

  mutating func removeAbsence(_ id: Int64) -> Bool { absences.remove(id) != nil }

  mutating func install(isNext: Bool) -> Bool {
    if isNext { version += 1 }
    return isNext
  }

  mutating func erase(_ person: String, hasWork: Bool) -> Bool {
    guard !leaders.contains(person), !hasWork else { return false }
    return people.remove(person) != nil
  }

  // MARK: Records

  mutating func addHours(of person: String, correcting old: Int64?) -> Bool {
    guard people.contains(person), old.map({ hours[$0] == true }) ?? true else { return false }
    if let old { hours[old] = false }
    hours[Self.next(hours)] = true
    return true
  }

  mutating func withdrawHours(_ id: Int64) -> Bool {
    guard hours[id] == true else { return false }
    hours[id] = false
    return true
  }

  mutating func addTitle(of person: String) -> Bool {
    guard people.contains(person) else { return false }
    titles[Self.next(titles)] = true
    return true
  }

  mutating func revokeTitle(_ id: Int64) -> Bool {
    guard titles[id] == true else { return false }
    titles[id] = false
    return true
  }

  /// Publishing takes the place of what was published before; what people were asked or have decided stays, since nothing has changed.
  mutating func publishResults(of count: Int, isKnown: Bool) -> Bool {
    guard isKnown else { return false }
    guard proposals.isEmpty else { return true }
    for _ in 0..<count { proposals[Self.next(proposals)] = "proposed" }
    return true
  }

  /// A title that is confirmed is held.
  mutating func decide(_ id: Int64, isConfirmed: Bool) -> Bool {
    guard proposals[id] == "proposed" else { return false }
    proposals[id] = isConfirmed ? "confirmed" : "declined"
    if isConfirmed { titles[Self.next(titles)] = true }
    return true
  }

  // MARK: Calendars

  mutating func issueToken(of person: String) -> Bool {
    guard people.contains(person) else { return false }
    tokens[Self.next(tokens)] = true
    return true
  }

  mutating func revokeToken(_ id: Int64) -> Bool {
    guard tokens[id] == true else { return false }
    tokens[id] = false
    return true
  }

  mutating func addDevice(of person: String) -> Bool {
    guard people.contains(person) else { return false }
    devices[Self.next(devices)] = true
    return true
  }

  mutating func revokeDevice(_ id: Int64) -> Bool {
    guard devices[id] == true else { return false }
    devices[id] = false
    return true
  }

  /// - Parameter isNew: whether the program says that there must be none of that name.
  mutating func put(_ name: String, _ title: String, isNew: Bool) -> Bool {
    guard !isNew || events[name] == nil else { return false }
    events[name] = title
    return true
  }

  mutating func remove(_ name: String) -> Bool { events.removeValue(forKey: name) != nil }
}
