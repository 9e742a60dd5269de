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
    // libical drops the escape before a comma in these two and would then read two values where there was one.
    scratch += name == "CATEGORIES" || name == "RESOURCES" ? Self.wideCommas(line) : Array(line)
    scratch += Self.closing
    let parsed = scratch.withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { icalparser_parse_string($0.assumingMemoryBound(to: CChar.self)) }
    }
    guard let parsed else { return [.unreadable] }
    defer { icalcomponent_free(parsed) }
    var rules: [CalendarRule] = []
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

  /// `\,` as a wide comma.
  private static func wideCommas(_ line: ArraySlice<UInt8>) -> [UInt8] {
    guard line.contains(.backslash) else { return Array(line) }
    var output: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if isEscaped {
        output += byte == UInt8(ascii: ",") ? Array("，".utf8) : [.backslash, byte]
        isEscaped = false
      } else if byte == .backslash {
        isEscaped = true
      } else {
        output.append(byte)
      }
    }
    return output
  }

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
