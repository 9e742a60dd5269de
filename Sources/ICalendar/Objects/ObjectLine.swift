/// A content line (RFC 5545 section 3.1), unfolded, with its value as it was written.
public struct ObjectLine: Hashable, Sendable {
  /// A parameter (section 3.2): its name in capitals, and its values without quotes.
  public struct Parameter: Hashable, Sendable {
    public var name: String
    public var values: [String]
  }

  /// The property's name in capitals, without a group.
  public var name: String
  /// Its parameters in order.
  public var parameters: [Parameter]
  /// What stands after the colon, escapes and all.
  public var value: String

  /// A line without parameters, or with those given.
  public init(_ name: String, _ value: String, parameters: [Parameter] = []) {
    (self.name, self.value, self.parameters) = (name, value, parameters)
  }

  /// Reads a line, or nil where it is none.
  init?(_ line: some Collection<UInt8>) {
    var reading = LineReading(line)
    guard let line = reading.line() else { return nil }
    self = line
  }

  /// The first value of a parameter.
  public func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.values.first }

  /// Whether the line says that its value is a DATE.
  var isDate: Bool { parameter("VALUE")?.uppercased() == "DATE" }

  /// The value with its escapes taken out (section 3.3.11).
  public var text: String {
    guard value.utf8.contains(.backslash) else { return value }
    var text = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in value.unicodeScalars {
      if isEscaped {
        text.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// A TEXT value escaped (section 3.3.11).
  public static func escaped(_ text: String) -> String {
    var value = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": value += "\\\\"
      case ";": value += "\\;"
      case ",": value += "\\,"
      case "\n": value += "\\n"
      case "\r": break
      default: value.unicodeScalars.append(scalar)
      }
    }
    return value
  }

  /// Appends the line, folded at 75 octets.
  func append(to output: inout [UInt8], withValue: Bool = true) {
    var line = Array(name.utf8)
    for parameter in parameters {
      line += Array(";\(parameter.name)=".utf8)
      line += Array(parameter.values.map(Self.quoted).joined(separator: ",").utf8)
    }
    line.append(.colon)
    if withValue { line += Array(value.utf8) }
    line += [.carriageReturn, .lineFeed]
    line.withUnsafeBytes { Folding.refold($0, into: &output) }
  }

  /// A parameter's value as it is written: quoted where it has to be, with RFC 6868's escapes.
  private static func quoted(_ value: String) -> String {
    let escaped =
      value.contains { $0 == "^" || $0 == "\n" || $0 == "\"" }
      ? value.replacing("^", with: "^^").replacing("\n", with: "^n").replacing("\"", with: "^'") : value
    return escaped.contains { ":;,".contains($0) } ? "\"\(escaped)\"" : escaped
  }
}

/// Takes a content line apart.
private struct LineReading {
  private let bytes: [UInt8]
  private var index = 0

  init(_ line: some Collection<UInt8>) { bytes = Array(line) }

  mutating func line() -> ObjectLine? {
    guard let name = name(until: [.colon, .semicolon]) else { return nil }
    var parameters: [ObjectLine.Parameter] = []
    while index < bytes.count, bytes[index] == .semicolon {
      index += 1
      guard let parameter = parameter() else { return nil }
      parameters.append(parameter)
    }
    guard index < bytes.count, bytes[index] == .colon else { return nil }
    return ObjectLine(name, String(decoding: bytes[(index + 1)...], as: UTF8.self), parameters: parameters)
  }

  /// A name in capitals; a group before a dot (vCard's) is no part of it.
  private mutating func name(until stops: [UInt8]) -> String? {
    let start = index
    while index < bytes.count, !stops.contains(bytes[index]) {
      let byte = bytes[index]
      let isWord = (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F || byte == 0x2E
      guard isWord else { return nil }
      index += 1
    }
    guard index > start, index < bytes.count else { return nil }
    return String(decoding: bytes[start..<index], as: UTF8.self).uppercased()
  }

  private mutating func parameter() -> ObjectLine.Parameter? {
    guard let name = name(until: [UInt8(ascii: "=")]) else { return nil }
    var values: [String] = []
    repeat {
      index += 1
      guard let value = value() else { return nil }
      values.append(value)
    } while index < bytes.count && bytes[index] == UInt8(ascii: ",")
    return ObjectLine.Parameter(name: name, values: values)
  }

  private mutating func value() -> String? {
    if index < bytes.count, bytes[index] == .quote {
      guard let end = bytes[(index + 1)...].firstIndex(of: .quote) else { return nil }
      defer { index = end + 1 }
      return Self.unescaped(bytes[(index + 1)..<end])
    }
    let end = bytes[index...].firstIndex { $0 == .colon || $0 == .semicolon || $0 == UInt8(ascii: ",") } ?? bytes.count
    defer { index = end }
    return Self.unescaped(bytes[index..<end])
  }

  /// RFC 6868's escapes taken out.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(UInt8(ascii: "^")) else { return text }
    var result = ""
    var isEscaped = false
    for character in text {
      switch (isEscaped, character) {
      case (false, "^"):
        isEscaped = true
        continue
      case (true, "n"): result += "\n"
      case (true, "'"): result += "\""
      case (true, "^"): result += "^"
      case (true, _): result += "^\(character)"
      default: result.append(character)
      }
      isEscaped = false
    }
    return isEscaped ? result + "^" : result
  }
}
