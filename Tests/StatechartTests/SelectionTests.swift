import Rules
@testable import Statechart
import Testing

/// SCXML 1.0 section 3.13: which transitions are taken.
@Suite struct `Choosing transitions` {
  @Test func `an inner transition goes before an outer one`() throws {
    var play = try Play(
      .init("outer", states: [.init("inner", transitions: [.init(on: ["e"], to: ["a"])])], transitions: [.init(on: ["e"], to: ["b"])]),
      .init("a"), .init("b"))
    try play.send("e")
    #expect(play.at == "a")
  }

  @Test func `an outer transition is taken where no inner one holds`() throws {
    var play = try Play(
      .init(
        "outer", states: [.init("inner", transitions: [.init(on: ["e"], if: "false", to: ["a"])])],
        transitions: [.init(on: ["e"], to: ["b"])]), .init("a"), .init("b"))
    try play.send("e")
    #expect(play.at == "b")
  }

  @Test func `of two transitions of one state the earlier is taken`() throws {
    var play = try Play(
      .init("s", transitions: [.init(on: ["e"], if: "1 > 2", to: ["a"]), .init(on: ["e"], to: ["b"]), .init(on: ["e"], to: ["c"])]),
      .init("a"), .init("b"), .init("c"))
    try play.send("e")
    #expect(play.at == "b")
  }

  @Test(arguments: [
    ("foo", "foo", true), ("foo", "foo.bar", true), ("foo", "foobar", false), ("foo.bar", "foo", false), ("*", "anything.at.all", true),
    ("foo.*", "foo.zoo", true), ("foo.*", "foo", true), ("foo.", "foo.x", true), ("foo.bar", "foo.bar.baz", true),
    ("foo.bar", "foo.barbaz", false), ("error", "error.execution", true),
  ])
  func `a descriptor is a dotted prefix`(descriptor: String, event: String, matches: Bool) throws {
    var play = try Play(.init("s", transitions: [.init(on: [descriptor], to: ["t"])]), .init("t"))
    try play.send(event)
    #expect(play.at == (matches ? "t" : "s"))
  }

  @Test func `regions take their transitions in one microstep in document order`() throws {
    var play = try Play(
      .init(
        "p", kind: .parallel,
        states: [
          .init("r1", states: [.init("a1", transitions: [.init(on: ["e"], to: ["a2"], do: [trace("r1")])]), .init("a2")]),
          .init("r2", states: [.init("b1", transitions: [.init(on: ["e"], to: ["b2"], do: [trace("r2")])]), .init("b2")]),
        ]))
    try play.send("e")
    #expect(play.at == "a2 b2")
    #expect(play.log == ["r1", "r2"])
  }

  @Test func `of two regions that both leave their parent the first wins`() throws {
    var play = try Play(
      .init(
        "p", kind: .parallel,
        states: [.init("a", transitions: [.init(on: ["e"], to: ["x"])]), .init("b", transitions: [.init(on: ["e"], to: ["y"])])]),
      .init("x"), .init("y"))
    try play.send("e")
    #expect(play.at == "x")
  }

  @Test func `an inner transition preempts an outer one that was chosen for another region`() throws {
    var play = try Play(
      .init(
        "p", kind: .parallel,
        states: [
          .init("a", states: [.init("a1")]),
          .init("b", states: [.init("b1", transitions: [.init(on: ["e"], to: ["b2"])]), .init("b2")]),
        ], transitions: [.init(on: ["e"], to: ["out"])]), .init("out"))
    try play.send("e")
    #expect(play.at == "a1 b2")
  }

  @Test func `a transition without targets conflicts with nothing`() throws {
    var play = try Play(
      .init(
        "p", kind: .parallel,
        states: [
          .init("a", transitions: [.init(on: ["e"], do: [trace("stay")])]),
          .init("b", states: [.init("b1", transitions: [.init(on: ["e"], to: ["b2"])]), .init("b2")]),
        ]))
    try play.send("e")
    #expect(play.at == "a b2")
    #expect(play.log == ["stay"])
  }

  @Test func `transitions without events come before the internal queue, and that before the outside`() throws {
    var play = try Play(
      .init("s0", transitions: [.init(on: ["go"], to: ["s1"], do: [.raise(event: "inside"), .send(.init(.value("outside")))])]),
      .init("s1", transitions: [.init(to: ["s2"]), .init(on: ["inside"], to: ["bad"])]),
      .init("s2", transitions: [.init(on: ["outside"], to: ["bad"]), .init(on: ["inside"], to: ["s3"])]),
      .init("s3", transitions: [.init(on: ["outside"], to: ["good"])]), .init("bad"), .init("good"))
    try play.send("go")
    #expect(play.at == "good")
  }

  @Test func `a transition of the chart holds everywhere`() throws {
    let chart = Chart(
      name: "t",
      states: [.init("a", states: [.init("a1")], transitions: [.init(on: ["e"], to: ["b"])]), .init("b"), .init("end", kind: .final)],
      transitions: [.init(on: ["e"], to: ["end"])])
    var play = try Play(chart)
    try play.send("e")
    #expect(play.at == "b")
    try play.send("e")
    #expect(play.at == "end")
    #expect(play.snapshot.isDone)
  }

  @Test func `a machine that cannot come to rest is reported and the snapshot stands`() throws {
    let chart = Chart(
      name: "t",
      states: [
        .init("a", transitions: [.init(on: ["e"], to: ["b"])]), .init("b", transitions: [.init(to: ["c"])]),
        .init("c", transitions: [.init(to: ["b"])]),
      ])
    let machine = try Machine(chart)
    var snapshot = try machine.start(now: .zero).snapshot
    let before = snapshot
    #expect(throws: StepError.self) { _ = try machine.step(&snapshot, Event("e"), now: .zero) }
    #expect(snapshot == before)
  }
}
