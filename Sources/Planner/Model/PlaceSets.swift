/// The distinct lists of candidate places, each with the zones that it touches.
struct PlaceSets {
  private let places: Int
  private let zones: Int
  private var known: [[Int32]: Int] = [:]
  private(set) var lists: [[Int32]] = []
  private(set) var members: [UInt8] = []
  private(set) var zonePositions: [Int32] = []
  /// The zones of each set in the order of their positions.
  private(set) var zoneLists: [[Int32]] = []

  init(places: Int, zones: Int) { (self.places, self.zones) = (places, zones) }

  /// The number of a list of places, which is new or known.
  mutating func index(_ list: [Int32], _ placeZone: [Int32]) -> Int {
    if let index = known[list] { return index }
    known[list] = lists.count
    lists.append(list)
    var row = [UInt8](repeating: 0, count: places + 1)
    var positions = [Int32](repeating: 0, count: zones + 1)
    var touched: [Int32] = []
    for place in list {
      row[Int(place)] = 1
      let zone = placeZone[Int(place)]
      if !touched.contains(zone) {
        positions[Int(zone)] = Int32(touched.count)
        touched.append(zone)
      }
    }
    members += row
    zonePositions += positions
    zoneLists.append(touched)
    return lists.count - 1
  }
}
