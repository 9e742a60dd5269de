import ICalendar

/// Reads CALDAV:filter (RFC 4791 section 9.7).
enum FilterReading {
  /// The filter of a report: one comp-filter for VCALENDAR.
  static func filter(_ element: XMLElement?) throws(Refusal) -> ComponentFilter {
    guard let element, element.children.count == 1, let outer = element.child(.caldav("comp-filter")),
      outer.attribute("name")?.uppercased() == "VCALENDAR"
    else { throw invalid("one comp-filter for VCALENDAR") }
    return try component(outer)
  }

  private static func invalid(_ reason: String) -> Refusal { Refusal(403, .caldav("valid-filter"), reason: reason) }

  private static func name(_ element: XMLElement) throws(Refusal) -> String {
    guard let name = element.attribute("name"), !name.isEmpty else { throw invalid("\(element.name.local) without name") }
    return name.uppercased()
  }

  private static func isAnyOf(_ element: XMLElement) throws(Refusal) -> Bool {
    switch element.attribute("test") {
    case nil, "allof": false
    case "anyof": true
    case let test?: throw invalid("test=\(test)")
    }
  }

  private static func component(_ element: XMLElement) throws(Refusal) -> ComponentFilter {
    var filter = ComponentFilter(try name(element))
    filter.isAnyOf = try isAnyOf(element)
    for child in element.children {
      switch child.name {
      case .caldav("is-not-defined"): filter.isNotDefined = true
      case .caldav("time-range"): filter.timeRange = try timeRange(child)
      case .caldav("prop-filter"): filter.properties.append(try property(child))
      case .caldav("comp-filter"): filter.components.append(try component(child))
      default: throw Refusal(403, .caldav("supported-filter"), reason: child.name.local)
      }
    }
    if filter.isNotDefined, element.children.count > 1 { throw invalid("is-not-defined stands alone") }
    return filter
  }

  private static let times: Set<String> = [
    "DTSTART", "DTEND", "DUE", "DTSTAMP", "COMPLETED", "CREATED", "LAST-MODIFIED", "RECURRENCE-ID", "EXDATE", "RDATE", "TRIGGER",
  ]

  private static func property(_ element: XMLElement) throws(Refusal) -> PropertyFilter {
    var filter = PropertyFilter(try name(element))
    filter.isAnyOf = try isAnyOf(element)
    for child in element.children {
      switch child.name {
      case .caldav("is-not-defined"): filter.isNotDefined = true
      case .caldav("time-range"):
        guard times.contains(filter.name) || filter.name.hasPrefix("X-") else { throw invalid("time-range of \(filter.name)") }
        filter.timeRange = try timeRange(child)
      case .caldav("text-match"): filter.text = try text(child)
      case .caldav("param-filter"): filter.parameters.append(try parameter(child))
      default: throw Refusal(403, .caldav("supported-filter"), reason: child.name.local)
      }
    }
    if filter.isNotDefined, element.children.count > 1 { throw invalid("is-not-defined stands alone") }
    return filter
  }

  private static func parameter(_ element: XMLElement) throws(Refusal) -> ParameterFilter {
    var filter = ParameterFilter(try name(element))
    for child in element.children {
      switch child.name {
      case .caldav("is-not-defined"): filter.isNotDefined = true
      case .caldav("text-match"): filter.text = try text(child)
      default: throw Refusal(403, .caldav("supported-filter"), reason: child.name.local)
      }
    }
    return filter
  }

  static func timeRange(_ element: XMLElement) throws(Refusal) -> TimeRange {
    // Section 9.9: at least one of them stands there; without both it is no time-range.
    guard element.attribute("start") ?? element.attribute("end") != nil else {
      throw Refusal(400, reason: "time-range without start and end")
    }
    guard let range = TimeRange(start: element.attribute("start"), end: element.attribute("end")) else {
      throw invalid("time-range needs start or end in UTC, in order")
    }
    return range
  }

  private static func text(_ element: XMLElement) throws(Refusal) -> TextMatch {
    let name = element.attribute("collation") ?? "default"
    guard let collation = name == "default" ? .asciiCasemap : TextMatch.Collation(rawValue: name) else {
      throw Refusal(403, .caldav("supported-collation"), reason: name)
    }
    guard let kind = TextMatch.Kind(rawValue: element.attribute("match-type") ?? "contains") else { throw invalid("match-type") }
    return TextMatch(element.rawText, collation: collation, kind: kind, isNegated: element.attribute("negate-condition") == "yes")
  }
}
