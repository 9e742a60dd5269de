import ICalendar

/// RFC 4791 section 5.2, and what calendar programs read besides.
extension LiveProperties {
  static let calendars: [QualifiedName: Getter] = [
    .caldav("supported-calendar-component-set"): calendar {
      elements($0.components.map { XMLElement(.caldav("comp"), attribute: "name", $0) })
    },
    .caldav("supported-calendar-data"): calendar { _ in elements([calendarData]) },
    .caldav("max-resource-size"): calendar { _ in text(String(ObjectLimits.size)) },
    .caldav("min-date-time"): calendar { _ in text(ObjectLimits.earliest) },
    .caldav("max-date-time"): calendar { _ in text(ObjectLimits.latest) },
    .caldav("max-instances"): calendar { _ in text(String(ObjectLimits.instances)) },
    .caldav("max-attendees-per-instance"): calendar { _ in text(String(ObjectLimits.attendees)) },
    .caldav("supported-collation-set"): calendar { _ in
      elements(TextMatch.Collation.allCases.map { XMLElement(.caldav("supported-collation"), text: $0.rawValue) })
    },
    .caldav("schedule-calendar-transp"): calendar { elements([XMLElement(.caldav($0.kind == .tasks ? "transparent" : "opaque"))]) },
    .caldav("calendar-description"): calendar { collection in
      switch collection.kind {
      case .events: text("由教历生成, 只读")
      case .tasks: text("由教历生成; 勾选完成即提交")
      case .own: nil
      }
    },
    // RFC 7809 section 5.2: whichever of the two was set, the other says the same.
    .caldav("calendar-timezone-id"): calendar { collection in
      guard let calendar = collection.storedText(.caldav("calendar-timezone")) else { return text(OfficeTime.identifier) }
      return ZoneDefinition.identifier(of: Array(calendar.utf8)).map(text)
    },
    .caldav("calendar-timezone"): calendar { collection in
      guard let identifier = collection.storedText(.caldav("calendar-timezone-id")) else { return nil }
      return ZoneDefinition.calendar(identifier.trimmed).map { text(String(decoding: $0, as: UTF8.self)) }
    },
  ]

  static let extensions: [QualifiedName: Getter] = [
    .calendarServer("getctag"): { context in
      switch context.target {
      case .collection(let collection): text(collection.state)
      case .inbox: text(SyncToken.inbox)
      default: nil
      }
    },
    .appleICal("calendar-color"): calendar { collection in
      switch collection.kind {
      case .events: text(CalendarColor.teal.hexadecimal + "FF")
      case .tasks: text(CalendarColor.darkOrange.hexadecimal + "FF")
      case .own: nil
      }
    },
    .appleICal("calendar-order"): { _ in nil },
  ]

  private static let calendarData: XMLElement = {
    var element = XMLElement(.caldav("calendar-data"), attribute: "content-type", "text/calendar")
    element.attributes.append(XMLElement.Attribute(name: QualifiedName("", "version"), value: "2.0"))
    return element
  }()

  private static func calendar(_ value: @escaping @Sendable (CalendarCollection) -> [XMLElement.Node]?) -> Getter {
    { if case .collection(let collection) = $0.target { value(collection) } else { nil } }
  }
}
