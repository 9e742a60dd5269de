import Rules
@testable import Statechart
import Testing

/// SCXML 1.0 sections 3.3 to 3.11: entering, leaving, ending, remembering.
@Suite struct `Entering and leaving` {
  @Test func `entry is from outside in and exit from inside out, with the transition between`() throws {
    var play = try Play(
      .init(
        "a",
        states: [
          .init("a1", transitions: [.init(on: ["e"], to: ["b1"], do: [trace("move")])], entry: [[trace("+a1")]], exit: [[trace("-a1")]])
        ], entry: [[trace("+a")]], exit: [[trace("-a")]]),
      .init("b", states: [.init("b1", entry: [[trace("+b1")]])], entry: [[trace("+b")]]))
    #expect(play.log == ["+a", "+a1"])
    try play.send("e")
    #expect(play.log == ["-a1", "-a", "move", "+b", "+b1"])
  }

  @Test func `the content of initial comes between the entry of the parent and of the child`() throws {
    let play = try Play(
      .init(
        "a", initial: .init("a2", actions: [trace("initial")]), states: [.init("a1"), .init("a2", entry: [[trace("+a2")]])],
        entry: [[trace("+a")]]))
    #expect(play.log == ["+a", "initial", "+a2"])
  }

  @Test func `an initial may name a state deep inside, and several in regions`() throws {
    let regions: [Chart.State] = [
      .init("r1", states: [.init("r11"), .init("r12")]), .init("r2", states: [.init("r21"), .init("r22")]),
    ]
    let play = try Play(.init("a", states: [.init("p", kind: .parallel, states: regions)]), initial: .init("r12", "r22"))
    #expect(play.at == "r12 r22")
  }

  @Test func `a target within a region enters the other regions by default`() throws {
    var play = try Play(
      .init("s", transitions: [.init(on: ["e"], to: ["r12"])]),
      .init(
        "p", kind: .parallel,
        states: [.init("r1", states: [.init("r11"), .init("r12")]), .init("r2", states: [.init("r21"), .init("r22")])]))
    try play.send("e")
    #expect(play.at == "r12 r21")
  }

  @Test func `an external transition to a descendant leaves its source and an internal one does not`() throws {
    func chart(_ isInternal: Bool) -> Chart {
      Chart(
        name: "t",
        states: [
          .init(
            "a", states: [.init("a1"), .init("a2")], transitions: [.init(on: ["e"], to: ["a2"], isInternal: isInternal)],
            exit: [[trace("-a")]])
        ])
    }
    var external = try Play(chart(false))
    try external.send("e")
    #expect(external.log == ["-a"])
    #expect(external.at == "a2")
    var inside = try Play(chart(true))
    try inside.send("e")
    #expect(inside.log == [])
    #expect(inside.at == "a2")
  }

  @Test func `an internal transition of a parallel state is external`() throws {
    var play = try Play(
      .init(
        "p", kind: .parallel, states: [.init("r1", states: [.init("r11"), .init("r12")]), .init("r2")],
        transitions: [.init(on: ["e"], to: ["r12"], isInternal: true)], exit: [[trace("-p")]]))
    try play.send("e")
    #expect(play.log == ["-p"])
    #expect(play.at == "r12 r2")
  }

  @Test func `a transition to its own source leaves and enters it`() throws {
    var play = try Play(.init("a", transitions: [.init(on: ["e"], to: ["a"])], entry: [[trace("+")]], exit: [[trace("-")]]))
    try play.send("e")
    #expect(play.log == ["-", "+"])
  }

  @Test func `a final child ends its parent, and all regions their parallel state`() throws {
    func region(_ name: String) -> Chart.State {
      .init(
        StateID(name),
        states: [
          .init(StateID(name + "1"), transitions: [.init(on: [name], to: [StateID(name + "f")])]), .init(StateID(name + "f"), kind: .final),
        ])
    }
    var play = try Play(
      .init(
        "p", kind: .parallel, states: [region("x"), region("y")],
        transitions: [.init(on: ["done.state.x"], do: [trace("x")]), .init(on: ["done.state.p"], to: ["end"])]), .init("end", kind: .final))
    try play.send("x")
    #expect(play.log == ["x"])
    #expect(play.at == "xf y1")
    try play.send("y")
    #expect(play.at == "end")
    #expect(play.effects.last == .done(.null))
  }

  @Test func `a final state reports its data`() throws {
    let play = try Play(
      .init(
        "a", states: [.init("f", kind: .final, doneData: .object([.init("n", .expression("x + 1"))]))],
        transitions: [.init(on: ["done.state.a"], if: "event.data.n == 2", to: ["good"])]), .init("good"), data: [.init("x", .value(1))])
    #expect(play.at == "good")
  }

  @Test func `at the end all states are left and the end stays to be seen`() throws {
    var play = try Play(
      .init("a", transitions: [.init(on: ["e"], to: ["end"])]),
      .init("end", kind: .final, entry: [[trace("+end")]], exit: [[trace("-end")]], doneData: .value("总结")))
    try play.send("e")
    #expect(play.log == ["+end", "-end"])
    #expect(play.snapshot.outcome == "总结")
    #expect(play.at == "end")
    try play.send("e")
    #expect(play.effects.isEmpty)
  }
}

@Suite struct `History` {
  private func player(_ depth: Chart.Depth) throws -> Play {
    try Play(
      .init(
        "on",
        states: [
          .init("h", kind: .history(depth), initial: .init("m1", actions: [trace("default")])),
          .init("m1", transitions: [.init(on: ["next"], to: ["m2"])], entry: [[trace("+m1")]]),
          .init("m2", states: [.init("m21", transitions: [.init(on: ["next"], to: ["m22"])]), .init("m22")]),
        ], transitions: [.init(on: ["off"], to: ["away"])], entry: [[trace("+on")]]),
      .init("away", transitions: [.init(on: ["back"], to: ["h"])]), initial: .init("away"))
  }

  @Test func `without a memory the default is entered and its content done after the parent's entry`() throws {
    var play = try player(.shallow)
    try play.send("back")
    #expect(play.at == "m1")
    #expect(play.log == ["+on", "default", "+m1"])
  }

  @Test(arguments: [(Chart.Depth.shallow, "m21"), (.deep, "m22")])
  func `a memory returns to the child, or to the innermost states`(depth: Chart.Depth, at: String) throws {
    var play = try player(depth)
    for event in ["back", "next", "next", "off", "back"] { try play.send(event) }
    #expect(play.at == at)
    #expect(!play.log.contains("default"))
  }

  @Test func `deep history of a parallel state remembers every region`() throws {
    func region(_ name: String) -> Chart.State {
      .init(
        StateID(name),
        states: [.init(StateID(name + "1"), transitions: [.init(on: [name], to: [StateID(name + "2")])]), .init(StateID(name + "2"))])
    }
    var play = try Play(
      .init(
        "w",
        states: [.init("h", kind: .history(.deep), initial: .init("p")), .init("p", kind: .parallel, states: [region("x"), region("y")])],
        transitions: [.init(on: ["off"], to: ["away"])]), .init("away", transitions: [.init(on: ["back"], to: ["h"])]),
      initial: .init("p"))
    for event in ["y", "off"] { try play.send(event) }
    #expect(play.at == "away")
    try play.send("back")
    #expect(play.at == "x1 y2")
  }
}
