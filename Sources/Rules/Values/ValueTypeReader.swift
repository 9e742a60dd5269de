extension ValueType {
  /// Reads a declared type: `int`, `list(string)`, `map(string, list(int))`, `timestamp`, `day`…
  public init?(_ text: String) {
    var reader = ValueTypeReader(text)
    guard let type = reader.type(depth: 0), reader.atEnd else { return nil }
    self = type
  }
}

/// A recursive-descent reader of declared types.
private struct ValueTypeReader {
  private let characters: [Character]
  private var index = 0

  init(_ text: String) { characters = text.filter { !$0.isWhitespace }.map { $0 } }

  var atEnd: Bool { index == characters.count }

  mutating func type(depth: Int) -> ValueType? {
    guard depth < 32 else { return nil }
    let name = word()
    var arguments: [ValueType] = []
    if take(first: "(", "<") {
      repeat {
        guard let argument = type(depth: depth + 1) else { return nil }
        arguments.append(argument)
      } while take(first: ",", ",")
      guard take(first: ")", ">") else { return nil }
    }
    return Self.make(name, arguments)
  }

  private mutating func word() -> String {
    let start = index
    while index < characters.count, !"()<>,".contains(characters[index]) { index += 1 }
    return String(characters[start..<index])
  }

  private mutating func take(first: Character, _ second: Character) -> Bool {
    guard index < characters.count, characters[index] == first || characters[index] == second else { return false }
    index += 1
    return true
  }

  private static func make(_ name: String, _ arguments: [ValueType]) -> ValueType? {
    switch (name, arguments.count) {
    case ("list", 1): .list(arguments[0])
    case ("map", 2): .map(arguments[0], arguments[1])
    case ("map", 1): .map(.string, arguments[0])
    case ("type", 1): .type(arguments[0])
    case ("optional_type", 1), ("optional", 1): .optional(arguments[0])
    case ("wrapper", 1), ("nullable", 1): .nullable(arguments[0])
    case ("timestamp", 0): .timestamp
    case ("duration", 0): .duration
    case ("null", 0): .null
    case ("dyn", 0), ("number", 0), ("any", 0), ("google.protobuf.Any", 0), ("google.protobuf.Value", 0): .dyn
    case ("google.protobuf.Struct", 0): .map(.string, .dyn)
    case ("google.protobuf.ListValue", 0): .list(.dyn)
    case ("day", 0): .day
    case ("days", 0): .days
    case ("optional", 0): .optional(.dyn)
    case (_, 0): ValueType.denotations[name]
    default: nil
    }
  }
}
