import Foundation

/// Values are coded as tagged JSON, see <doc:Rules>.
extension Value {
  /// The value of a tagged JSON text.
  ///
  /// - Throws: ``RuleError`` with the place of a mistake in the text.
  public init(json text: String) throws(RuleError) {
    do { self = try Value(try JSONReader.read(text)) } catch let error as JSONError {
      throw RuleError(error.message, at: Position(line: 1, column: Int32(clamping: error.column)))
    } catch let error as WireError { throw RuleError(error.message, at: Position()) } catch { throw RuleError("\(error)", at: Position()) }
  }

  /// This value as tagged JSON; nil when it is larger than 20 million bytes.
  public var json: String? { json(largest: Self.largestText) }

  func json(largest: Int) -> String? {
    var writer = JSONWriter()
    do { try write(to: &writer, largest: largest) } catch { return nil }
    return writer.text
  }
}

extension Value: Codable {
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: AnyKey.self) {
      self = try Value.decode(container, decoder)
    } else if var container = try? decoder.unkeyedContainer() {
      var elements: [Value] = []
      while !container.isAtEnd { elements.append(try container.decode(Value.self)) }
      self = .list(elements)
    } else {
      self = try Value.decode(try decoder.singleValueContainer())
    }
  }

  private static func decode(_ container: any SingleValueDecodingContainer) throws -> Value {
    if container.decodeNil() { return .null }
    if let value = try? container.decode(Bool.self) { return .bool(value) }
    if let value = try? container.decode(Int64.self) { return .int(value) }
    if let value = try? container.decode(Double.self) { return .double(value) }
    return .string(try container.decode(String.self))
  }

  /// An object: a tagged value, or a map.
  private static func decode(_ container: KeyedDecodingContainer<AnyKey>, _ decoder: any Decoder) throws -> Value {
    if container.allKeys.count == 1, let key = container.allKeys.first, key.stringValue.hasPrefix("$") {
      let inner = try container.decode(Value.self, forKey: key)
      if let text = Value.object([key.stringValue: inner]).taggedText, let value = try? Value(json: text) { return value }
    }
    let entries = try container.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
      (Value.string(key.stringValue), try container.decode(Value.self, forKey: key))
    }
    return .map(MapValue(entries))
  }

  /// The object as it would stand in a document, for reading its tag.
  private var taggedText: String? {
    guard case .map(let map) = self, case .string(let tag)? = map.keys.first, let inner = map.values.first?.json else { return nil }
    var writer = JSONWriter()
    writer.raw("{")
    writer.name(tag)
    writer.raw(inner + "}")
    return writer.text
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .list(let elements):
      var container = encoder.unkeyedContainer()
      for element in elements { try container.encode(element) }
    case .map(let map) where map.keys.allSatisfy({ $0.type == .string }) && !(map.count == 1 && map.keys[0].isTag):
      var container = encoder.container(keyedBy: AnyKey.self)
      for (key, value) in map.entries { if case .string(let name) = key { try container.encode(value, forKey: AnyKey(name)) } }
    case .map(let map):
      var container = encoder.container(keyedBy: AnyKey.self)
      try container.encode(map.entries.map { [$0, $1] }, forKey: AnyKey("$map"))
    case .optional(let optional):
      var container = encoder.container(keyedBy: AnyKey.self)
      try container.encode(optional.value.map { [$0] } ?? [], forKey: AnyKey("$optional"))
    default: try encodeScalar(to: encoder)
    }
  }

  private var isTag: Bool { if case .string(let name) = self { name.hasPrefix("$") } else { false } }

  private func encodeScalar(to encoder: any Encoder) throws {
    var single = encoder.singleValueContainer()
    switch self {
    case .null: try single.encodeNil()
    case .bool(let value): try single.encode(value)
    case .int(let value): try single.encode(value)
    case .string(let value): try single.encode(value)
    case .double(let value) where value.isFinite && value != value.rounded(): try single.encode(value)
    // A whole double would be read as an int, so it is tagged.
    case .double(let value):
      try single.encode(["$double": value.isFinite ? "\(value)" : value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"])
    default:
      guard let text = json, case .object(let members) = try JSONReader.read(text), let (tag, json) = members.first else { return }
      let content: String =
        switch json {
        case .string(let text), .whole(let text): text
        default: ""
        }
      try single.encode([tag: content])
    }
  }
}

/// A coding key of any name.
private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
