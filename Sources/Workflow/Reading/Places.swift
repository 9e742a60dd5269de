import YAMLReading
import Yams

/// Where the states of a file stand, for what is found after it was read.
final class Places {
  private(set) var states: [String: StatePlace] = [:]

  /// A state begins at one node, and all that is written of it stands in another.
  func note(_ state: String, at node: Node, holding body: Node) {
    states[state] = states[state] ?? StatePlace(start: Place(node), words: StatePlace.words(of: body))
  }
}

/// Where a state stands in its file, and what is written there.
public struct StatePlace: Hashable, Sendable {
  /// A scalar, as it reads without its quotes.
  fileprivate struct Word: Hashable {
    var text: String
    var place: Place
  }

  /// Where it begins.
  public let start: Place
  private let words: [Word]

  fileprivate init(start: Place, words: [Word]) { (self.start, self.words) = (start, words) }

  /// Where something stands that is written in the state: alone, or else within a longer text. The state's own place where it is not found.
  func place(of text: String?) -> Place {
    guard let text else { return start }
    return (words.first { $0.text == text } ?? words.first { $0.text.contains(text) })?.place ?? start
  }

  fileprivate static func words(of node: Node) -> [Word] {
    switch node {
    case .scalar(let scalar): [Word(text: scalar.string, place: Place(node))]
    case .mapping(let mapping): mapping.flatMap { words(of: $0.key) + words(of: $0.value) }
    case .sequence(let sequence): sequence.flatMap(words)
    case .alias: []
    }
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

extension Place {
  fileprivate init(_ node: Node) { self.init(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1) }
}
