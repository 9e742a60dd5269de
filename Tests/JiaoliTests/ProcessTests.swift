import AcademicCalendar
import Crypto
import Foundation
import Glibc
import Office
import Store
import Testing
import Workflow

/// Several processes on one office, and processes that are killed.
@Suite struct ProcessTests {
  private func openTasks(_ fixture: Fixture, title: String = "研究成果") throws -> [TaskRecord] {
    try Office(path: fixture.database, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil).store.read { reader in
      try reader.tasks(TaskFilter()).filter { $0.title == title && $0.status.isPending }
    }
  }

  @Test func `Of two processes that hand in one task at once, one wins and the other is told to try again`() throws {
    let fixture = try Fixture()
    _ = try fixture.file("成果.pdf", "成果")
    for task in try openTasks(fixture).prefix(4) {
      let both = try [1, 2].map { _ in try fixture.start(["done", "\(task.id)", "--evidence", "成果.pdf", "--today", "2026-09-02"]) }
      let answers = both.map(Fixture.finish)
      #expect(Set(answers.map(\.status)) == [0, 75])
      #expect(answers.first { $0.status == 75 }?.err.contains("不能提交") == true)
    }
    #expect(try OfficeStore(path: fixture.database).tablesThatDifferFromJournal() == [])
  }

  @Test func `Everything that was acknowledged is there after twenty kills, and no file is half there`() throws {
    let fixture = try Fixture()
    var delays = SystemDelays()
    var acknowledged: Set<Int64> = []
    let tasks = try openTasks(fixture) + openTasks(fixture, title: "示范课") + openTasks(fixture, title: "专题讲座")
    for (number, task) in tasks.prefix(24).enumerated() {
      var arguments = ["done", "\(task.id)", "--evidence"]
      for kind in task.evidence {
        // A different file each time, large enough to be killed within it.
        arguments.append(
          "\(kind)=" + (try fixture.file("\(task.id)-\(kind).bin", String(repeating: "\(number) \(kind) ", count: 100_000)).path))
      }
      let started = try fixture.start(arguments)
      // Four are left to end, so that at least these are acknowledged.
      if number % 6 != 0 {
        usleep(delays.next())
        kill(started.process.processIdentifier, SIGKILL)
      }
      let answer = Fixture.finish(started)
      if answer.out.contains("已提交") { acknowledged.insert(task.id) }
      if number % 6 == 0 { #expect(answer.status == 0, "\(answer)") }
    }
    let store = try OfficeStore(path: fixture.database)
    #expect(acknowledged.count >= 4)
    #expect(try store.tablesThatDifferFromJournal() == [])
    for task in tasks.prefix(24) {
      let (record, evidence) = try store.read { reader in (try #require(try reader.task(task.id)), try reader.evidence(of: task.id)) }
      #expect(record.status == .submitted || !acknowledged.contains(task.id))
      #expect(evidence.map(\.kind) == (record.status == .submitted ? task.evidence : []))
      for piece in evidence {
        let bytes = try Data(contentsOf: store.evidence.url(of: piece.sha256))
        #expect(bytes.count == Int(piece.size))
        #expect(SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined() == piece.sha256)
      }
    }
    // The office goes on: what was not acknowledged can be handed in again.
    if let open = tasks.first(where: { !acknowledged.contains($0.id) }) {
      let files = open.evidence.map { "\($0)=\(fixture.folder.path)/\(open.id)-\($0).bin" }
      let again = Fixture.finish(try fixture.start(["done", "\(open.id)", "--evidence"] + files))
      #expect([0, 75].contains(again.status))
    }
  }

  /// Microseconds from nothing to the length of a command, spread evenly (the golden ratio's multiples).
  private struct SystemDelays {
    private var share = 0.0
    mutating func next() -> UInt32 {
      share = (share + 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
      return UInt32(share * 90_000)
    }
  }
}
