/// A coding key of any name, to see which names a document really uses.
struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// The keyed container, after refusing every key that the type does not know: a misspelt optional key would otherwise be lost in silence.
  func strictContainer<Keys: CodingKey & CaseIterable>(_ keys: Keys.Type) throws -> KeyedDecodingContainer<Keys> {
    let known = Set(keys.allCases.map(\.stringValue))
    for key in try container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) && !key.stringValue.hasPrefix("$") {
      let names = known.sorted().joined(separator: "、")
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath + [key], debugDescription: "不认识的键「\(key.stringValue)」, 此处可用: \(names)"))
    }
    return try container(keyedBy: keys)
  }
}

extension KeyedDecodingContainer {
  /// The value of a key, or `fallback` where the key is absent.
  func value<T: Decodable>(_ key: Key, or fallback: @autoclosure () -> T) throws -> T {
    try decodeIfPresent(T.self, forKey: key) ?? fallback()
  }
}

extension KeyedEncodingContainer {
  /// Encodes a value only where it differs from its default, which keeps documents short.
  mutating func encode<T: Encodable & Equatable>(_ value: T, _ key: Key, unless fallback: T) throws {
    if value != fallback { try encode(value, forKey: key) }
  }
}
