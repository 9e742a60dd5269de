import AcademicCalendar
import Rules

/// Values as the expression language writes them.
enum Literal {
  /// The expression that gives a value; nil for one that no expression gives plainly.
  static func source(_ value: Value) -> String? {
    switch value {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return "\(value)"
    case .uint(let value): return "\(value)u"
    case .double(let value):
      if value.isNaN || value.isInfinite { return "double('\(value.isNaN ? "NaN" : value > 0 ? "Infinity" : "-Infinity")')" }
      return "\(value)"
    case .string(let value): return quoted(value)
    case .day(let day): return "day('\(day.description)')"
    case .days(let count): return "days(\(count))"
    case .duration(let duration):
      let (seconds, attoseconds) = duration.components
      return attoseconds == 0 ? "duration('\(seconds)s')" : "duration('\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms')"
    case .list(let elements):
      let sources = elements.compactMap(source)
      return sources.count == elements.count ? "[\(sources.joined(separator: ", "))]" : nil
    case .map(let map):
      let entries = map.entries.compactMap { key, value -> String? in
        guard let key = source(key), let value = source(value) else { return nil }
        return "\(key): \(value)"
      }
      return entries.count == map.count ? "{\(entries.joined(separator: ", "))}" : nil
    case .bytes, .timestamp, .type, .optional: return nil
    }
  }

  /// The expression that gives a template.
  static func source(_ template: Template) -> String {
    switch template {
    case .value(let value): source(value) ?? "null"
    case .expression(let source): source
    case .list(let elements): "[\(elements.map(source).joined(separator: ", "))]"
    case .object(let fields): "{\(fields.map { "\(quoted($0.name)): \(source($0.value))" }.joined(separator: ", "))}"
    }
  }

  /// A string in single quotes.
  static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "'": result += "\\'"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }
}
