import CLibical

/// A component with the lines that it was read from. It owns its libical component while it has no parent.
///
/// Not Sendable: it lives and dies inside ``Libical/use(_:)``.
final class CalendarTree {
  let name: String
  /// The line of its BEGIN.
  let line: Int
  let raw: OpaquePointer
  /// The last line of each property that it was given, readable or not.
  var lastLine: [String: Int] = [:]
  private(set) var children: [CalendarTree] = []
  private var isOwned = true

  /// An empty component, or nil for a name that is neither known nor begins with X-.
  init?(_ name: String, line: Int) {
    guard let raw = Self.kinds[name].map({ icalcomponent_new($0) }) ?? (name.hasPrefix("X-") ? icalcomponent_new_x(name) : nil) else {
      return nil
    }
    (self.name, self.line, self.raw) = (name, line, raw)
  }

  deinit {
    if isOwned { icalcomponent_free(raw) }
  }

  /// Makes a component a child of this one.
  func adopt(_ child: CalendarTree) {
    icalcomponent_add_component(raw, child.raw)
    child.isOwned = false
    children.append(child)
  }

  /// The line of the property of that name, the last where there are several, else the line of BEGIN.
  func line(of name: String) -> Int { lastLine[name] ?? line }

  /// The first property of a kind that libical understood.
  func property(_ kind: icalproperty_kind) -> OpaquePointer? { icalcomponent_get_first_property(raw, kind) }

  /// All properties of a kind.
  func properties(_ kind: icalproperty_kind) -> [OpaquePointer] {
    var found: [OpaquePointer] = []
    var next = icalcomponent_get_first_property(raw, kind)
    while let property = next {
      found.append(property)
      next = icalcomponent_get_next_property(raw, kind)
    }
    return found
  }

  /// The text of the first property of a kind.
  func text(_ kind: icalproperty_kind) -> String? { property(kind).flatMap(PropertyValue.text) }

  /// The components of RFC 5545 section 3.6 and RFC 7953 section 3.1.
  private static let kinds: [String: icalcomponent_kind] = [
    "VCALENDAR": ICAL_VCALENDAR_COMPONENT, "VEVENT": ICAL_VEVENT_COMPONENT, "VTODO": ICAL_VTODO_COMPONENT,
    "VJOURNAL": ICAL_VJOURNAL_COMPONENT, "VFREEBUSY": ICAL_VFREEBUSY_COMPONENT, "VTIMEZONE": ICAL_VTIMEZONE_COMPONENT,
    "VALARM": ICAL_VALARM_COMPONENT, "STANDARD": ICAL_XSTANDARD_COMPONENT, "DAYLIGHT": ICAL_XDAYLIGHT_COMPONENT,
    "VAVAILABILITY": ICAL_VAVAILABILITY_COMPONENT, "AVAILABLE": ICAL_XAVAILABLE_COMPONENT,
  ]
}
