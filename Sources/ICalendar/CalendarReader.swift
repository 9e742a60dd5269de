/// Reads any bytes into libical components, with the line of everything.
///
/// Only single content lines ever reach libical's parser, and the nesting is built here, so that a hostile file can neither exhaust the stack
/// nor blow up the parser. Use inside ``Libical/use(_:)``.
struct CalendarReader {
  /// The deepest nesting that is kept; RFC 5545 needs three.
  static let depthLimit = 8

  /// The calendars of the file.
  private(set) var calendars: [CalendarTree] = []
  /// What was wrong on the way.
  var log = ProblemLog()

  private var stack: [CalendarTree] = []
  /// Names of components inside one that is left out.
  private var skipped: [String] = []
  private var reading = PropertyReading()

  /// Reads a file.
  init(_ file: [UInt8]) {
    guard file.count <= ContentLines.sizeLimit else {
      log.add(.fileTooLarge(limit: ContentLines.sizeLimit), line: 0)
      return
    }
    let content = ContentLines(file, &log)
    for line in content.lines { take(content.bytes[line.range], line.number) }
    for open in stack { log.add(.missingEnd, line: open.line, property: open.name) }
    while !stack.isEmpty { close() }
    if calendars.isEmpty { log.add(.notACalendar, line: 0) }
  }

  private mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) {
    guard let (name, rest) = Self.name(of: line) else {
      return log.add(line.contains(.colon) ? .invalidName : .noColon, line: number)
    }
    switch name {
    case "BEGIN": begin(Self.componentName(rest), number)
    case "END": end(Self.componentName(rest), number)
    default: property(name, line, number)
    }
  }

  private mutating func property(_ name: String, _ line: ArraySlice<UInt8>, _ number: Int) {
    guard skipped.isEmpty else { return }
    guard let tree = stack.last else { return log.add(.outsideComponent, line: number, property: name) }
    guard line.contains(.colon) else { return log.add(.noColon, line: number, property: name) }
    guard !name.hasPrefix("X-LIC-ERROR") else { return log.add(.reservedProperty, line: number, property: name) }
    tree.lastLine[name] = number
    for rule in reading.read(line, name: name, into: tree.raw) { log.add(rule, line: number, property: name) }
  }

  private mutating func begin(_ name: String, _ number: Int) {
    guard skipped.isEmpty else {
      // Past this depth names no longer matter: the file is not a calendar that anyone wrote.
      if skipped.count < 1000 { skipped.append(name) }
      return
    }
    var rule: CalendarRule?
    if stack.isEmpty && name != "VCALENDAR" { rule = .outermostComponent }
    if stack.count >= Self.depthLimit { rule = .tooDeep(limit: Self.depthLimit) }
    if rule == nil, let tree = CalendarTree(name, line: number) { return stack.append(tree) }
    log.add(rule ?? .unknownComponent, line: number, property: name)
    skipped = [name]
  }

  private mutating func end(_ name: String, _ number: Int) {
    if let index = skipped.lastIndex(of: name) { return skipped.removeSubrange(index...) }
    guard let index = stack.lastIndex(where: { $0.name == name }) else { return log.add(.strayEnd, line: number, property: name) }
    skipped = []
    for open in stack[(index + 1)...] { log.add(.missingEnd, line: open.line, property: open.name) }
    while stack.count > index { close() }
  }

  /// Hands the innermost component to its parent.
  private mutating func close() {
    let tree = stack.removeLast()
    if let parent = stack.last { parent.adopt(tree) } else { calendars.append(tree) }
  }

  /// The name of a content line in capitals, and what follows it.
  private static func name(of line: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
    let end = line.firstIndex { $0 == .colon || $0 == .semicolon } ?? line.endIndex
    let name = line[..<end]
    let isName = name.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "-")
    }
    guard !name.isEmpty, name.count <= 64, isName else { return nil }
    return (String(decoding: name, as: UTF8.self).uppercased(), line[min(end + 1, line.endIndex)...])
  }

  private static func componentName(_ rest: ArraySlice<UInt8>) -> String {
    String(decoding: rest.prefix(64).filter { $0 > .space }, as: UTF8.self).uppercased()
  }
}
