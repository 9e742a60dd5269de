import AcademicCalendar
import Foundation
import Glibc
import Office
import Synchronization

/// Works in an office until it is killed. Before each command it says what it is about to do, and after it that the office has said yes or no.
///
///     ready
///     begin MARKER COMMAND
///     ack MARKER COMMAND
///     no MARKER COMMAND
struct Player {
  let folder: URL
  let seed: UInt64

  /// Two at once, so that commands are also committed together.
  private static let threads = 2

  func play() throws {
    let small = SmallOffice(folder: folder)
    let first = try small.office(on: nil)
    // What is worked out once is worked out before anybody is waited for.
    _ = try first.tasks(Office.TaskQuery())
    Self.say("ready")
    let day = Mutex(first.today)
    let all = DispatchGroup()
    for thread in 0..<Self.threads {
      all.enter()
      Thread.detachNewThread { work(thread, first, day, small) }
    }
    all.wait()
  }

  private func work(_ thread: Int, _ first: Office, _ day: borrowing Mutex<Day>, _ small: SmallOffice) {
    var random = Seeded(state: seed &* 31 &+ UInt64(thread))
    let weighted = Command.allCases.flatMap { Array(repeating: $0, count: $0.weight) }
    for number in 0... {
      let command = weighted.randomElement(using: &random) ?? .submit
      let marker = Marker(seed: seed, thread: thread, number: number)
      Self.say("begin \(marker.text) \(command.rawValue)")
      do {
        if command == .day { day.withLock { $0 = $0 + Int.random(in: 0...1, using: &random) } }
        try command.give(first.acting(as: nil, on: day.withLock { $0 }), marker, small, &random)
        Self.say("ack \(marker.text) \(command.rawValue)")
      } catch {
        guard let known = OfficeError.of(error), known.kind != .defect else {
          Self.say("defect \(marker.text) \(error)")
          exit(1)
        }
        Self.say("no \(marker.text) \(command.rawValue)")
      }
    }
  }

  /// One line, in one piece, at once.
  private static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
