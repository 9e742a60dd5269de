import CLibical
import Foundation

extension ToDo {
  /// The VTODO of this to-do (RFC 5545 section 3.6.2; RFC 2446 section 3.4.1 asks for DTSTART and PRIORITY, where 0 is "none").
  func component(organizer: Organizer) throws(FeedError) -> Component {
    let component = try Component(ICAL_VTODO_COMPONENT)
    try component.addIdentity(uid, revision)
    try component.add(icalproperty_new_dtstart(WireTime.date(start)))
    if let due { try component.add(icalproperty_new_due(WireTime.date(due))) }
    try component.addTitle(title, isCancelled: status == .cancelled)
    let text = PlainText.lines(description)
    if !text.isEmpty { try component.add(icalproperty_new_description(text)) }
    try component.addCategories(categories)
    try component.addAddress(url)
    try addProgress(to: component)
    try component.add(icalproperty_new_priority(0))
    try component.addOrganizer(organizer)
    return component
  }

  /// STATUS, PERCENT-COMPLETE and COMPLETED (sections 3.8.1.11, 3.8.1.8, 3.8.2.1).
  private func addProgress(to component: borrowing Component) throws(FeedError) {
    try component.add(icalproperty_new_status(status.wire))
    if let percent {
      guard (0...100).contains(percent) else { throw .numberOutOfRange(uid: uid, property: "PERCENT-COMPLETE") }
      try component.add(icalproperty_new_percentcomplete(Int32(percent)))
    }
    if case .completed(let instant?) = status {
      try component.add(icalproperty_new_completed(component.utc(instant, of: uid)))
    }
  }
}

extension ToDoStatus {
  /// The library's word for it.
  var wire: icalproperty_status {
    switch self {
    case .needsAction: ICAL_STATUS_NEEDSACTION
    case .inProcess: ICAL_STATUS_INPROCESS
    case .completed: ICAL_STATUS_COMPLETED
    case .cancelled: ICAL_STATUS_CANCELLED
    }
  }
}
