/// Guesses which known name was meant.
public enum NearestName {
  /// The known name with the least edit distance, if it is near enough to be a slip.
  public static func of(_ name: String, among known: some Sequence<String>) -> String? {
    let target = Array(name)
    return known.map { ($0, distance(target, Array($0))) }
      .filter { $0.1 <= max(1, target.count / 3) }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// `; 是否指「x」?`, or nothing.
  public static func hint(_ name: String, among known: some Sequence<String>) -> String {
    of(name, among: known).map { ", 是否指「\($0)」?" } ?? ""
  }

  /// Levenshtein's distance, with a swap of neighbours as one edit (Damerau, restricted).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    guard left.count < 200, right.count < 200 else { return .max }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = min(previous[column + 1] + 1, current[column] + 1, previous[column] + (character == other ? 0 : 1))
        if row > 0, column > 0, character == right[column - 1], left[row - 1] == other { best = min(best, beforePrevious[column - 1] + 1) }
        current.append(best)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
