import Rules
import Statechart

/// Steps per second of processor time in memory: a pilot of four phases, flat and with regions. Run in release mode;
/// the first argument is the number of steps of each measurement, the second the beginning of the only one to be made.
let steps = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
let only = CommandLine.arguments.dropFirst(2).first ?? ""

let phases: [Chart.State] = [
  .init("launch", transitions: [.init(on: ["done.launch"], to: ["rollout"])]),
  .init("rollout", transitions: [.init(on: ["done.rollout"], to: ["deepening"])]),
  .init("deepening", transitions: [.init(on: ["done.deepening"], to: ["summary"])]),
  .init("summary", transitions: [.init(on: ["again"], to: ["launch"])]),
]

func region(_ name: String) -> Chart.State {
  .init(
    StateID(name),
    states: [
      .init(StateID("\(name)-open"), transitions: [.init(on: ["\(name).submit", "all"], to: [StateID("\(name)-submitted")])]),
      .init(StateID("\(name)-submitted"), transitions: [.init(on: ["\(name).return", "all"], to: [StateID("\(name)-open")])]),
    ])
}

let regions: [Chart.State] = [
  .init("launch", transitions: [.init(on: ["go"], to: ["deepening"])]),
  .init(
    "deepening", kind: .parallel, states: [region("routine"), region("schools"), region("visits"), region("review")],
    transitions: [.init(on: ["back"], to: ["launch"])]),
]

func measure(_ title: String, _ chart: Chart, _ names: [String], warmUp: [String] = []) throws {
  guard title.hasPrefix(only) else { return }
  let machine = try Machine(chart)
  var snapshot = try machine.start(now: .zero).snapshot
  for name in warmUp { snapshot = try machine.step(snapshot, Event(name), now: .zero).snapshot }
  let events = names.map { Event($0) }
  let rounds = steps / events.count
  var effects = 0
  let start = processorTime()
  for _ in 0..<rounds {
    for event in events {
      let step = try machine.step(snapshot, event, now: .zero)
      snapshot = step.snapshot
      effects += step.effects.count
    }
  }
  let seconds = processorTime() - start
  let perSecond = Int(Double(rounds * events.count) / seconds)
  print(
    "\(title): \(perSecond) steps/s, snapshot \(try snapshot.encoded().count) bytes, at \(machine.configuration(of: snapshot)), \(effects) effects"
  )
}

try measure("flat, four phases", Chart(name: "flat", states: phases), ["done.launch", "done.rollout", "done.deepening", "again"])
try measure(
  "four regions, one moves", Chart(name: "regions", states: regions),
  [
    "routine.submit", "schools.submit", "visits.submit", "review.submit", "routine.return", "schools.return", "visits.return",
    "review.return",
  ],
  warmUp: ["go"])
try measure("four regions, all move", Chart(name: "regions", states: regions), ["all"], warmUp: ["go"])
try measure("four regions, entered and left", Chart(name: "regions", states: regions), ["go", "back"])
let guarded: [Chart.State] = [
  .init("a", transitions: [.init(on: ["e"], if: "n >= 0 && event.name == 'e'", to: ["b"], do: [.set(["n"], .expression("n + 1"))])]),
  .init("b", transitions: [.init(on: ["e"], if: "n >= 0", to: ["a"])]),
]
try measure("guards and data", Chart(name: "guarded", data: [.init("n", .value(0))], states: guarded), ["e"])

/// Verification of a workflow with four phases, the third of six regions of four steps each.
func verify(_ title: String, regions count: Int, steps: Int) throws {
  guard title.hasPrefix(only) else { return }
  let regions = (1...count).map { region in
    Chart.State(
      StateID("r\(region)"),
      states: (1...steps).map { step in
        let next = Chart.Transition(on: ["r\(region).next"], if: "n > 1", to: [StateID("r\(region)-\(step + 1)")])
        return .init(StateID("r\(region)-\(step)"), kind: step == steps ? .final : .compound, transitions: step < steps ? [next] : [])
      })
  }
  let chart = Chart(
    name: "verified", data: [.init("n", .value(0))],
    states: [
      .init("launch", transitions: [.init(on: ["done"], to: ["rollout"])]),
      .init("rollout", transitions: [.init(on: ["done"], to: ["deepening"])]),
      .init("deepening", kind: .parallel, states: regions, transitions: [.init(on: ["done.state.deepening"], to: ["summary"])]),
      .init("summary", transitions: [.init(on: ["approved"], to: ["closed"]), .init(on: ["rejected"], to: ["deepening"])]),
      .init("closed", kind: .final),
    ])
  let machine = try Machine(chart)
  var result: Verification?
  let start = processorTime()
  result = machine.verify()
  let taken = Int((processorTime() - start) * 1000)
  print(
    "\(title): \(taken) ms, \(result?.situations ?? 0) situations, \(result?.findings.count ?? 0) findings, exhaustive \(result?.isExhaustive ?? false)"
  )
}

try verify("verify, 4 regions of 4 steps", regions: 4, steps: 4)
try verify("verify, 6 regions of 4 steps", regions: 6, steps: 4)
try verify("verify, 10 regions of 4 steps", regions: 10, steps: 4)

if "memory of a live run".hasPrefix(only) {
  let (resident, encoded) = try Memory().measure(runs: 100_000)
  print("memory of a live run: \(resident) bytes resident, \(encoded) bytes as it is stored (floor: 4,096), 100,000 runs")
}
