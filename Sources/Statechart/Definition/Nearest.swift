/// The known name that is nearest to a mistaken one, as the end of a sentence; empty where none is near.
func nearest(_ name: String, _ known: [String]) -> String {
  let limit = max(1, name.count / 3)
  let best = known.map { (name: $0, distance: editDistance(name, $0)) }.min { $0.distance < $1.distance }
  guard let best, best.distance <= limit, best.distance > 0 else { return "" }
  return ", 是不是 \(best.name)?"
}

/// Levenshtein's distance.
private func editDistance(_ left: String, _ right: String) -> Int {
  let (left, right) = (Array(left), Array(right))
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let previous = row[j + 1]
      row[j + 1] = min(min(row[j], previous) + 1, diagonal + (a == b ? 0 : 1))
      diagonal = previous
    }
  }
  return row[right.count]
}
