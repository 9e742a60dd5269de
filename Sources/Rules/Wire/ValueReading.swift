import AcademicCalendar
import Foundation

/// Why a JSON document is no value.
struct WireError: Error {
  let message: String
}

extension Value {
  /// The value that tagged JSON stands for: `{"$uint": "7"}`, `{"$map": [[k, v], …]}`; numbers without fraction and exponent are ints.
  init(_ json: JSONText) throws(WireError) {
    switch json {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .whole(let text):
      guard let number = Int64(text) else { throw WireError(message: "整数 \(text.prefix(40)) 超出 64 位的范围") }
      self = .int(number)
    case .fraction(let number): self = .double(number)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .list(try elements.map { json throws(WireError) in try Value(json) })
    case .object(let members):
      if members.count == 1, members[0].0.hasPrefix("$"), let tagged = try Value(tag: members[0].0, members[0].1) {
        self = tagged
        return
      }
      var entries: [(Value, Value)] = []
      for (name, json) in members { entries.append((.string(name), try Value(json))) }
      self = .map(MapValue(entries))
    }
  }

  /// A tagged value; nil when there is no such tag.
  private init?(tag: String, _ json: JSONText) throws(WireError) {
    switch tag {
    case "$map": self = try Value(pairs: json)
    case "$optional":
      guard case .array(let elements) = json, elements.count <= 1 else { throw WireError(message: "$optional 应当是至多一个元素的数组") }
      self = .optional(OptionalValue(try elements.first.map { json throws(WireError) in try Value(json) }))
    default:
      guard Self.tags.contains(tag) else { return nil }
      let text: String
      switch json {
      case .string(let string), .whole(let string): text = string
      case .fraction(let number): text = "\(number)"
      default: throw WireError(message: "\(tag) 应当是字符串")
      }
      guard let value = Value(tag: tag, text: text) else { throw WireError(message: "\(tag) 的「\(text.prefix(60))」无效") }
      self = value
    }
  }

  private static let tags: Set<String> = ["$int", "$uint", "$double", "$bytes", "$timestamp", "$duration", "$type", "$day", "$days"]

  private init?(tag: String, text: String) {
    let value: Value? =
      switch tag {
      case "$int": Int64(text).map(Value.int)
      case "$uint": UInt64(text).map(Value.uint)
      case "$double": Double(text).map(Value.double)
      case "$bytes": Data(base64Encoded: text).map { .bytes(Array($0)) }
      case "$timestamp": Timestamp(text).map(Value.timestamp)
      case "$duration": DurationReader.read(text).map(Value.duration)
      case "$type": ValueType(text).map(Value.type)
      case "$day": Day(text).map(Value.day)
      default: Int(text).flatMap { (-Arithmetic.longestDays...Arithmetic.longestDays).contains($0) ? .days($0) : nil }
      }
    guard let value else { return nil }
    self = value
  }

  /// `[[k, v], …]`
  private init(pairs json: JSONText) throws(WireError) {
    guard case .array(let pairs) = json else { throw WireError(message: "$map 应当是 [键, 值] 的数组") }
    var entries: [(Value, Value)] = []
    for pair in pairs {
      guard case .array(let parts) = pair, parts.count == 2 else { throw WireError(message: "$map 应当是 [键, 值] 的数组") }
      let key = try Value(parts[0])
      guard MapKey(key) != nil, key.type != .double else { throw WireError(message: "映射的键不能是 \(key.type.name)") }
      entries.append((key, try Value(parts[1])))
    }
    self = .map(MapValue(entries))
  }
}
