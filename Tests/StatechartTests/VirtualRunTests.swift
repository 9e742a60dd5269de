import Foundation
import Rules
@testable import Statechart
import Testing

@Suite struct `Virtual runs` {
  private let chart = Chart(
    name: "t", data: [.init("n", .value(0))],
    states: [
      .init(
        "wait", transitions: [.init(on: ["add"], do: [.set(["n"], .expression("n + event.data"))])],
        timers: [
          .init(after: .value("PT2S"), .init(to: ["p"])),
          .init(after: .value("PT1S"), .init(do: [.log(label: "half", .expression("n"))])),
        ]),
      .init("p", kind: .parallel, states: [.init("z"), .init("a", states: [.init("m")])], transitions: [.init(on: ["end"], to: ["f"])]),
      .init("f", kind: .final, doneData: .expression("n")),
    ])

  @Test func `commands are answered line by line`() throws {
    var run = VirtualRun(try Machine(chart))
    let first = try run.begin()
    #expect(first.hasPrefix(#"{"active":["wait"],"configuration":["wait"],"done":false,"effects":["#))
    #expect(first.contains(#""due":2000"#))
    #expect(
      try run.take(#"{"event": "add", "data": 5}"#)
        == #"{"active":["wait"],"configuration":["wait"],"done":false,"effects":[],"vars":{"n":5}}"#)
    #expect(
      try run.take(#"{"advance": "PT1.5S"}"#)
        == #"{"active":["wait"],"configuration":["wait"],"done":false,"effects":[{"log":{"label":"half","value":5}}],"vars":{"n":5}}"#)
    let late = try run.take(#"{"advance": "PT1.5S"}"#)
    #expect(late.hasPrefix(#"{"active":["a","m","p","z"],"configuration":["m","z"],"done":false,"#))
    #expect(
      try run.take(#"{"event": "end"}"#) == #"{"active":["f"],"configuration":["f"],"done":true,"effects":[{"done":5}],"vars":{"n":5}}"#)
  }

  @Test func `timers fire in the order in which they are due, those of one moment in the order in which they were set`() throws {
    let chart = Chart(
      name: "t", data: [.init("seen", .value([]))],
      states: [
        .init(
          "s", transitions: [.init(on: ["*"], do: [.set(["seen"], .expression("seen + [event.name]"))])],
          entry: [
            [
              .send(.init(.value("c"), delay: .value("3s"))), .send(.init(.value("a"), delay: .value("1s"))),
              .send(.init(.value("b1"), delay: .value("2s"))), .send(.init(.value("b2"), delay: .value("2s"))),
              .send(.init(.value("gone"), id: "g", delay: .value("2s"))), .cancel(.value("g")),
            ]
          ])
      ])
    var run = VirtualRun(try Machine(chart))
    _ = try run.begin()
    #expect(try run.take(#"{"advance": "P1D"}"#).contains(#""vars":{"seen":["a","b1","b2","c"]}"#))
    #expect(run.now == Instant(milliseconds: 86_400_000))
  }

  @Test func `a timer that sets another within the time advanced is followed`() throws {
    let tick = Action.send(.init(.value("tick"), delay: .value("1s")))
    let chart = Chart(
      name: "t", data: [.init("n", .value(0))],
      states: [.init("s", transitions: [.init(on: ["tick"], do: [.set(["n"], .expression("n + 1")), tick])], entry: [[tick]])])
    var run = VirtualRun(try Machine(chart))
    _ = try run.begin()
    #expect(try run.take(#"{"advance": "10.5s"}"#).contains(#""vars":{"n":10}"#))
  }

  @Test func `a timer that is due as soon as it is set is given up as endless, and one that lets time go on is not`() throws {
    func run(after: Template) throws -> String {
      let chart = Chart(
        name: "t", data: [.init("n", .value(0))],
        states: [.init("a", timers: [.init(after: after, .init(to: ["a"], do: [.set(["n"], .expression("n + 1"))]))])])
      var run = VirtualRun(try Machine(chart))
      _ = try run.begin()
      return try run.take(#"{"advance": "20s"}"#)
    }
    #expect(throws: StepError.self) { try run(after: .value("1970-01-01")) }
    #expect(try run(after: .value("1ms")).contains(#""vars":{"n":20000}"#))
  }

  @Test func `data that grows deeper and deeper is an error of the chart, and what there is can be written`() throws {
    let grow: [Action] = [.set(["n"], .expression("n + 1")), .set(["x"], .expression("[x]"))]
    let chart = Chart(
      name: "t", data: [.init("x", .value([])), .init("n", .value(0))], states: [.init("a", transitions: [.init(if: "n < 550", do: grow)])])
    var run = VirtualRun(try Machine(chart))
    #expect(try run.begin().contains("error.execution"))
  }

  @Test func `an event that is too deep to be told is refused`() throws {
    let machine = try Machine(SCXMLDocument("<scxml><state id='s'><invoke id='c' type='task' autoforward='true'/></state></scxml>").chart)
    var run = VirtualRun(machine)
    _ = try run.begin()
    let deep = String(repeating: "[", count: 508) + String(repeating: "]", count: 508)
    #expect(throws: VirtualRun.LineError.self) { try run.take(#"{"event": "e", "data": \#(deep)}"#) }
  }

  @Test func `the variables of a loop are told once it has run`() throws {
    let loop = Action.forEach(.init("x", in: "[7]", []))
    let chart = Chart(name: "t", states: [.init("s", transitions: [.init(on: ["e"], do: [loop])])])
    var run = VirtualRun(try Machine(chart))
    #expect(try run.begin().hasSuffix(#""vars":{}}"#))
    #expect(try run.take(#"{"event": "e"}"#).hasSuffix(#""vars":{"x":7}}"#))
  }

  @Test func `a session that does not exist answers with an error`() throws {
    let chart = Chart(
      name: "t",
      states: [
        .init(
          "s", transitions: [.init(on: ["error.communication"], to: ["good"])],
          entry: [[.send(.init(.value("e"), target: .value("#_scxml_other")))]]),
        .init("good"),
      ])
    var run = VirtualRun(try Machine(chart))
    #expect(try run.begin().contains(#""configuration":["good"]"#))
  }

  @Test func `the end of an invocation needs no identifier of its own`() throws {
    let chart = Chart(
      name: "t",
      states: [
        .init("s", transitions: [.init(on: ["done.invoke.x"], to: ["good"])], invocations: [.init("x", type: "task")]), .init("good"),
      ])
    var run = VirtualRun(try Machine(chart))
    _ = try run.begin()
    #expect(try run.take(#"{"event": "done.invoke.x"}"#).contains(#""effects":[]"#))
  }

  @Test(arguments: [
    "", "x", "{}", #"{"event": "a", "advance": "1s"}"#, #"{"event": "a", "date": 1}"#, #"{"advance": "soon"}"#, #"{"event": 5}"#, "[1]",
  ])
  func `what is no command is an error and changes nothing`(line: String) throws {
    var run = VirtualRun(try Machine(chart))
    _ = try run.begin()
    let before = run.snapshot
    #expect(throws: VirtualRun.LineError.self) { try run.take(line) }
    #expect(run.snapshot == before)
  }
}

@Suite struct `Errors nobody answers` {
  @Test func `are told to the host, and those that the chart answers are not`() throws {
    let fail = Action.set(["n"], .expression("1 / n"))
    let deaf = try Play(.init("a", entry: [[fail]]), data: [.init("n", .value(0))])
    #expect(deaf.effects.count == 1)
    guard case .unhandled(let event)? = deaf.effects.first else { return #expect(Bool(false)) }
    #expect(event.name == "error.execution" && event.data != .null)
    let hearing = try Play(
      .init("a", transitions: [.init(on: ["error"], to: ["b"])], entry: [[fail]]), .init("b"), data: [.init("n", .value(0))])
    #expect(hearing.effects == [])
    let asked = try Play(.init("a", transitions: [.init(if: "1 / n > 0", to: ["b"])]), .init("b"), data: [.init("n", .value(0))])
    #expect(asked.effects.count == 1)
  }

  @Test(arguments: [("0.035s", 35), ("PT0.035S", 35), ("1.1s", 1100), ("0.0005s", 1), ("4.35s", 4350), ("PT1M0.007S", 60_007)])
  func `decimal fractions of a second are what they say, and parts of a millisecond are rounded up`(text: String, milliseconds: Int64) {
    #expect(Delay.milliseconds(text) == milliseconds)
  }
}

@Suite struct `Moving to another version` {
  private func chart(_ states: Chart.State..., data: [Chart.Datum] = []) throws -> Machine {
    try Machine(Chart(name: "t", data: data, states: states))
  }

  @Test func `states, variables, history and invocations are carried over by name`() throws {
    let old = try chart(
      .init(
        "a", states: [.init("h", kind: .history(.shallow), initial: .init("a1")), .init("a1"), .init("a2")],
        transitions: [.init(on: ["e"], to: ["b"])]),
      .init("b", transitions: [.init(on: ["back"], to: ["h"])], invocations: [.init("x", type: "task")]), data: [.init("n", .value(1))])
    let new = try chart(
      .init("zero"),
      .init("b", transitions: [.init(on: ["back"], to: ["h"])], invocations: [.init("y", type: "task"), .init("x", type: "task")]),
      .init(
        "a", states: [.init("a2"), .init("a1"), .init("h", kind: .history(.shallow), initial: .init("a1"))],
        transitions: [.init(on: ["e"], to: ["b"])]),
      data: [.init("m", .value(5)), .init("n", .value(2))])
    let snapshot = try old.step(try old.start(now: .zero).snapshot, Event("e"), now: .zero).snapshot
    #expect(throws: StepError.foreign) { try new.step(snapshot, Event("back"), now: .zero) }
    let moved = try new.adopt(snapshot, from: old)
    #expect(new.configuration(of: moved) == ["b"])
    #expect(new.variables(of: moved) == ["m": 5, "n": 1])
    #expect(new.state(of: "x", in: moved) == "b")
    let back = try new.step(moved, Event("back"), now: .zero)
    #expect(new.configuration(of: back.snapshot) == ["a1"])
    #expect(back.effects == [.cancel("x")])
  }

  @Test func `a renamed state needs a mapping`() throws {
    let old = try chart(.init("a"))
    let new = try chart(.init("b"))
    let snapshot = try old.start(now: .zero).snapshot
    #expect(throws: Machine.Obstacle(reasons: ["新版本没有状态 a", "最外层 中应有一个活动状态, 有 0 个"])) { try new.adopt(snapshot, from: old) }
    #expect(new.configuration(of: try new.adopt(snapshot, from: old, mapping: ["a": "b"])) == ["b"])
  }

  @Test func `a state that has become parallel is an obstacle`() throws {
    let old = try chart(.init("p", states: [.init("a"), .init("b")]))
    let new = try chart(.init("p", kind: .parallel, states: [.init("a"), .init("b")]))
    #expect(throws: Machine.Obstacle(reasons: ["分支 b 没有活动状态"])) { try new.adopt(try old.start(now: .zero).snapshot, from: old) }
  }
}
