import AcademicCalendar

extension Value {
  /// A short text for messages and explanations: as people write it, not as JSON.
  public var plainText: String { plainText(depth: 0) }

  private func plainText(depth: Int) -> String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "是" : "否"
    case .int(let value): "\(value)"
    case .uint(let value): "\(value)"
    case .double(let value): Self.plain(value)
    case .string(let value): value.count <= 60 ? "「\(value)」" : "「\(value.prefix(59))…」"
    case .bytes(let value): "\(value.count) 字节"
    case .list(let elements):
      depth > 2 ? "[…]" : "[" + Self.joined(elements.prefix(6).map { $0.plainText(depth: depth + 1) }, of: elements.count) + "]"
    case .map(let map):
      depth > 2
        ? "{…}"
        : "{" + Self.joined(map.entries.prefix(6).map { "\($0.bareText): \($1.plainText(depth: depth + 1))" }, of: map.count) + "}"
    case .timestamp(let value): value.text
    case .duration(let value): value.text
    case .type(let value): value.name
    case .day(let value): value.description
    case .days(let value): "\(value) 天"
    case .optional(let value): depth > 2 ? "…" : value.value.map { "可选 \($0.plainText(depth: depth + 1))" } ?? "空"
    }
  }

  private var bareText: String { if case .string(let text) = self { String(text.prefix(60)) } else { plainText(depth: 3) } }

  private static func joined(_ parts: [String], of count: Int) -> String {
    parts.joined(separator: ", ") + (count > parts.count ? ", … 共 \(count) 项" : "")
  }

  /// 0.1 + 0.2 is shown as 0.3; whole numbers without a fraction.
  static func plain(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-∞" : "∞" }
    if value == value.rounded(), abs(value) < 1e15 { return "\(Int64(value))" }
    let rounded = (value * 1e6).rounded() / 1e6
    return rounded != 0 && rounded.isFinite ? "\(rounded)" : "\(value)"
  }
}
