import CLibical

/// The normal form of a calendar: every value as libical prints it, properties and components in one order, lines folded at 75 octets.
enum NormalForm {
  /// What opens a calendar, before the properties in alphabetical order.
  private static let first = ["VERSION", "PRODID", "CALSCALE", "METHOD"]
  /// The order of components.
  private static let order = ["VTIMEZONE", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"]

  /// Appends a component with everything in it.
  static func append(_ tree: CalendarTree, to output: inout [UInt8], _ log: inout ProblemLog) {
    output += Array("BEGIN:\(tree.name)\r\n".utf8)
    var lines: [Part] = []
    for property in tree.properties(ICAL_ANY_PROPERTY) {
      guard let buffer = icalproperty_as_ical_string_r(property) else {
        log.add(.unprintable, line: tree.line, property: tree.name)
        continue
      }
      var bytes: [UInt8] = []
      Libical.consume(buffer) { Folding.refold($0, into: &bytes) }
      guard bytes.count <= ContentLines.contentLimit else {
        log.add(.contentTooLong(limit: ContentLines.contentLimit), line: tree.line, property: tree.name)
        continue
      }
      let name = String(decoding: bytes.prefix { $0 != .colon && $0 != .semicolon }, as: UTF8.self)
      lines.append(Part(rank: first.firstIndex(of: name) ?? first.count, start: "", bytes: bytes))
    }
    for line in lines.sorted() { output += line.bytes }
    appendChildren(of: tree, to: &output, &log)
    output += Array("END:\(tree.name)\r\n".utf8)
  }

  private static func appendChildren(of tree: CalendarTree, to output: inout [UInt8], _ log: inout ProblemLog) {
    var parts: [Part] = []
    for child in tree.children {
      var bytes: [UInt8] = []
      append(child, to: &bytes, &log)
      let start = child.properties(ICAL_DTSTART_PROPERTY).map { Libical.copy(icalproperty_get_value_as_string($0)) }.min() ?? ""
      parts.append(Part(rank: order.firstIndex(of: child.name) ?? order.count, start: start, bytes: bytes))
    }
    for part in parts.sorted() { output += part.bytes }
  }

  /// A printed property or component, with what orders it.
  private struct Part: Comparable {
    let rank: Int
    let start: String
    let bytes: [UInt8]

    static func < (left: Part, right: Part) -> Bool {
      if left.rank != right.rank { return left.rank < right.rank }
      if left.start != right.start { return left.start < right.start }
      return left.bytes.lexicographicallyPrecedes(right.bytes)
    }
  }
}
