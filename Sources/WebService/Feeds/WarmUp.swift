import Foundation
import ICalendar
import Office

/// What the first rendering of a process costs beyond the others (libraries loaded, memory fetched) is paid before anybody waits for it.
enum WarmUp {
  /// Renders an invented feed.
  static func render() {
    let start = Date(timeIntervalSince1970: 0)
    let revision = Revision(sequence: 1, created: start, lastModified: start)
    let entries = (0..<64).map { number in
      Entry.event(
        Event(
          uid: "\(number)", revision: revision, title: "示范课", time: .timed(start..<start.addingTimeInterval(2400)), location: "实验小学",
          description: "第 1 周", change: "改期", categories: ["示范课"], alarms: [Alarm(minutesBefore: 30)]))
    }
    _ = try? Office.rendered(Feed(name: "教历", lastModified: start, entries: entries))
  }
}
