import CLibical

extension Entry {
  /// The entry as a calendar object of its own (RFC 4791 section 4.1): no METHOD, and no organizer, whom programs would ask for leave to change it.
  /// - Throws: ``FeedError`` where it cannot stand in a calendar.
  public func object() throws(FeedError) -> [UInt8] {
    try Libical.use { () throws(FeedError) in
      let calendar = try Component(ICAL_VCALENDAR_COMPONENT)
      try calendar.add(icalproperty_new_version("2.0"))
      try calendar.add(icalproperty_new_prodid(FeedRendering.product))
      try calendar.add(icalproperty_new_calscale("GREGORIAN"))
      if isTimed { calendar.add(try Component.officeZone()) }
      let component = try component(organizer: .office)
      if let organizer = icalcomponent_get_first_property(component.raw, ICAL_ORGANIZER_PROPERTY) {
        icalcomponent_remove_property(component.raw, organizer)
        icalproperty_free(organizer)
      }
      calendar.add(component)
      var output: [UInt8] = []
      try calendar.print(into: &output)
      return output
    }
  }

  private var isTimed: Bool {
    guard case .event(let event) = self, case .timed = event.time else { return false }
    return true
  }
}
