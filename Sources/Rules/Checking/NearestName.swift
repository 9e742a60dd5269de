/// Finds the known name that a misspelt one most likely means.
public enum NearestName {
  /// The nearest of `names` within a third of the length, at least one edit; nil where none is near.
  public static func of(_ name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    let limit = max(1, wanted.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in names where candidate != name && !candidate.hasPrefix("@") {
      let distance = distance(wanted, Array(candidate.lowercased().unicodeScalars.prefix(64)))
      if distance <= limit, distance < best?.distance ?? .max || (distance == best?.distance && candidate < best?.name ?? "") {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  /// ", 是不是「…」?" or nothing: the end of a sentence.
  public static func hint(_ name: String, among names: some Sequence<String>) -> String {
    of(name, among: names).map { ", 是不是「\($0)」?" } ?? ""
  }

  /// The optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        var cost = min(previous[column + 1] + 1, current[column] + 1, previous[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] { cost = min(cost, before[column - 1] + 1) }
        current.append(cost)
      }
      (before, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
