import AcademicCalendar
import Rules
@testable import Statechart
import Testing

/// SCXML 1.0 sections 4 and 5: executable content and data.
@Suite struct `Executable content` {
  @Test func `set reads and writes variables, with and without vars, and fields within them`() throws {
    let play = try Play(
      .init(
        "s",
        entry: [
          [
            .set(["x"], .expression("x + vars.y")), .set(["vars", "m", "a", "b"], .expression("[x, sessionid, name]")),
            .set(["m", "c"], .value(true)),
          ]
        ]), data: [.init("x", .value(1)), .init("y", .value(2)), .init("m", .object([]))])
    #expect(play.data("x") == 3)
    #expect(play.data("m") == .object(["a": .object(["b": [3, "s1", "t"]]), "c": true]))
  }

  private static func nested(_ levels: Int) -> Value { (0..<levels).reduce(.null) { value, _ in .list([value]) } }

  @Test func `a value that is too deep to be written, or has too many parts, is an error and changes nothing`() throws {
    let keep = Chart.State(
      "s",
      transitions: [
        .init(on: ["set"], do: [.set(["x"], .expression("event.data"))]), .init(on: ["wrap"], do: [.set(["x"], .expression("[x]"))]),
        .init(on: ["double"], do: [.set(["x"], .expression("[x, x]"))]),
        .init(on: ["loop"], do: [.forEach(.init("x", in: "[[x, x]]", []))]),
      ])
    var play = try Play(keep, data: [.init("x", .value(0))])
    try play.send("set", Self.nested(500))
    #expect(play.data("x") == Self.nested(500) && play.effects == [])
    try play.send("wrap")
    #expect(play.data("x") == Self.nested(500))
    guard case .unhandled(let event)? = play.effects.first else { return #expect(Bool(false)) }
    #expect(event.name == "error.execution" && event.data == .object(["message": "值太深: 超过 500 层"]))

    // Not at play, which writes and reads every snapshot: that takes its time with so much.
    var snapshot = try play.machine.step(play.snapshot, Event("set", data: .list(Array(repeating: 1, count: 600_000))), now: .zero).snapshot
    let large = play.machine.variables(of: snapshot)["x"]
    for name in ["double", "loop"] {
      let after = try play.machine.step(snapshot, Event(name), now: .zero)
      snapshot = after.snapshot
      guard case .unhandled(let event)? = after.effects.first else { return #expect(Bool(false)) }
      #expect(event.data == .object(["message": "值太大: 超过 1000000 个部分"]))
      #expect(play.machine.variables(of: snapshot)["x"] == large)
    }
  }

  @Test func `data is bound before anything is entered, in document order`() throws {
    let play = try Play(
      .init("s", transitions: [.init(if: "b == 3", to: ["good"])]), .init("good"),
      data: [.init("a", .value(2)), .init("b", .expression("a + 1"))])
    #expect(play.at == "good")
  }

  @Test func `a datum that cannot be computed is null and raises an error`() throws {
    let play = try Play(
      .init("s", transitions: [.init(on: ["error.execution"], if: "x == null", to: ["good"])]), .init("good"),
      data: [.init("x", .expression("1 / 0"))])
    #expect(play.at == "good")
  }

  @Test func `who starts a machine may give its data`() throws {
    let machine = try Machine(Chart(name: "t", data: [.init("x", .value(1)), .init("y", .value(1))], states: [.init("s")]))
    let started = try machine.start(now: .zero, data: ["x": 9, "z": 9])
    #expect(machine.variables(of: started.snapshot) == ["x": 9, "y": 1])
  }

  @Test(arguments: [(0, "zero"), (1, "one"), (7, "many")])
  func `the first branch that holds is done`(x: Int64, branch: String) throws {
    let play = try Play(
      .init(
        "s",
        entry: [[.choose([.init(if: "x == 0", [trace("zero")]), .init(if: "x == 1", [trace("one")])], otherwise: [trace("many")])]]),
      data: [.init("x", .value(.int(x)))])
    #expect(play.log == [branch])
  }

  @Test func `foreach works on a copy of its list and declares its variables`() throws {
    let play = try Play(
      .init(
        "s",
        entry: [
          [
            .forEach(
              .init(
                "item", index: "i", in: "list",
                [.set(["list"], .expression("list + [item]")), .set(["sum"], .expression("sum + item * i"))]))
          ]
        ]), data: [.init("list", .value([1, 2, 3])), .init("sum", .value(0))])
    #expect(play.data("sum") == 8)
    #expect(play.data("list") == [1, 2, 3, 1, 2, 3])
    #expect(play.data("item") == 3)
    #expect(play.data("i") == 2)
  }

  @Test func `a failure ends its block and no other, and becomes an error event`() throws {
    let play = try Play(
      .init(
        "s", transitions: [.init(on: ["error.execution"], do: [.log(label: "error", .expression("event.data.message"))])],
        entry: [[trace("1"), .set(["x"], .expression("1 / 0")), trace("2")], [trace("3")]]), data: [.init("x")])
    #expect(play.log == ["1", "3", "error"])
  }

  @Test func `a failure within foreach ends the loop and its block`() throws {
    let play = try Play(
      .init("s", entry: [[.forEach(.init("d", in: "[1, 0, 1]", [.set(["x"], .expression("x + 1 / d"))])), trace("after")]]),
      data: [.init("x", .value(0))])
    #expect(play.data("x") == 1)
    #expect(play.log == [])
  }

  @Test func `a guard that fails does not hold and raises an error`() throws {
    var play = try Play(
      .init("s", transitions: [.init(on: ["e"], if: "1 / x > 0", to: ["bad"]), .init(on: ["error.execution"], to: ["good"])]), .init("bad"),
      .init("good"), data: [.init("x", .value(0))])
    try play.send("e")
    #expect(play.at == "good")
  }

  @Test func `a guard that is unknown does not hold and is no error`() throws {
    let chart = Chart(
      name: "t",
      states: [
        .init(
          "s",
          transitions: [
            .init(on: ["e"], if: "parameters.hours >= 50", to: ["bad"]), .init(on: ["error"], to: ["bad"]), .init(on: ["e"], to: ["good"]),
          ]),
        .init("bad"), .init("good"),
      ])
    var play = try Play(
      chart, Environment(variables: ["parameters": .map(.string, .dyn)]),
      bindings: Bindings(["parameters": .object([:])], unset: ["parameters.hours"]))
    try play.send("e")
    #expect(play.at == "good")
  }

  @Test func `an unknown field is left out, and an unknown value is an error`() throws {
    let chart = Chart(
      name: "t", data: [.init("x", .value(1))],
      states: [
        .init(
          "s", transitions: [.init(on: ["error.execution"], to: ["t"])],
          entry: [
            [.perform("open", .object([.init("due", .expression("parameters.days + 1")), .init("n", .expression("x"))]))],
            [.set(["x"], .expression("parameters.days"))],
          ]),
        .init("t"),
      ])
    let play = try Play(
      chart, Environment(variables: ["parameters": .map(.string, .dyn)]),
      bindings: Bindings(["parameters": .object([:])], unset: ["parameters.days"]))
    #expect(play.effects == [.perform("open", .object(["n": 1]))])
    #expect(play.data("x") == 1)
    #expect(play.at == "t")
  }

  @Test func `a field of donedata that fails is left out with an error`() throws {
    let play = try Play(
      .init(
        "a", states: [.init("f", kind: .final, doneData: .object([.init("bad", .expression("1 / 0")), .init("n", .value(1))]))],
        transitions: [
          .init(on: ["error.execution"], do: [trace("error")]), .init(on: ["done.state.a"], if: "event.data == {'n': 1}", to: ["good"]),
        ]),
      .init("good"))
    #expect(play.log == ["error"])
    #expect(play.at == "good")
  }

  @Test func `an expression that cannot be compiled is refused, or fails when it is evaluated`() throws {
    let chart = Chart(
      name: "t",
      states: [
        .init("s", transitions: [.init(on: ["error.execution"], to: ["good"])], entry: [[.set(["x"], .expression("1 +")), trace("no")]]),
        .init("good"),
      ])
    var declared = chart
    declared.data = [.init("x")]
    #expect(throws: ChartError.self) { try Machine(declared) }
    let play = try Play(declared, strictness: .deferred)
    #expect(play.at == "good")
    #expect(play.log == [])
  }

  @Test func `the names of the host and in() are known to guards`() throws {
    let chart = Chart(
      name: "t",
      states: [
        .init(
          "p", kind: .parallel,
          states: [
            .init("a", states: [.init("a1", transitions: [.init(on: ["e"], if: "in('b2') && tasks.done >= 2", to: ["a2"])]), .init("a2")]),
            .init("b", states: [.init("b1", transitions: [.init(on: ["f"], to: ["b2"])]), .init("b2")]),
          ])
      ])
    var play = try Play(chart, Environment(variables: ["tasks": .map(.string, .int)]), bindings: Bindings(["tasks": .object(["done": 2])]))
    try play.send("e")
    #expect(play.at == "a1 b1")
    try play.send("f")
    try play.send("e")
    #expect(play.at == "a2 b2")
  }

  @Test(arguments: [
    ("in('a')", "(('a') in active)"), ("x in ('a')", "x in ('a')"), ("!In('a') && y in [1]", "!(('a') in active) && y in [1]"),
    ("'in(' + in(\"b\")", "'in(' + ((\"b\") in active)"), ("begin(1)", "begin(1)"), ("a.in(1)", "a.in(1)"),
    ("in (x ? 'a' : 'b')", "((x ? 'a' : 'b') in active)"), ("[1].exists(i, i in (l))", "[1].exists(i, i in (l))"),
    ("in(r'a') // in('c')", "((r'a') in active) // in('c')"),
  ])
  func `in is a predicate only where an operand is expected`(source: String, rewritten: String) {
    #expect(InPredicate.rewrite(source).source == rewritten)
  }

  @Test func `the event can be read, and is null before the first one`() throws {
    var play = try Play(
      .init(
        "s", transitions: [.init(on: ["*"], do: [.set(["seen"], .expression("[event.name, event.data.n, event.type]"))])],
        entry: [[.set(["seen"], .expression("event == null"))]]), data: [.init("seen")])
    #expect(play.data("seen") == true)
    try play.send("a.b", .object(["n": 5]))
    #expect(play.data("seen") == ["a.b", 5, "external"])
  }

  @Test func `what the host performs comes as effects in order`() throws {
    let play = try Play(
      .init("s", entry: [[.perform("grant", .object([.init("title", .expression("'骨干' + '教师'"))])), .perform("notify", .value("all"))]]))
    #expect(play.effects == [.perform("grant", .object(["title": "骨干教师"])), .perform("notify", "all")])
  }
}

/// SCXML 1.0 section 6.2 and appendix C.1.
@Suite struct `Sending` {
  @Test func `a delayed event is an effect with its due time and can be taken back`() throws {
    let play = try Play(
      .init(
        "s",
        entry: [
          [
            .send(.init(.value("late"), id: "x", data: .object([.init("n", .value(1))]), delay: .value("1.5s"))), .cancel(.value("x")),
            .send(.init(.value("day"), id: "y", delay: .expression("day('2026-02-28')"))),
          ]
        ]))
    #expect(
      play.effects == [
        .send(Message(id: "x", event: "late", data: .object(["n": 1]), due: .at(Instant(milliseconds: 1500)), target: .own)),
        .cancelSend("x"),
        .send(Message(id: "y", event: "day", data: .null, due: .on(try #require(Day("2026-02-28"))), target: .own)),
      ])
  }

  @Test(arguments: [
    ("1.5s", 1500), (".5s", 500), ("200ms", 200), ("PT1.5S", 1500), ("P1DT2H", 93_600_000), ("P2W", 1_209_600_000), ("PT1M", 60_000),
    ("3h", 10_800_000),
  ])
  func `a delay is read in the forms of CSS and of ISO 8601`(text: String, milliseconds: Int64) {
    #expect(Delay.milliseconds(text) == milliseconds)
  }

  @Test(arguments: ["", "P", "PT", "1", "P1", "P1Y", "-1s", "PT1S1", "1.5", "xs", "PTT1S", "P1H", "1e3s", "nans", "infs"])
  func `what is no delay is refused`(text: String) { #expect(Delay.milliseconds(text) == nil) }

  @Test func `an event to itself waits until the internal queue is empty`() throws {
    let play = try Play(
      .init(
        "s",
        transitions: [
          .init(on: ["inside"], do: [trace("inside")]), .init(on: ["outside"], do: [.log(label: "outside", .expression("event.type"))]),
        ],
        entry: [[.send(.init(.value("outside"))), .send(.init(.value("inside"), target: .value("#_internal")))]]))
    #expect(play.log == ["inside", "outside"])
    #expect(play.effects.last == .log("outside", "external"))
  }

  @Test func `an identifier is made, kept and the same every time`() throws {
    let play = try Play(
      .init(
        "s", entry: [[.send(.init(.value("e"), idLocation: ["id"], delay: .value(10))), .send(.init(.value("e"), delay: .value(10)))]]),
      data: [.init("id")])
    #expect(play.data("id") == "send.1")
  }

  @Test(arguments: [
    ("#_nobody", "error.communication"), ("somewhere", "error.execution"), ("#_internal-not", "error.communication"),
  ])
  func `a target that is not there is an error with the send's identifier`(target: String, error: String) throws {
    let play = try Play(
      .init(
        "s", transitions: [.init(on: ["error.*"], do: [.log(label: "error", .expression("[event.name, event.sendid]"))])],
        entry: [[.send(.init(.value("e"), id: "mine", target: .value(.string(target))))]]))
    #expect(play.effects == [.log("error", [.string(error), "mine"])])
  }

  @Test func `an unknown event processor is an execution error`() throws {
    let play = try Play(
      .init("s", transitions: [.init(on: ["error.execution"], to: ["good"])], entry: [[.send(.init(.value("e"), type: .value("27")))]]),
      .init("good"))
    #expect(play.at == "good")
  }
}
