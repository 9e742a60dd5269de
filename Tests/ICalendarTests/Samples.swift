import AcademicCalendar
import Foundation
import ICalendar

/// Small feeds, and text from a seed.
enum Samples {
  static let stamp = Date(timeIntervalSince1970: 1_780_000_000)
  static let revision = Revision(sequence: 2, created: Date(timeIntervalSince1970: 1_770_000_000), lastModified: stamp)
  static let day = Day(2026, 12, 20)!

  static func event(_ uid: String = "session-1@jiaoli", title: String = "示范课:《桂林山水》", day: Day = day) -> Event {
    Event(uid: uid, revision: revision, title: title, time: .timed(day, from: 8 * 60, to: 9 * 60 + 40))
  }

  static func feed(_ entries: [Entry]) -> Feed { Feed(name: "张老师的日历", entries: entries) }

  /// A feed with every kind of thing in it.
  static var rich: Feed {
    var event = event()
    (event.location, event.description) = ("洪湖市第一小学;三楼, 会议室", "请提前签到。\n反斜杠\\与\"引号\"\n\n末行")
    (event.change, event.categories) = ("11月2日:由周三改为周五", ["示范课", "小学语文"])
    (event.url, event.alarms) = (
      URL(string: "https://jiaoli.example/tasks/1?a=1&b=2"), [Alarm(minutesBefore: 30), Alarm(minutesBefore: 1440)]
    )
    var cancelled = Samples.event("session-2@jiaoli", title: "讲座", day: day + 1)
    cancelled.status = .cancelled
    let deadline = Event(
      uid: "deadline-1@jiaoli", revision: revision, title: "截止:上交研修总结", time: .allDay(day), isBusy: false,
      alarms: [Alarm(minutesBefore: -540)])
    let toDo = ToDo(
      uid: "task-1@jiaoli", revision: revision, title: "上交研修总结", start: day - 10, due: day, description: "电子稿一份", categories: ["研修"],
      url: URL(string: "https://jiaoli.example/tasks/2"), status: .inProcess, percent: 40)
    let done = ToDo(
      uid: "task-2@jiaoli", revision: revision, title: "听课记录", start: day + 1, due: day + 3, status: .completed(stamp), percent: 100)
    return Feed(
      name: "张老师, 研修日历;二", description: "每周更新", uid: "feed-1@jiaoli", url: URL(string: "https://jiaoli.example/"), color: .teal,
      organizer: Organizer(name: "洪湖市教师发展中心", address: "mailto:office@jiaoli.example"), lastModified: stamp,
      settings: FeedSettings(refreshMinutes: 60),
      entries: [.event(event), .event(deadline), .toDo(toDo), .event(cancelled), .toDo(done)])
  }

  /// Random text over ASCII, Chinese and emoji; a fixed sequence for each seed.
  static func text(_ random: inout SeededRandom, length: Int) -> String {
    let alphabet = Array("ab ,;:\\\"'=/教师研修社区示范课《》，。：；😀👩‍🏫🇨🇳é\u{301}𠮷")
    return String((0..<length).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
  }
}

/// SplitMix64, so that a failing seed can be run again.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension [UInt8] {
  /// The bytes as text.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// The physical lines, each without its CRLF.
  var physicalLines: [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var index = 0
    while index < count {
      if self[index] == 13, index + 1 < count, self[index + 1] == 10 {
        lines.append([])
        index += 2
      } else {
        lines[lines.count - 1].append(self[index])
        index += 1
      }
    }
    return lines
  }
}
