import Foundation
import Rules
import Statechart

/// What a live run takes: a pilot with variables, history and task invocations, held in memory and encoded.
struct Memory {
  let machine: Machine

  init() throws {
    let phases = ["launch", "rollout", "deepening", "summary"]
    machine = try Machine(
      Chart(
        name: "pilot", data: [.init("hours", .value(0)), .init("rounds", .value(1)), .init("school", .value("第一小学"))],
        states: phases.enumerated().map { number, name in
          Chart.State(
            StateID(name), transitions: [.init(on: ["settled.state.\(name)"], to: [StateID(number == 3 ? "closed" : phases[number + 1])])],
            timers: [.init(after: .value("P30D"), .init(do: [.log(label: "late", .value(.null))]))],
            invocations: (1...6).map { Chart.Invocation(InvocationID("\(name)/task-\($0)"), type: "tasks") })
        } + [.init("closed", kind: .final)]))
  }

  /// Bytes of resident memory for each of so many runs, and bytes of one snapshot as it is stored.
  func measure(runs count: Int) throws -> (resident: Int, encoded: Int) {
    var snapshots: [Snapshot] = []
    snapshots.reserveCapacity(count)
    let before = Memory.resident()
    for number in 0..<count {
      snapshots.append(
        try machine.start(now: .zero, session: String(number), data: ["hours": .int(Int64(number)), "school": .string("第\(number)小学")])
          .snapshot)
    }
    let after = Memory.resident()
    return ((after - before) / count, try snapshots[count / 2].encoded().count)
  }

  /// The resident memory of the process in bytes.
  private static func resident() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
