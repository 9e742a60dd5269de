import Rules
import Statechart
import Testing

@Suite struct `Choosing transitions` {
  @Test func `an inner transition goes before an outer one`() throws {
    let chart = Chart(
      name: "t",
      states: [
        .init("outer", states: [.init("inner", transitions: [.init(on: ["e"], to: ["a"])])], transitions: [.init(on: ["e"], to: ["b"])]),
        .init("a"), .init("b"),
      ])
    let machine = try Machine(chart)
    let first = try machine.start(now: .zero)
    let (snapshot, _) = try machine.step(first.snapshot, Event("e"), now: .zero)
    #expect(machine.configuration(of: snapshot) == ["a"])
  }
}
