import Rules
@testable import Statechart
import Testing

/// SCXML 1.0 section 6.4.
@Suite struct `Invocations` {
  private let chart: [Chart.State] = [
    .init(
      "a", transitions: [.init(on: ["done.invoke.task"], if: "got == 7", to: ["b"]), .init(on: ["leave"], to: ["b"])],
      invocations: [
        .init(
          "task", type: "task", content: .object([.init("who", .expression("who"))]), autoforward: true,
          finalize: [.set(["got"], .expression("event.data"))])
      ]), .init("b", transitions: [.init(on: ["*"], to: ["c"])]), .init("c"),
  ]
  private let data: [Chart.Datum] = [.init("who", .value("张")), .init("got", .value(0))]

  @Test func `entering starts it with its content and leaving cancels it`() throws {
    var play = try Play(chart[0], chart[1], chart[2], data: data)
    #expect(play.effects == [.invoke("task", state: "a", type: "task", content: .object(["who": "张"]))])
    #expect(play.snapshot.activeInvocations == ["task"])
    try play.send("leave")
    #expect(play.effects == [.forward("task", Event("leave")), .cancel("task")])
    #expect(play.snapshot.activeInvocations == [])
  }

  @Test func `its last event is finalized before a transition is chosen, and it needs no cancelling then`() throws {
    var play = try Play(chart[0], chart[1], chart[2], data: data)
    try play.send("done.invoke.task", 7, invokeID: "task")
    #expect(play.at == "b")
    #expect(play.effects == [])
  }

  @Test func `what a cancelled one still sends is ignored`() throws {
    var play = try Play(chart[0], chart[1], chart[2], data: data)
    try play.send("leave")
    try play.send("done.invoke.task", 7, invokeID: "task")
    #expect(play.at == "b")
    #expect(play.data("got") == 0)
  }

  @Test func `a state that is left within the macrostep starts nothing`() throws {
    let play = try Play(
      .init("a", transitions: [.init(to: ["b"])], invocations: [.init("x", type: "task")]),
      .init("b", invocations: [.init("y", type: "task")]))
    #expect(play.effects == [.invoke("y", state: "b", type: "task", content: .null)])
  }

  @Test func `an identifier is made from the state where none is given`() throws {
    let play = try Play(.init("a", invocations: [.init(nil, idLocation: ["id"], type: "task")]), data: [.init("id")])
    #expect(play.effects == [.invoke("a.1", state: "a", type: "task", content: .null)])
    #expect(play.data("id") == "a.1")
  }

  @Test func `content that fails is an error and nothing is started`() throws {
    let play = try Play(
      .init(
        "a", transitions: [.init(on: ["error.execution"], to: ["b"])],
        invocations: [.init("x", type: "task", content: .expression("1 / 0"))]),
      .init("b"))
    #expect(play.at == "b")
    #expect(play.effects == [])
  }

  @Test func `events can be sent to it while it is active`() throws {
    var play = try Play(
      .init(
        "a", transitions: [.init(on: ["tell"], do: [.send(.init(.value("hi"), id: "m", target: .value("#_x")))])],
        invocations: [.init("x", type: "task")]))
    try play.send("tell")
    #expect(play.effects == [.send(Message(id: "m", event: "hi", data: .null, due: .at(.zero), target: .invocation("x")))])
  }

  @Test func `at the end what still lives is cancelled before the end is told`() throws {
    var play = try Play(
      .init("p", states: [.init("a", transitions: [.init(on: ["e"], to: ["end"])])], invocations: [.init("x", type: "task")]),
      .init("end", kind: .final))
    try play.send("e")
    #expect(play.effects == [.cancel("x"), .done(.null)])
    #expect(play.snapshot.isDone)
  }
}

@Suite struct `Timers of states` {
  private let states: [Chart.State] = [
    .init("a", transitions: [.init(on: ["e"], to: ["b"])], timers: [.init(after: .value("PT1S"), .init(to: ["late"]))]), .init("b"),
    .init("late"),
  ]

  @Test func `entering sets it, leaving takes it back, and its event takes the transition`() throws {
    var play = try Play(states[0], states[1], states[2])
    let message = Message(id: "after.a.0", event: "after.a.0", data: .null, due: .at(Instant(milliseconds: 1000)), target: .own)
    #expect(play.effects == [.send(message)])
    var other = play
    try play.send("e")
    #expect(play.effects == [.cancelSend("after.a.0")])
    try other.send(message.arrival)
    #expect(other.at == "late")
  }
}
