import Yams

/// Keeps a small file from standing for a huge one: aliases that name lists of aliases grow without end (the billion laughs).
enum Expansion {
  /// More aliases than a policy needs, and too few to grow beyond what can be read.
  static let mostAliases = 32
  private static let mostNodes = 100_000

  /// How often a text seems to use an alias. Counted before the text is parsed, since parsing compares keys and so walks them whole.
  static func aliases(in text: String) -> Int { text.matches(of: /[\s\[,:?-]\*[A-Za-z0-9_-]/).count }

  /// Whether a document, its aliases written out, has no more nodes than a file of the greatest size would have.
  static func isSmall(_ node: Node) -> Bool {
    var left = mostNodes
    return take(node, &left)
  }

  private static func take(_ node: Node, _ left: inout Int) -> Bool {
    left -= 1
    guard left >= 0 else { return false }
    switch node {
    case .scalar, .alias: return true
    case .sequence(let sequence): return sequence.allSatisfy { take($0, &left) }
    case .mapping(let mapping): return mapping.allSatisfy { take($0.key, &left) && take($0.value, &left) }
    }
  }
}
