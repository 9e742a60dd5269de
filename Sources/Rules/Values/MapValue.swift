/// A map of the language: keys are `bool`, `int`, `uint` or `string`; numeric keys that are equal are one key.
///
/// Small maps are searched in order, which is faster than hashing for the handful of fields that records have.
public struct MapValue: Hashable, Sendable {
  private let storage: MapStorage

  /// A map of these entries; of entries with one key the last counts.
  public init(_ entries: some Sequence<(Value, Value)>) {
    var keys: [Value] = []
    var values: [Value] = []
    var places: [MapKey: Int] = [:]
    for (key, value) in entries {
      guard let normal = MapKey(key) else { continue }
      if let place = places[normal] {
        values[place] = value
      } else {
        places[normal] = keys.count
        keys.append(key)
        values.append(value)
      }
    }
    storage = MapStorage(keys: keys, values: values, places: keys.count > MapStorage.linearLimit ? places : nil)
  }

  /// For fields in the order of their names, which are different.
  init(sorted fields: [(key: String, value: Value)]) {
    let keys = fields.map { Value.string($0.key) }
    // Few are found by looking at one after the other.
    let isLinear = keys.count <= MapStorage.linearLimit
    let places =
      isLinear ? nil : Dictionary(uniqueKeysWithValues: keys.enumerated().compactMap { place, key in MapKey(key).map { ($0, place) } })
    storage = MapStorage(keys: keys, values: fields.map(\.value), places: places)
  }

  /// The fields of a record.
  init(_ fields: RecordFields, _ values: [Value]) {
    precondition(values.count == fields.keys.count, "a value for each field")
    storage = MapStorage(keys: fields.keys, values: values, places: nil)
  }

  /// For entries whose keys are known to be valid and different.
  init(uniqueKeys keys: [Value], values: [Value], places: [MapKey: Int]) {
    storage = MapStorage(keys: keys, values: values, places: keys.count > MapStorage.linearLimit ? places : nil)
  }

  /// How many entries there are.
  public var count: Int { storage.keys.count }
  /// Whether there is no entry.
  public var isEmpty: Bool { storage.keys.isEmpty }
  /// The keys, in the order in which the map was written.
  public var keys: [Value] { storage.keys }
  /// The values, in the order of ``keys``.
  public var values: [Value] { storage.values }
  /// The entries, in the order of ``keys``.
  public var entries: Zip2Sequence<[Value], [Value]> { zip(storage.keys, storage.values) }

  /// The value of a key; a number finds the key that is equal to it, whatever its type.
  public subscript(_ key: Value) -> Value? {
    if case .string(let name) = key { return self[name] }
    guard let key = MapKey(key) else { return nil }
    return storage.place(of: key).map { storage.values[$0] }
  }

  /// The value of a string key.
  public subscript(_ name: String) -> Value? {
    @inline(__always) get {
      guard let place = storage.place(of: name) else { return nil }
      return storage.values[place]
    }
  }

  public static func == (left: MapValue, right: MapValue) -> Bool {
    if left.storage === right.storage { return true }
    guard left.count == right.count else { return false }
    return left.entries.allSatisfy { key, value in right.keys.contains(key) && right[key] == value }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

/// The names of the fields that all records of a kind have: they are written down once, and not looked up.
public struct RecordFields: Sendable {
  fileprivate let keys: [Value]

  /// - Parameter names: in their order, each once, and no more than a dozen.
  public init(_ names: String...) {
    precondition(zip(names, names.dropFirst()).allSatisfy { $0 < $1 } && names.count <= MapStorage.linearLimit, "fields in order")
    keys = names.map(Value.string)
  }
}

/// A key brought to one form: numbers that are equal become the same key.
enum MapKey: Hashable, Sendable {
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case string(TextKey)

  /// The form of a key, or nil for a value that cannot be one: a double finds an equal whole number but is no key itself.
  init?(_ value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = Int64(exactly: value).map(MapKey.int) ?? .uint(value)
    case .double(let value):
      if let whole = Int64(exactly: value) {
        self = .int(whole)
      } else if let whole = UInt64(exactly: value) {
        self = .uint(whole)
      } else {
        return nil
      }
    case .string(let value): self = .string(TextKey(value))
    default: return nil
    }
  }
}

/// A string whose equality is that of its scalars.
struct TextKey: Hashable, Sendable {
  let text: String
  init(_ text: String) { self.text = text }
  static func == (left: TextKey, right: TextKey) -> Bool { Text.equal(left.text, right.text) }
  func hash(into hasher: inout Hasher) { Text.hash(text, into: &hasher) }
}

/// The shared, immutable contents of a map.
private final class MapStorage: Sendable {
  static let linearLimit = 12
  let keys: [Value]
  let values: [Value]
  let places: [MapKey: Int]?

  init(keys: [Value], values: [Value], places: [MapKey: Int]?) {
    self.keys = keys
    self.values = values
    self.places = places
  }

  func place(of name: String) -> Int? {
    if let places { return places[.string(TextKey(name))] }
    for index in keys.indices {
      if case .string(let key) = keys[index], Text.equal(key, name) { return index }
    }
    return nil
  }

  func place(of key: MapKey) -> Int? {
    if let places { return places[key] }
    return keys.firstIndex { MapKey($0) == key }
  }
}
