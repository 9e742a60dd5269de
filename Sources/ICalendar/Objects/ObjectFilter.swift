import Foundation

/// A CALDAV:comp-filter (RFC 4791 section 9.7.1).
public struct ComponentFilter: Hashable, Sendable {
  /// The component's name in capitals.
  public var name: String
  public var isNotDefined = false
  /// Whether one of the properties and components suffices: `test="anyof"`, as RFC 6352 section 10.5.1 has it for addresses.
  public var isAnyOf = false
  public var timeRange: TimeRange?
  public var properties: [PropertyFilter] = []
  public var components: [ComponentFilter] = []

  /// A filter for components of that name.
  public init(_ name: String) { self.name = name }
}

/// A CALDAV:prop-filter (section 9.7.2).
public struct PropertyFilter: Hashable, Sendable {
  /// The property's name in capitals.
  public var name: String
  public var isNotDefined = false
  /// Whether the text or one of the parameters suffices.
  public var isAnyOf = false
  public var timeRange: TimeRange?
  public var text: TextMatch?
  public var parameters: [ParameterFilter] = []

  /// A filter for properties of that name.
  public init(_ name: String) { self.name = name }
}

/// A CALDAV:param-filter (section 9.7.3).
public struct ParameterFilter: Hashable, Sendable {
  /// The parameter's name in capitals.
  public var name: String
  public var isNotDefined = false
  public var text: TextMatch?

  /// A filter for parameters of that name.
  public init(_ name: String) { self.name = name }
}

/// A CALDAV:text-match (section 9.7.5): a substring under a collation, or what else RFC 6352 section 10.5.4 has for addresses.
public struct TextMatch: Hashable, Sendable {
  /// A collation (section 7.5.1).
  public enum Collation: String, Hashable, Sendable, CaseIterable {
    /// Octets as they are.
    case octet = "i;octet"
    /// ASCII letters in either case (RFC 4790 section 9.2).
    case asciiCasemap = "i;ascii-casemap"
    /// All letters in either case (RFC 5051).
    case unicodeCasemap = "i;unicode-casemap"
  }

  /// Where the text stands.
  public enum Kind: String, Hashable, Sendable {
    case contains, equals
    case startsWith = "starts-with"
    case endsWith = "ends-with"
  }

  private let isNegated: Bool
  private let kind: Kind
  private let collation: Collation
  private let needle: [UInt8]

  /// A match.
  public init(_ text: String, collation: Collation = .asciiCasemap, kind: Kind = .contains, isNegated: Bool = false) {
    (self.isNegated, self.kind, self.collation, needle) = (isNegated, kind, collation, Self.folded(text, collation))
  }

  func matches(_ text: String) -> Bool {
    let text = Self.folded(text, collation)
    let holds =
      switch kind {
      case .contains: Self.contains(text, needle)
      case .equals: text == needle
      case .startsWith: text.starts(with: needle)
      case .endsWith: text.reversed().starts(with: needle.reversed())
      }
    return holds != isNegated
  }

  private static func folded(_ text: String, _ collation: Collation) -> [UInt8] {
    switch collation {
    case .octet: Array(text.utf8)
    case .asciiCasemap: text.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    case .unicodeCasemap: Array(text.decomposedStringWithCompatibilityMapping.uppercased().utf8)
    }
  }

  private static func contains(_ text: [UInt8], _ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    guard text.count >= needle.count else { return false }
    return (0...(text.count - needle.count)).contains { text[$0] == first && text[$0..<($0 + needle.count)].elementsEqual(needle) }
  }
}

extension CalendarObject {
  /// Whether the object passes a filter whose outermost component is VCALENDAR (RFC 4791 section 9.7).
  /// - Parameter floating: the clock of times that have none.
  public func matches(_ filter: ComponentFilter, floating: ObjectZone = .office) -> Bool {
    guard filter.name == calendar.name else { return filter.isNotDefined }
    guard !filter.isNotDefined else { return false }
    return ObjectFilter(occurrences: ObjectOccurrences(self, floating: floating)).matches(filter)
  }
}

/// Puts a filter to an object.
private struct ObjectFilter {
  let occurrences: ObjectOccurrences

  func matches(_ filter: ComponentFilter) -> Bool {
    let calendar = occurrences.object.calendar
    if let range = filter.timeRange {
      let match = TimeRangeMatch(occurrences: occurrences, range: range)
      guard occurrences.entries.indices.contains(where: match.matches) else { return false }
    }
    return holds(filter, { matches($0, inCalendar: calendar) }, matchesEntry)
  }

  /// Whether all that a filter asks for holds, or one of it where that suffices.
  private func holds(_ filter: ComponentFilter, _ property: (PropertyFilter) -> Bool, _ component: (ComponentFilter) -> Bool) -> Bool {
    if filter.isAnyOf, !filter.properties.isEmpty || !filter.components.isEmpty {
      return filter.properties.contains(where: property) || filter.components.contains(where: component)
    }
    return filter.properties.allSatisfy(property) && filter.components.allSatisfy(component)
  }

  /// A filter on a property of VCALENDAR itself; for one that no VCALENDAR has, on any entry's: clients leave the component out when any will do.
  private func matches(_ filter: PropertyFilter, inCalendar calendar: ObjectComponent) -> Bool {
    guard !Self.calendarProperties.contains(filter.name), calendar.first(filter.name) == nil else { return matches(filter, calendar) }
    return filter.isNotDefined
      ? occurrences.entries.allSatisfy { matches(filter, $0) } : occurrences.entries.contains { matches(filter, $0) }
  }

  private static let calendarProperties: Set<String> = ["VERSION", "PRODID", "CALSCALE", "METHOD"]

  private func matchesEntry(_ filter: ComponentFilter) -> Bool {
    if filter.name == "VTIMEZONE" {
      return occurrences.object.calendar.children.contains { $0.name == filter.name } != filter.isNotDefined
    }
    let named = occurrences.entries.indices.filter { occurrences.entries[$0].name == filter.name }
    guard !filter.isNotDefined else { return named.isEmpty }
    return named.contains { index in
      let entry = occurrences.entries[index]
      guard holds(filter, { matches($0, entry) }, { matchesPart($0, index) }) else { return false }
      return filter.timeRange.map { TimeRangeMatch(occurrences: occurrences, range: $0).matches(index) } ?? true
    }
  }

  /// A component within an event or to-do: an alarm, most of all.
  private func matchesPart(_ filter: ComponentFilter, _ index: Int) -> Bool {
    let parts = occurrences.entries[index].children.filter { $0.name == filter.name }
    guard !filter.isNotDefined else { return parts.isEmpty }
    return parts.contains { part in
      guard holds(filter, { matches($0, part) }, { _ in true }) else { return false }
      guard let range = filter.timeRange else { return true }
      return TimeRangeMatch(occurrences: occurrences, range: range).matches(alarm: part, of: index)
    }
  }

  private func matches(_ filter: PropertyFilter, _ component: ObjectComponent) -> Bool {
    let lines = component.all(filter.name)
    guard !filter.isNotDefined else { return lines.isEmpty }
    return lines.contains { line in
      if let range = filter.timeRange, !TimeRangeMatch(occurrences: occurrences, range: range).matches(line) { return false }
      if filter.isAnyOf, filter.text != nil || !filter.parameters.isEmpty {
        return filter.text?.matches(line.text) == true || filter.parameters.contains { matches($0, line) }
      }
      if let text = filter.text, !text.matches(line.text) { return false }
      return filter.parameters.allSatisfy { matches($0, line) }
    }
  }

  private func matches(_ filter: ParameterFilter, _ line: ObjectLine) -> Bool {
    let values = line.parameters.filter { $0.name == filter.name }.flatMap(\.values)
    guard !filter.isNotDefined else { return values.isEmpty }
    guard let text = filter.text else { return !values.isEmpty }
    return values.contains { text.matches($0) }
  }
}
