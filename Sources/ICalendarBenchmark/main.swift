import AcademicCalendar
import Foundation
import ICalendar

/// The median of some runs, in milliseconds.
func median(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  var times: [Double] = []
  for _ in 0..<runs {
    let time = try clock.measure(body)
    times.append(Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1000)
  }
  return times.sorted()[runs / 2]
}

/// A teacher's feed of 200 sessions, each with what a real one has.
func feed(of count: Int) -> Feed {
  let stamp = Date(timeIntervalSince1970: 1_780_000_000)
  let first = Day("2026-09-01") ?? .earliest
  let entries = (0..<count).map { index in
    Entry.event(
      Event(
        uid: "session-\(index)@jiaoli.example", revision: Revision(sequence: index % 3, created: stamp, lastModified: stamp),
        title: "示范课:小学语文《桂林山水》第\(index)课时", time: .timed(first + index, from: 480, to: 580), location: "洪湖市第一小学三楼会议室",
        description: "请提前十五分钟到场签到,带好听课记录本。\n示范课后集中评课,每人发言不少于三分钟。", categories: ["示范课"],
        url: URL(string: "https://jiaoli.example/tasks/\(index)"), alarms: [Alarm(minutesBefore: 30)]))
  }
  return Feed(name: "张老师的研修日历", color: .teal, lastModified: stamp, entries: entries)
}

let sample = feed(of: 200)
let bytes = try render(sample)
// With a path, the feed is left there for other programs to read.
if CommandLine.arguments.count > 1 { try Data(bytes).write(to: URL(fileURLWithPath: CommandLine.arguments[1])) }
let rendering = try median(of: 101) { _ = try render(sample) }
let reading = try median(of: 21) { _ = try CalendarObject(bytes) }
let checking = median(of: 21) { _ = CalendarCheck.check(bytes) }
var sink = 0
let copying = median(of: 1001) {
  let copy = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
    count = buffer.initialize(fromContentsOf: bytes)
  }
  sink &+= Int(copy[sink & 1023])
}
print("\(sample.entries.count) events, \(bytes.count) bytes")
for (what, time) in [("render", rendering), ("read", reading), ("check", checking), ("memory copy", copying)] {
  print("\(what): \(String(format: "%.4f", time)) ms")
}
