import YAMLReading
import Yams

/// Where the states of a file stand, for what is found after it was read.
final class Places {
  private(set) var lines: [String: Place] = [:]

  func note(_ state: String, at node: Node) {
    lines[state] = lines[state] ?? Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }
}

/// A place in a file, from 1.
public struct Place: Hashable, Sendable {
  /// The line.
  public var line: Int
  /// The column.
  public var column: Int

  /// The top of the file.
  static let top = Place(line: 1, column: 1)
}
