import Foundation
import Office

/// Durable steps a second beside bare SQLite with the same syncs: the three take turns, so that they see the same disk.
struct StepBenchmark {
  let folder: URL

  /// - Parameter rounds: how often every task is handed in.
  func run(rounds: Int) throws {
    let sample = try SampleOffice(in: folder)
    let tasks = try sample.office.tasks(Office.TaskQuery()).map(\.id)
    let copy = folder.appending(path: "copy")
    _ = try sample.office.backUp(to: copy)
    let one = try BareSQLite(path: folder.appending(path: "one.db").path, rows: .one)
    let same = try BareSQLite(path: copy.appending(path: "office.db").path, rows: .same)
    var (ours, bare, equal) = (0.0, 0.0, 0.0)
    for round in 0...rounds {
      for batch in stride(from: 0, to: tasks.count, by: 40) {
        let part = tasks[batch..<min(batch + 40, tasks.count)]
        let times = (
          try seconds { for task in part { _ = try sample.office.submit(task, files: [], note: nil) } },
          try seconds { for task in part { try one.step(task) } }, try seconds { for task in part { try same.step(task) } }
        )
        // The first round fills the logs and the caches of all three.
        if round > 0 { (ours, bare, equal) = (ours + times.0, bare + times.1, equal + times.2) }
      }
      try same.reopen()
      for task in tasks { _ = try sample.office.giveBack(task, reason: "再来") }
    }
    let steps = Double(tasks.count * rounds)
    report(
      "durable steps one by one",
      "\(rate(steps, ours)), bare SQLite with one row \(rate(steps, bare)) (\(percent(bare, ours))), with the same rows \(rate(steps, equal)) (\(percent(equal, ours)))",
      floor: "90 %")
    let threads = 16
    let together = try seconds { try atOnce(threads, tasks) { _ = try sample.office.submit($0, files: [], note: nil) } }
    report(
      "durable steps of \(threads) at once",
      "\(rate(Double(tasks.count), together)), \(percent(bare / steps, together / Double(tasks.count))) of one row",
      floor: "90 %")
  }

  private func atOnce(_ threads: Int, _ tasks: [Int64], _ body: @escaping @Sendable (Int64) throws -> Void) throws {
    let all = DispatchGroup()
    for number in 0..<threads {
      all.enter()
      Thread.detachNewThread {
        for index in stride(from: number, to: tasks.count, by: threads) {
          do { try body(tasks[index]) } catch { print("refused: \(error)") }
        }
        all.leave()
      }
    }
    all.wait()
  }

  private func rate(_ count: Double, _ time: Double) -> String { "\(Int(count / time))/s" }
  private func percent(_ floor: Double, _ time: Double) -> String { "\(Int((floor / time * 100).rounded())) %" }
}
