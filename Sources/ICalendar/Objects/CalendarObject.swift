/// A component of a calendar object: its lines and children, in the order in which they were written.
public struct ObjectComponent: Hashable, Sendable {
  /// The name in capitals.
  public var name: String
  /// Its properties.
  public var lines: [ObjectLine] = []
  /// Its components.
  public var children: [ObjectComponent] = []

  /// A component.
  public init(_ name: String, lines: [ObjectLine] = [], children: [ObjectComponent] = []) {
    (self.name, self.lines, self.children) = (name, lines, children)
  }

  /// The first property of that name.
  public func first(_ name: String) -> ObjectLine? { lines.first { $0.name == name } }

  /// Every property of that name.
  public func all(_ name: String) -> [ObjectLine] { lines.filter { $0.name == name } }

  /// Appends the component with everything in it.
  func append(to output: inout [UInt8]) {
    output += Array("BEGIN:\(name)\r\n".utf8)
    for line in lines { line.append(to: &output) }
    for child in children { child.append(to: &output) }
    output += Array("END:\(name)\r\n".utf8)
  }
}

/// A calendar object as CalDAV stores it: one VCALENDAR with the components of one UID (RFC 4791 section 4.1).
///
/// Everything is kept as it was written, known or not. It says nothing about whether it may be stored: that is ``ObjectFault``.
public struct CalendarObject: Hashable, Sendable {
  /// The deepest nesting that is read; RFC 5545 needs three.
  static let depthLimit = 8

  /// The VCALENDAR.
  public var calendar: ObjectComponent

  /// An object of a component.
  public init(_ calendar: ObjectComponent) { self.calendar = calendar }

  /// Reads an object.
  /// - Throws: ``ObjectFault/invalidData(_:)`` where it is no VCALENDAR, or more than one.
  public init(_ bytes: [UInt8]) throws(ObjectFault) {
    var log = ProblemLog()
    guard bytes.count <= ContentLines.sizeLimit else { throw .invalidData("too large") }
    let content = ContentLines(bytes, &log)
    if log.problems.contains(where: { $0.rule == .invalidEncoding }) { throw .invalidData("not UTF-8") }
    // No report could give them: XML has no way to write them.
    if log.problems.contains(where: { $0.rule == .controlCharacter }) { throw .invalidData("a control character") }
    var stack: [ObjectComponent] = []
    var calendar: ObjectComponent?
    for line in content.lines {
      guard let read = ObjectLine(content.bytes[line.range]) else { throw .invalidData("line \(line.number)") }
      switch read.name {
      case "BEGIN":
        let name = Self.name(read)
        guard calendar == nil, stack.count < Self.depthLimit, !stack.isEmpty || name == "VCALENDAR" else {
          throw .invalidData("line \(line.number): BEGIN:\(name.prefix(40))")
        }
        stack.append(ObjectComponent(name))
      case "END":
        guard let closed = stack.popLast(), closed.name == Self.name(read) else { throw .invalidData("line \(line.number): END") }
        if stack.isEmpty { calendar = closed } else { stack[stack.count - 1].children.append(closed) }
      default:
        guard !stack.isEmpty else { throw .invalidData("line \(line.number): outside of VCALENDAR") }
        stack[stack.count - 1].lines.append(read)
      }
    }
    guard let calendar, stack.isEmpty else { throw .invalidData("no VCALENDAR, or no END") }
    self.calendar = calendar
  }

  private static func name(_ line: ObjectLine) -> String { line.value.filter { !$0.isWhitespace }.uppercased() }

  /// The components that the object is about: all but time zones.
  public var entries: [ObjectComponent] { calendar.children.filter { $0.name != "VTIMEZONE" } }

  /// VEVENT, VTODO, VJOURNAL or VFREEBUSY; empty where there is none.
  public var kind: String { entries.first?.name ?? "" }

  /// The identifier that all components share.
  public var uid: String? { entries.first?.first("UID")?.text }

  /// The object as bytes, lines folded anew.
  public var bytes: [UInt8] {
    var output: [UInt8] = []
    calendar.append(to: &output)
    return output
  }
}
