import Yams

/// Keys that occur twice in one mapping. The parser refuses a text at the first of them; so that people see all that is wrong, the first of
/// each two gets a name that nobody writes, is told, and is left out.
struct DoubledKeys {
  /// More than a slip of the hand makes.
  private static let most = 32
  /// The private use area of Unicode.
  private static let marks: ClosedRange<UInt32> = 0xE000...0xE01F

  /// One key that occurs twice.
  struct Doubled {
    var key: String
    /// Where it stands first.
    var first: Mark
    /// Where it stands again; nil where that is not known.
    var again: Mark?
  }

  /// The document without the first of each two, and what was doubled.
  private(set) var document: Node?
  private(set) var doubled: [Doubled] = []

  /// - Throws: what the parser says where that is something else.
  init(_ text: String) throws {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    while true {
      do {
        document = try Yams.compose(yaml: lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n"))
        break
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        guard doubled.count < Self.most, Self.rename(keys.first ?? "", at: context.mark, in: &lines, number: doubled.count) else {
          doubled.append(Doubled(key: keys.joined(separator: ", "), first: context.mark))
          return
        }
        doubled.append(Doubled(key: keys.first ?? "", first: context.mark))
      }
    }
    document = document.map { prune($0) }
  }

  /// Replaces the first character of a key, so that every other place stays where it is.
  private static func rename(_ key: String, at mark: Mark, in lines: inout [[Unicode.Scalar]], number: Int) -> Bool {
    guard lines.indices.contains(mark.line - 1), let sign = Unicode.Scalar(marks.lowerBound + UInt32(number)) else { return false }
    let line = lines[mark.line - 1]
    let key = Array(key.unicodeScalars)
    for column in [mark.column - 1, mark.column] where !key.isEmpty && line.dropFirst(column).starts(with: key) {
      lines[mark.line - 1][column] = sign
      return true
    }
    return false
  }

  /// Leaves out what was renamed, and notes where the key stands again.
  private mutating func prune(_ node: Node) -> Node {
    switch node {
    case .scalar, .alias: return node
    case .sequence(let sequence):
      return .sequence(Node.Sequence(sequence.map { prune($0) }, sequence.tag, sequence.style, sequence.mark))
    case .mapping(let mapping):
      var kept: [(Node, Node)] = []
      for (key, value) in mapping {
        guard let sign = key.scalar?.string.unicodeScalars.first?.value, Self.marks.contains(sign),
          doubled.indices.contains(Int(sign - Self.marks.lowerBound))
        else {
          kept.append((key, prune(value)))
          continue
        }
        let number = Int(sign - Self.marks.lowerBound)
        doubled[number].again = mapping.first { $0.key.scalar?.string == doubled[number].key }?.key.mark
      }
      return .mapping(Node.Mapping(kept, mapping.tag, mapping.style, mapping.mark))
    }
  }
}
