import AcademicCalendar
import Foundation

extension Value {
  /// Whole numbers beyond this are tagged, since many JSON readers would round them.
  private static let largestPlainInt: Int64 = 1 << 53 - 1
  /// A value may share parts, so that its text is much larger than itself.
  static let largestText = 20_000_000

  /// Writes tagged JSON.
  func write(to writer: inout JSONWriter, depth: Int = 0, largest: Int = largestText) throws(WireError) {
    guard depth < 400, writer.text.utf8.count < largest else { throw WireError(message: "结果太大") }
    switch self {
    case .null: writer.raw("null")
    case .bool(let value): writer.raw(value ? "true" : "false")
    case .int(let number):
      if abs(number.clampedNegation) <= Self.largestPlainInt { writer.raw("\(number)") } else { Self.write("$int", "\(number)", &writer) }
    case .uint(let number): Self.write("$uint", "\(number)", &writer)
    case .double(let number): Self.write(number, &writer)
    case .string(let text): writer.string(text)
    case .bytes(let bytes): Self.write("$bytes", Data(bytes).base64EncodedString(), &writer)
    case .list(let elements):
      try writer.list("[", "]", elements) { writer, element throws(WireError) in
        try element.write(to: &writer, depth: depth + 1, largest: largest)
      }
    case .map(let map): try Self.write(map, &writer, depth, largest)
    case .timestamp(let instant): Self.write("$timestamp", instant.text, &writer)
    case .duration(let duration): Self.write("$duration", duration.text, &writer)
    case .type(let type): Self.write("$type", type.name, &writer)
    case .day(let day): Self.write("$day", day.description, &writer)
    case .days(let count): writer.raw("{\"$days\":\(count)}")
    case .optional(let optional):
      writer.raw("{\"$optional\":[")
      try optional.value?.write(to: &writer, depth: depth + 1, largest: largest)
      writer.raw("]}")
    }
  }

  private static func write(_ tag: String, _ text: String, _ writer: inout JSONWriter) {
    writer.raw("{\"\(tag)\":")
    writer.string(text)
    writer.raw("}")
  }

  private static func write(_ number: Double, _ writer: inout JSONWriter) {
    if number.isFinite {
      writer.raw("\(number)")
    } else {
      write("$double", number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity", &writer)
    }
  }

  /// An object when all keys are strings that cannot be taken for a tag.
  private static func write(_ map: MapValue, _ writer: inout JSONWriter, _ depth: Int, _ largest: Int) throws(WireError) {
    let names = map.keys.compactMap { key -> String? in if case .string(let name) = key { name } else { nil } }
    if names.count == map.count, !(names.count == 1 && names[0].hasPrefix("$")) {
      try writer.list("{", "}", names.indices) { writer, index throws(WireError) in
        writer.name(names[index])
        try map.values[index].write(to: &writer, depth: depth + 1, largest: largest)
      }
      return
    }
    try writer.list("{\"$map\":[", "]}", map.keys.indices) { writer, index throws(WireError) in
      writer.raw("[")
      try map.keys[index].write(to: &writer, depth: depth + 1, largest: largest)
      writer.raw(",")
      try map.values[index].write(to: &writer, depth: depth + 1, largest: largest)
      writer.raw("]")
    }
  }
}
