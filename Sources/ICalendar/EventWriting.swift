import AcademicCalendar
import CLibical
import Foundation

extension Event {
  /// What the DESCRIPTION of a changed event opens with.
  static let changeMark = "【有变更】"

  /// The VEVENT of this event (RFC 5545 section 3.6.1; RFC 5546 section 3.2.1 for METHOD:PUBLISH).
  func component(organizer: Organizer) throws(FeedError) -> Component {
    let component = try Component(ICAL_VEVENT_COMPONENT)
    try component.addIdentity(uid, revision)
    try addTime(to: component)
    try component.addTitle(title, isCancelled: status == .cancelled)
    let place = PlainText.line(location)
    if !place.isEmpty { try component.add(icalproperty_new_location(place)) }
    let text = wireDescription
    if !text.isEmpty { try component.add(icalproperty_new_description(text)) }
    try component.addCategories(categories)
    try component.addAddress(url)
    try component.add(icalproperty_new_status(status.wire))
    try component.add(icalproperty_new_transp(isBusy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT))
    try component.addOrganizer(organizer)
    for alarm in alarms { component.add(try alarm.component(title: title, uid: uid)) }
    return component
  }

  /// What changed on the first line, then the description.
  private var wireDescription: String {
    let text = PlainText.lines(description)
    let note = PlainText.line(change)
    guard !note.isEmpty else { return text }
    return text.isEmpty ? Self.changeMark + note : Self.changeMark + note + "\n" + text
  }

  /// DTSTART and DTEND (sections 3.8.2.4 and 3.8.2.2).
  private func addTime(to component: borrowing Component) throws(FeedError) {
    switch time {
    case .allDay(let days):
      guard days.upperBound < .latest else { throw .timeOutOfRange(uid: uid) }
      try component.add(icalproperty_new_dtstart(WireTime.date(days.lowerBound)))
      try component.add(icalproperty_new_dtend(WireTime.date(days.upperBound + 1)))
    case .timed(let range):
      guard let start = WireTime.office(range.lowerBound), let end = WireTime.office(range.upperBound) else {
        throw .timeOutOfRange(uid: uid)
      }
      try component.addZoned(icalproperty_new_dtstart(start))
      // Section 3.8.2.2: an end must be later than the start; an event without one takes no time.
      if range.lowerBound.timeIntervalSince1970.rounded(.down) < range.upperBound.timeIntervalSince1970.rounded(.down) {
        try component.addZoned(icalproperty_new_dtend(end))
      }
    }
  }
}

extension EventStatus {
  /// The library's word for it.
  var wire: icalproperty_status {
    switch self {
    case .confirmed: ICAL_STATUS_CONFIRMED
    case .tentative: ICAL_STATUS_TENTATIVE
    case .cancelled: ICAL_STATUS_CANCELLED
    }
  }
}

extension Alarm {
  /// The VALARM (RFC 5545 section 3.6.6) of an event with this title.
  func component(title: String, uid: String) throws(FeedError) -> Component {
    // A year on either side; the library counts weeks and days in 32 bits.
    guard abs(minutesBefore) <= 527_040 else { throw .numberOutOfRange(uid: uid, property: "TRIGGER") }
    let component = try Component(ICAL_VALARM_COMPONENT)
    try component.add(icalproperty_new_action(ICAL_ACTION_DISPLAY))
    var trigger = icaltriggertype()
    trigger.duration = icaldurationtype_from_int(Int32(-minutesBefore * 60))
    try component.add(icalproperty_new_trigger(trigger))
    try component.add(icalproperty_new_description(PlainText.line(title)))
    return component
  }
}
