import AcademicCalendar
import Foundation

/// The order of entries in a feed.
struct SortKey: Comparable {
  let start: Date
  let uid: String
  let isToDo: Bool

  static func < (left: SortKey, right: SortKey) -> Bool {
    if left.start != right.start { return left.start < right.start }
    if left.uid != right.uid { return Array(left.uid.utf8).lexicographicallyPrecedes(Array(right.uid.utf8)) }
    return !left.isToDo && right.isToDo
  }
}

extension Entry {
  /// Whether it is a to-do.
  var isToDo: Bool {
    if case .toDo = self { true } else { false }
  }

  /// The title without any mark.
  var title: String {
    switch self {
    case .event(let event): event.title
    case .toDo(let toDo): toDo.title
    }
  }

  /// The days that it touches, both inclusive.
  var days: ClosedRange<Day> {
    switch self {
    case .event(let event): event.time.days
    case .toDo(let toDo): toDo.start...max(toDo.start, toDo.due ?? toDo.start)
    }
  }

  /// What orders entries: the start of an event, the due day of a to-do.
  var start: Date {
    switch self {
    case .event(let event): event.time.start
    case .toDo(let toDo): OfficeTime.instant(toDo.due ?? toDo.start)
    }
  }

  /// The component of this entry.
  func component(organizer: Organizer) throws(FeedError) -> Component {
    switch self {
    case .event(let event): try event.component(organizer: organizer)
    case .toDo(let toDo): try toDo.component(organizer: organizer)
    }
  }
}
