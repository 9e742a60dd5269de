import Rules

/// How deep and how large a value of a machine may be: JSON has no more than 512 levels, and what holds a list twice is written out twice, so that
/// a few steps could make more than there is room for.
struct ValueBounds {
  /// The most levels of lists and maps, as they are written: a map whose keys are no texts takes three, an optional value two.
  static let deepest = 500
  /// The most parts: each value within it is one, and each 64 bytes of a text one more.
  static let mostParts = 1_000_000

  private static var tooDeep: Fault { Fault("值太深: 超过 \(deepest) 层") }

  /// How many parts have been looked at.
  private(set) var parts = 0

  /// How many parts a value has that is within bounds.
  static func parts(of value: Value) throws(Fault) -> Int {
    var bounds = ValueBounds()
    try bounds.visit(value, levels: deepest)
    return bounds.parts
  }

  private mutating func visit(_ value: Value, levels: Int) throws(Fault) {
    parts += 1
    switch value {
    case .string(let text): parts += text.utf8.count / 64
    case .bytes(let bytes): parts += bytes.count / 64
    case .list(let elements):
      guard levels >= 1 else { throw Self.tooDeep }
      for element in elements { try visit(element, levels: levels - 1) }
    case .map(let map):
      let own = map.isWrittenPlainly ? 1 : 3
      guard levels >= own else { throw Self.tooDeep }
      for (key, value) in map.entries {
        if case .string(let name) = key { parts += name.utf8.count / 64 }
        try visit(value, levels: levels - own)
      }
    case .optional(let optional):
      guard levels >= 2 else { throw Self.tooDeep }
      if let value = optional.value { try visit(value, levels: levels - 2) }
    default: break
    }
    guard parts <= Self.mostParts else { throw Fault("值太大: 超过 \(Self.mostParts) 个部分") }
  }
}

extension MapValue {
  /// Whether it is an object of JSON as it stands: its keys are texts, and it does not look like a tagged value.
  fileprivate var isWrittenPlainly: Bool {
    let names = keys.compactMap { if case .string(let name) = $0 { name } else { nil } }
    return names.count == count && !(count == 1 && names[0].hasPrefix("$"))
  }
}

extension Run {
  /// A value that is about to be kept, sent or told, if it is within bounds.
  mutating func bounded(_ value: Value) throws(Fault) -> Value {
    switch value {
    case .list, .map, .optional, .string, .bytes:
      do throws(Fault) { weight += try ValueBounds.parts(of: value) } catch {
        weight += ValueBounds.mostParts
        throw error
      }
    default: break
    }
    return value
  }
}
