import CLibical

/// Reads content lines one by one through libical's parser, so that each complaint of the parser has its line.
struct PropertyReading {
  private static let opening = Array("BEGIN:VEVENT\r\n".utf8)
  private static let closing = Array("\r\nEND:VEVENT\r\n\0".utf8)
  private var scratch: [UInt8] = []

  /// Adds the properties of one content line to `target`: several where the line lists values, none where it cannot be read.
  ///
  /// - Returns: the rules that the line breaks.
  mutating func read(_ line: ArraySlice<UInt8>, name: String, into target: OpaquePointer) -> [CalendarRule] {
    scratch.removeAll(keepingCapacity: true)
    scratch += Self.opening
    let kind = icalproperty_kind_to_value_kind(icalproperty_string_to_kind(name))
    var rules: [CalendarRule] = []
    if line.contains(.backslash), kind == ICAL_TEXT_VALUE || kind == ICAL_X_VALUE {
      let (escaped, isMended) = Self.escapes(of: line, isList: name == "CATEGORIES" || name == "RESOURCES" || name.hasPrefix("X-"))
      scratch += escaped
      if isMended { rules.append(.invalidEscape) }
    } else {
      scratch += line
    }
    scratch += Self.closing
    let parsed = scratch.withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { icalparser_parse_string($0.assumingMemoryBound(to: CChar.self)) }
    }
    guard let parsed else { return [.unreadable] }
    defer { icalcomponent_free(parsed) }
    var count = 0
    while let property = icalcomponent_get_first_property(parsed, ICAL_ANY_PROPERTY) {
      icalcomponent_remove_property(parsed, property)
      if icalproperty_isa(property) == ICAL_XLICERROR_PROPERTY {
        rules.append(Self.rule(of: property))
        icalproperty_free(property)
      } else if let fault = PropertyValue.fault(property) {
        rules.append(fault)
        icalproperty_free(property)
      } else {
        icalcomponent_add_property(target, property)
        count += 1
      }
    }
    return rules.isEmpty && count == 0 ? [.unreadable] : rules
  }

  /// The line with escapes that libical reads as RFC 5545 section 3.3.11 means them.
  ///
  /// libical takes a backslash before any other character for a space or a control character, and cuts a multi-octet one: such a backslash
  /// stands for itself. In a list and in an X- property it drops the escape before a comma and would print two values where there was one: the comma becomes wide.
  private static func escapes(of line: ArraySlice<UInt8>, isList: Bool) -> (line: [UInt8], isMended: Bool) {
    var output: [UInt8] = []
    output.reserveCapacity(line.count + 8)
    var isMended = false
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      index += 1
      guard byte == .backslash else {
        output.append(byte)
        continue
      }
      let next = index < line.endIndex ? line[index] : 0
      if isList && next == UInt8(ascii: ",") {
        output += Array("，".utf8)
        index += 1
      } else if escapable.contains(next) {
        output += [byte, next]
        index += 1
      } else {
        output += [byte, byte]
        isMended = true
      }
    }
    return (output, isMended)
  }

  /// What may follow a backslash; the quote is what other programs escape needlessly.
  private static let escapable: [UInt8] = [.backslash, .semicolon, UInt8(ascii: ","), UInt8(ascii: "n"), UInt8(ascii: "N"), .quote]

  /// Which rule a complaint of the parser is about (its X-LIC-ERRORTYPE).
  private static func rule(of complaint: OpaquePointer) -> CalendarRule {
    guard let parameter = icalproperty_get_first_parameter(complaint, ICAL_XLICERRORTYPE_PARAMETER) else { return .unreadable }
    switch icalparameter_get_xlicerrortype(parameter) {
    case ICAL_XLICERRORTYPE_PROPERTYPARSEERROR: return .unknownProperty
    case ICAL_XLICERRORTYPE_PARAMETERNAMEPARSEERROR, ICAL_XLICERRORTYPE_PARAMETERVALUEPARSEERROR: return .invalidParameter
    case ICAL_XLICERRORTYPE_VALUEPARSEERROR: return .invalidValue
    default: return .unreadable
    }
  }
}
