import Foundation
import Rules
@testable import Statechart
import Testing

/// Random charts and random events, by seed.
@Suite struct `Random charts` {
  /// SplitMix64 (Steele, Lea and Flood 2014).
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }

  private static let events = ["a", "b", "c", "a.x"]

  private struct Builder {
    var random: Generator
    /// Whether it counts in `n`; machines without data are stored and read in a shorter way.
    var hasData = true
    var names: [StateID] = []

    mutating func chart() -> Chart {
      var states = (0..<Int.random(in: 2...4, using: &random)).map { _ in skeleton(1) }
      for index in states.indices { fill(&states[index]) }
      if Bool.random(using: &random) { states.append(.init("end", kind: .final)) }
      return Chart(name: "r", data: hasData ? [.init("n", .value(0))] : [], states: states)
    }

    private mutating func skeleton(_ depth: Int) -> Chart.State {
      let id = StateID("s\(names.count)")
      names.append(id)
      var state = Chart.State(id)
      guard depth < 4, Int.random(in: 0..<3, using: &random) > 0 else { return state }
      state.kind = Int.random(in: 0..<3, using: &random) == 0 ? .parallel : .compound
      state.states = (0..<Int.random(in: 1...3, using: &random)).map { _ in skeleton(depth + 1) }
      if state.kind == .compound, Bool.random(using: &random), let first = state.states.first {
        state.states.append(.init(StateID("f\(id)"), kind: .final))
        let deep = Bool.random(using: &random)
        state.states.append(.init(StateID("h\(id)"), kind: .history(deep ? .deep : .shallow), initial: .init(first.id)))
        names += [StateID("f\(id)"), StateID("h\(id)")]
      }
      return state
    }

    private mutating func fill(_ state: inout Chart.State) {
      for index in state.states.indices { fill(&state.states[index]) }
      guard state.kind == .compound || state.kind == .parallel else { return }
      for _ in 0..<Int.random(in: 0...3, using: &random) { state.transitions.append(transition(state.id)) }
      if Int.random(in: 0..<3, using: &random) == 0 { state.invocations = [.init(InvocationID("i\(state.id)"), type: "task")] }
      if Int.random(in: 0..<3, using: &random) == 0 {
        state.entry = [(hasData ? [.set(["n"], .expression("n + 1"))] : []) + [trace("+\(state.id)")]]
      }
      if Int.random(in: 0..<4, using: &random) == 0 { state.exit = [[trace("-\(state.id)"), .raise(event: "left.\(state.id)")]] }
      if Int.random(in: 0..<5, using: &random) == 0 { state.timers = [.init(after: .value(100), transition(state.id))] }
    }

    private mutating func transition(_ source: StateID) -> Chart.Transition {
      let target = Int.random(in: 0..<6, using: &random) == 0 ? nil : names.randomElement(using: &random)
      let guardText = Int.random(in: 0..<3, using: &random) == 0 && hasData ? "n % 2 == 0" : nil
      let events = [(Random.events + ["done.state.\(source)", "done.invoke", "left"]).randomElement(using: &random) ?? "a"]
      return .init(
        on: events, if: guardText, to: target.map { [$0] } ?? [], isInternal: Bool.random(using: &random), do: [trace("\(source)")])
    }
  }

  private typealias Random = `Random charts`

  @Test(arguments: 1...40)
  func `every step keeps the configuration legal, the invocations those of active states, and the snapshot whole`(seed: UInt64) throws {
    var builder = Builder(random: Generator(state: seed), hasData: seed % 3 > 0)
    let chart = builder.chart()
    var play: Play
    do { play = try Play(chart) } catch is StepError { return }
    for _ in 0..<25 {
      do {
        if let id = play.snapshot.activeInvocations.randomElement(using: &builder.random),
          Int.random(in: 0..<4, using: &builder.random) == 0
        {
          try play.send("done.invoke.\(id)", invokeID: id)
        } else {
          try play.send(Random.events.randomElement(using: &builder.random) ?? "a")
        }
      } catch is StepError { break }
      #expect(play.machine.program.flaws(of: play.snapshot.configuration) == [], "seed \(seed)")
      for invocation in play.snapshot.invocations { #expect(play.snapshot.configuration.contains(invocation.state), "seed \(seed)") }
    }
    let exported = try Machine(Chart(scxml: chart.scxml))
    #expect(exported.program.states.map(\.id) == play.machine.program.states.map(\.id), "seed \(seed)")
  }

  @Test(arguments: 1...40)
  func `what can be seen at play is within what verification explored`(seed: UInt64) throws {
    var builder = Builder(random: Generator(state: seed))
    let machine = try Machine(builder.chart())
    let exploration = Exploration(machine.program, limit: 300)
    guard exploration.isExhaustive, exploration.loops.isEmpty, var snapshot = try? machine.start(now: .zero).snapshot else { return }
    for _ in 0..<25 {
      let event =
        snapshot.activeInvocations.first.map { Event("done.invoke.\($0)", invokeID: $0) }
        .flatMap { Bool.random(using: &builder.random) ? $0 : nil } ?? Event(Random.events.randomElement(using: &builder.random) ?? "a")
      guard let next = try? machine.step(snapshot, event, now: .zero).snapshot else { return }
      snapshot = next
      let seen = Exploration.Situation(configuration: snapshot.configuration, history: snapshot.history)
      #expect(exploration.situations.contains(seen), "seed \(seed)")
      if snapshot.isDone { return }
    }
  }

  @Test(arguments: 1...300)
  func `the compiled machine does what Appendix D says word by word`(seed: UInt64) throws {
    var builder = Builder(random: Generator(state: seed))
    let chart = builder.chart()
    let machine = try Machine(chart, limit: 300)
    let oracle = AppendixD(chart)
    guard var step = try? machine.start(now: .zero) else {
      #expect(oracle.isStuck, "seed \(seed)")
      return
    }
    for _ in 0..<60 where !oracle.isStuck {
      let log = step.effects.compactMap { if case .log(let label, _) = $0 { label } else { nil } }
      if !step.snapshot.isDone {
        #expect(log == oracle.log, "seed \(seed)")
        #expect(machine.configuration(of: step.snapshot) == oracle.atomic, "seed \(seed)")
        #expect(machine.variables(of: step.snapshot)["n"] == .int(oracle.n), "seed \(seed)")
      }
      let event = (Random.events + ["done.invoke.x"]).randomElement(using: &builder.random) ?? "a"
      oracle.send(event)
      guard let next = try? machine.step(step.snapshot, Event(event), now: .zero) else { return }
      if step.snapshot.isDone { return }
      step = next
    }
  }

  @Test func `a damaged snapshot is refused or runs, and is no crash`() throws {
    var random = Generator(state: 11)
    for seed in 1...20 as ClosedRange<UInt64> {
      var builder = Builder(random: Generator(state: seed), hasData: seed % 2 == 0)
      let machine = try Machine(builder.chart())
      guard let start = try? machine.start(now: .zero) else { continue }
      let whole = Array(try start.snapshot.encoded())
      for _ in 0..<200 {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = "0123456789[]{},:\"-".utf8.randomElement(using: &random) ?? 0
        }
        for damaged in [try? Snapshot(encoded: Data(bytes)), try? Snapshot(text: String(decoding: bytes, as: UTF8.self))] {
          guard let damaged else { continue }
          _ = try? machine.step(damaged, Event("a"), now: .zero)
          _ = try? machine.adopt(damaged, from: machine)
        }
      }
    }
  }

  @Test func `sets of up to a thousand members behave as sets`() {
    var random = Generator(state: 7)
    for _ in 0..<300 {
      let left = Set((0..<20).map { _ in Int.random(in: 0..<1000, using: &random) / (Bool.random(using: &random) ? 1 : 12) })
      let right = Set((0..<20).map { _ in Int.random(in: 0..<1000, using: &random) / (Bool.random(using: &random) ? 1 : 12) })
      let (a, b) = (BitSet(left), BitSet(right))
      #expect(Array(a) == left.sorted())
      #expect(Array(a.union(b)) == left.union(right).sorted())
      #expect(Array(a.intersection(b)) == left.intersection(right).sorted())
      #expect(Array(a.subtracting(b)) == left.subtracting(right).sorted())
      #expect(a.intersects(b) == !left.isDisjoint(with: right))
      #expect(a.subtracting(b).union(a.intersection(b)) == a)
      var c = a
      var backwards: [Int] = []
      while let last = c.popLast() { backwards.append(last) }
      #expect(backwards == left.sorted().reversed())
      #expect(c == BitSet())
    }
  }
}
