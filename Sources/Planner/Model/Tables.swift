/// The compiled problem: numbers for names, in flat arrays that never change after `Model` filled them.
///
/// A *slot* is `day × periods + period`, both from 0. A *resource* is a person (first) or a group whose sessions are never at once: it holds one
/// session in each slot. A *place* past the last one stands for "no place needed". A *zone* past the last one stands for "no zone".
struct Tables {
  // The grid.
  let periods: Int
  let days: Int
  let slots: Int
  let weeks: Int
  let dayOf: Flat<Int32>
  let weekOf: Flat<Int32>
  let dateOf: Flat<Int32>
  /// `(weekday − 1) × 2 + parity` of a day: the row of a weekly timetable.
  let rowOf: Flat<Int32>
  let periodStart: Flat<Int32>
  let periodEnd: Flat<Int32>

  // Resources.
  let people: Int
  let resources: Int
  /// By group resource, the first of which follows the last person: the group.
  let resourceGroup: Flat<Int32>
  /// Home place and zone of a person.
  let homePlace: Flat<Int32>
  let homeZone: Flat<Int32>
  let tripLimit: Flat<Int32>
  /// 1 where a person is absent, by person and slot.
  let absent: Flat<UInt8>
  /// 0 no lesson, 1 one that may be swapped, 2 one to keep; by person, timetable row and period.
  let lessons: Flat<UInt8>
  let isPool: Flat<UInt8>
  let target: Flat<Int32>
  /// 1 where a load below the target costs as much as one above.
  let hasTarget: Flat<UInt8>

  // Places.
  let places: Int
  let zones: Int
  let placeZone: Flat<Int32>
  let placeSeats: Flat<Int32>
  let laneBase: Flat<Int32>
  let laneCount: Flat<Int32>
  let lanes: Int
  /// −1 open, −2 closed; what an empty engine starts from, by lane and slot.
  let closed: Flat<Int32>
  /// Minutes between zones, `(zones + 1)²`, the shortest way.
  let minutes: Flat<Int32>
  let sets: Ragged<Int32>
  /// Whether a place belongs to a set, by set and place.
  let setMember: Flat<UInt8>
  /// Position of a zone among those of a set, by set and zone.
  let setZone: Flat<Int32>

  // Sessions.
  let sessions: Int
  let length: Flat<Int32>
  /// The exclusive resources of a session: its people, then its groups.
  let fixed: Ragged<Int32>
  let fixedPeople: Flat<Int32>
  let placeSet: Flat<Int32>
  let need: Flat<Int32>
  let domain: Flat<Int32>
  let counters: Ragged<Int32>
  let compact: Ragged<Int32>
  /// By group resource: whether all its sessions last one period.
  let isUnit: Flat<UInt8>
  /// By the five bits around a period: how many more lone sessions a group has when the middle one is filled.
  let loneTable: Flat<Int8>
  let onePlace: Ragged<Int32>
  let precedences: Ragged<Order>
  /// 1 where a session is pinned.
  let isPinned: Flat<UInt8>
  let seatMinimum: Flat<Int32>
  let seatMaximum: Flat<Int32>
  let pool: Ragged<Int32>
  let teamBase: Flat<Int32>
  let teamCapacity: Int
  let previousStart: Flat<Int32>
  let previousPlace: Flat<Int32>
  let previousTeam: Ragged<Int32>
  let hasPreviousTeam: Flat<UInt8>

  // Domains: where a session may start and what that costs whatever the others do.
  let domainBase: Flat<Int32>
  let domainSize: Flat<Int32>
  let domainOffset: Flat<Int>
  /// The least that any start costs, −1 where none is allowed.
  let domainLeast: Flat<Int32>
  /// −1 forbidden; by domain, zone and slot.
  let costs: Flat<Int32>
  let starts: Ragged<Int32>

  // Groups with limits by day or week.
  let counterIsWeek: Flat<UInt8>
  let counterBase: Flat<Int32>
  let counterNeed: Flat<Int32>
  let counterCap: Flat<Int32>
  let counterTotal: Int
  let counterMembers: Ragged<Int32>
  let counterGroup: Flat<Int32>
  let onePlaceGroups: Int

  let hasTravel: Bool
  let hasTrips: Bool
  let weight: WeightTable

  /// The unary cost of a session at a start and a place, or −1 where that is forbidden; the place must be one of its candidates.
  @inline(__always) func unary(_ session: Int, _ start: Int, _ place: Int) -> Int {
    let domain = Int(self.domain[session])
    let offset = start &- Int(domainBase[domain])
    let size = Int(domainSize[domain])
    guard offset >= 0, offset < size else { return -1 }
    let zone = Int(setZone[Int(placeSet[session]) &* (zones &+ 1) &+ Int(placeZone[place])])
    let cost = Int(costs[domainOffset[domain] &+ zone &* size &+ offset])
    guard cost >= 0 else { return -1 }
    return cost &+ max(0, Int(need[session]) &- Int(placeSeats[place])) &* weight.seats
  }

  @inline(__always) func allows(_ session: Int, _ place: Int) -> Bool {
    setMember[Int(placeSet[session]) &* (places &+ 1) &+ place] != 0
  }
}

/// One side of a precedence, as the session that holds it sees the other one.
struct Order: BitwiseCopyable {
  let other: Int32
  /// Whether the holder is the earlier one.
  let first: Bool
  let minimum: Int32
  let maximum: Int32
}

/// The weights as plain numbers.
struct WeightTable: BitwiseCopyable {
  var classes = 0
  var spread = 0
  var compactness = 0
  var onePlace = 0
  var seats = 0
  var balance = 0
  var weeks = 0
  var travel = 0
  var moved = 0
  var told = 0
}
