import ICalendar

/// CALDAV:calendar-data in a report (RFC 4791 section 9.6).
struct CalendarData {
  let floating: ObjectZone

  /// Refuses what cannot be given, whether anything is found or not (section 7.8).
  static func check(_ wanted: PropertyRequest) throws(Refusal) {
    guard case .listed(let elements) = wanted else { return }
    for element in elements where element.name == .caldav("calendar-data") {
      guard element.attribute("content-type").map({ $0.lowercased().hasPrefix("text/calendar") }) ?? true,
        element.attribute("version").map({ $0 == "2.0" }) ?? true
      else { throw Refusal(403, .caldav("supported-calendar-data")) }
      _ = try selection(element)
    }
  }

  /// The data of a resource as an element asks for it.
  func property(_ element: XMLElement, of resource: CalendarResource) throws -> XMLElement? {
    let selection = try Self.selection(element)
    guard !selection.isWhole, let object = try? CalendarObject(resource.body) else {
      return XMLElement(.caldav("calendar-data"), text: String(decoding: resource.body, as: UTF8.self))
    }
    return XMLElement(.caldav("calendar-data"), text: String(decoding: object.selected(selection, floating: floating).bytes, as: UTF8.self))
  }

  /// What is wanted.
  static func selection(_ element: XMLElement) throws(Refusal) -> DataSelection {
    var selection = DataSelection()
    if let component = element.child(.caldav("comp")) { selection.components = try Self.component(component) }
    if let expand = element.child(.caldav("expand")) { selection.expand = try range(expand) }
    if let limit = element.child(.caldav("limit-recurrence-set")) { selection.limitRecurrenceSet = try range(limit) }
    if let limit = element.child(.caldav("limit-freebusy-set")) { selection.limitFreeBusySet = try range(limit) }
    if selection.expand != nil, selection.limitRecurrenceSet != nil { throw Refusal(400, reason: "expand or limit-recurrence-set") }
    return selection
  }

  private static func component(_ element: XMLElement) throws(Refusal) -> ComponentSelection {
    guard let name = element.attribute("name")?.uppercased() else { throw Refusal(400, reason: "comp without name") }
    var selection = ComponentSelection(name)
    let properties = element.children(.caldav("prop"))
    if element.child(.caldav("allprop")) != nil {
      selection.properties = nil
    } else {
      selection.properties = properties.compactMap { property in
        property.attribute("name").map { .init($0.uppercased(), hasNoValue: property.attribute("novalue")?.lowercased() == "yes") }
      }
    }
    if element.child(.caldav("allcomp")) != nil {
      selection.components = nil
    } else {
      var parts: [ComponentSelection] = []
      for child in element.children(.caldav("comp")) { parts.append(try component(child)) }
      selection.components = parts
    }
    return selection
  }

  /// A range with both ends.
  private static func range(_ element: XMLElement) throws(Refusal) -> TimeRange {
    guard let range = TimeRange(start: element.attribute("start"), end: element.attribute("end")), range.isBounded else {
      throw Refusal(403, .caldav("valid-calendar-data"), reason: "\(element.name.local) needs start and end in UTC")
    }
    return range
  }
}
