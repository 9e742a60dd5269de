import Rules
@testable import Statechart
import Testing

@Suite struct `Verifying a chart` {
  private func verify(_ states: Chart.State..., environment: Environment = Environment(), data: [Chart.Datum] = []) throws -> Verification {
    try Machine(Chart(name: "t", data: data, states: states), environment: environment).verify()
  }

  private let sound: [Chart.State] = [
    .init("a", transitions: [.init(on: ["e"], if: "n > 1", to: ["b"]), .init(on: ["f"], to: ["end"])]),
    .init("b", transitions: [.init(on: ["g"], to: ["a"])]), .init("end", kind: .final),
  ]

  @Test func `a sound chart has no findings`() throws {
    let verification = try verify(sound[0], sound[1], sound[2], data: [.init("n", .value(0))])
    #expect(verification.findings == [])
    #expect(verification.situations == 3)
    #expect(verification.isExhaustive)
  }

  @Test func `a state that can never be reached is found once, and not all that follow from it`() throws {
    let verification = try verify(
      .init("a", transitions: [.init(on: ["e"], to: ["end"])]),
      .init("lost", states: [.init("l1")], transitions: [.init(on: ["e"], to: ["l2"])]),
      .init("l2", transitions: [.init(on: ["e"], to: ["end"])]), .init("end", kind: .final))
    #expect(verification.findings.map(\.rule) == [.unreachableState])
    #expect(verification.findings.map(\.path) == [["lost"]])
  }

  @Test(arguments: ["false", "1 > 2", "n > 5 && false", "in('end')"])
  func `a guard that can never hold is found with the events that lead to it`(guardText: String) throws {
    let verification = try verify(
      .init("a", transitions: [.init(on: ["go"], to: ["b"])]),
      .init("b", transitions: [.init(on: ["e"], if: guardText, to: ["a"]), .init(on: ["f"], to: ["end"])]), .init("end", kind: .final),
      data: [.init("n", .value(0))])
    let finding = try #require(verification.findings.first)
    #expect(verification.findings.count == 1)
    #expect(finding.rule == .neverTaken)
    #expect(finding.part == .transition(0))
    #expect(finding.events == ["go", "e"])
  }

  @Test func `a transition behind one that always holds is found`() throws {
    let verification = try verify(
      .init("a", transitions: [.init(on: ["e"], to: ["end"]), .init(on: ["e.x"], to: ["b"])]),
      .init("b", transitions: [.init(on: ["e"], to: ["end"])]),
      .init("end", kind: .final))
    #expect(Set(verification.findings.map(\.rule)) == [.unreachableState, .neverTaken])
    #expect(verification.findings.last?.message.contains("总是先被采用") == true)
  }

  @Test func `a place without a way to the end is found with the shortest way to it`() throws {
    let verification = try verify(
      .init("a", transitions: [.init(on: ["e"], to: ["b"]), .init(on: ["ok"], to: ["end"])]),
      .init("b", transitions: [.init(on: ["f"], to: ["trap"]), .init(on: ["ok"], to: ["end"])]),
      .init("trap", transitions: [.init(on: ["x"], to: ["trap2"])]), .init("trap2", transitions: [.init(on: ["x"], to: ["trap"])]),
      .init("end", kind: .final))
    #expect(verification.findings.map(\.rule) == [.cannotFinish])
    #expect(verification.findings.first?.path == ["trap"])
    #expect(verification.findings.first?.events == ["e", "f"])
  }

  @Test func `a parallel state whose region cannot end is found`() throws {
    let verification = try verify(
      .init(
        "p", kind: .parallel,
        states: [
          .init("x", states: [.init("x1", transitions: [.init(on: ["x"], to: ["xf"])]), .init("xf", kind: .final)]),
          .init("y", states: [.init("y1"), .init("yf", kind: .final)]),
        ], transitions: [.init(on: ["done.state.p"], to: ["end"])]), .init("end", kind: .final))
    #expect(Set(verification.findings.map(\.rule)) == [.unreachableState, .neverTaken, .cannotFinish])
    #expect(verification.findings.contains { $0.path == ["p", "y", "yf"] })
  }

  @Test func `transitions without events that go round for ever are found, and those with a guard are not`() throws {
    let forced = try verify(
      .init("a", transitions: [.init(on: ["e"], to: ["b"])]), .init("b", transitions: [.init(to: ["c"])]),
      .init("c", transitions: [.init(to: ["b"])]))
    #expect(forced.findings.first?.rule == .endless)
    #expect(forced.findings.first?.events == ["e"])
    let guarded = try verify(
      .init("a", transitions: [.init(if: "n < 3", to: ["a"]), .init(on: ["e"], to: ["end"])]), .init("end", kind: .final),
      data: [.init("n", .value(0))])
    #expect(guarded.isSound)
  }

  @Test func `an event raised for ever is found`() throws {
    let verification = try verify(.init("a", transitions: [.init(on: ["e"], do: [.raise(event: "e")])]))
    #expect(verification.findings.first?.rule == .endless)
  }

  @Test func `two regions that want to leave for different places are a conflict`() throws {
    let verification = try verify(
      .init(
        "p", kind: .parallel,
        states: [.init("x", transitions: [.init(on: ["e"], to: ["a"])]), .init("y", transitions: [.init(on: ["e", "f"], to: ["b"])])]),
      .init("a", transitions: [.init(on: ["e"], to: ["end"])]), .init("b", transitions: [.init(on: ["e"], to: ["end"])]),
      .init("end", kind: .final))
    #expect(verification.findings.map(\.rule) == [.conflict])
    #expect(verification.findings.first?.events == ["e"])
    #expect(verification.isSound)
  }

  @Test func `an invocation that nobody makes cannot end`() throws {
    let verification = try verify(
      .init("a", transitions: [.init(on: ["done.invoke.x"], to: ["end"])], invocations: [.init("y", type: "task")]),
      .init("end", kind: .final))
    #expect(verification.findings.contains { $0.message.contains("没有叫 x 的调用") })
  }

  @Test func `what is raised is followed through the queue, with both branches of a choice`() throws {
    let verification = try verify(
      .init(
        "a", transitions: [.init(on: ["yes"], to: ["end"]), .init(on: ["no"], to: ["b"])],
        entry: [[.choose([.init(if: "n > 0", [.raise(event: "yes")])], otherwise: [.raise(event: "no")])]]),
      .init("b", transitions: [.init(on: ["e"], to: ["end"])]), .init("end", kind: .final), data: [.init("n", .value(0))])
    #expect(verification.findings == [])
  }

  /// A choice among so many events, each of which leads to a state of its own.
  private func choice(among count: Int) throws -> Verification {
    let branches = (1...count).map { Action.Branch(if: "n == \($0)", [.raise(event: "k\($0)")]) }
    let targets = (1...count).map { Chart.State(StateID("s\($0)"), transitions: [.init(on: ["e"], to: ["end"])]) }
    return try Machine(
      Chart(
        name: "t", data: [.init("n", .value(0))],
        states: [
          .init("a", transitions: [.init(on: ["go"], to: ["b"], do: [.choose(branches, otherwise: [.raise(event: "k1")])])]),
          .init("b", transitions: (1...count).map { Chart.Transition(on: ["k\($0)"], to: [StateID("s\($0)")]) }),
        ] + targets + [.init("end", kind: .final)])
    ).verify()
  }

  @Test func `of many events that may be raised each counts, and where there are too many it is told`() throws {
    let some = try choice(among: 10)
    #expect(some.findings == [] && some.isExhaustive && some.omission == nil)
    let many = try choice(among: 40)
    #expect(many.findings == [] && !many.isExhaustive)
    #expect(many.omission == "只查了前 \(many.situations) 种情形, 到不了终点和死循环没有查全")
  }

  @Test func `a loop may raise its event more than once`() throws {
    let loop = Action.forEach(.init("i", in: "event.data", [.raise(event: "tick")]))
    let verification = try verify(
      .init("a", transitions: [.init(on: ["go"], to: ["b"], do: [loop, .raise(event: "fin")])]),
      .init("b", transitions: [.init(on: ["tick"], to: ["c"]), .init(on: ["fin"], to: ["end"])]),
      .init("c", transitions: [.init(on: ["tick"], to: ["d"]), .init(on: ["fin"], to: ["end"])]),
      .init("d", transitions: [.init(on: ["fin"], to: ["end"])]), .init("end", kind: .final))
    #expect(verification.findings == [] && !verification.isExhaustive)
  }

  @Test func `history is followed`() throws {
    let verification = try verify(
      .init(
        "a",
        states: [
          .init("h", kind: .history(.shallow), initial: .init("a1")), .init("a1", transitions: [.init(on: ["n"], to: ["a2"])]),
          .init("a2", transitions: [.init(on: ["ok"], to: ["end"])]),
        ],
        transitions: [.init(on: ["off"], to: ["b"])]), .init("b", transitions: [.init(on: ["on"], to: ["h"])]), .init("end", kind: .final))
    #expect(verification.findings == [])
    #expect(verification.situations == 8)
  }

  @Test func `ten regions are too many to tell apart, and what is certain is still reported`() throws {
    let regions = (1...10).map { number in
      Chart.State(
        StateID("r\(number)"),
        states: (1...4).map {
          .init(
            StateID("r\(number)s\($0)"), transitions: $0 < 4 ? [.init(on: ["e\(number).\($0)"], to: [StateID("r\(number)s\($0 + 1)")])] : []
          )
        })
    }
    let states: [Chart.State] = [
      .init("p", kind: .parallel, states: regions, transitions: [.init(on: ["end"], to: ["end"]), .init(on: ["end"], to: ["lost"])]),
      .init("lost", transitions: [.init(on: ["e"], to: ["end"])]), .init("end", kind: .final),
    ]
    let verification = try Machine(Chart(name: "t", states: states)).verify(limit: 300)
    #expect(!verification.isExhaustive)
    #expect(Set(verification.findings.map(\.rule)) == [.neverTaken])
  }

  @Test func `events by which somebody steps in can be left out`() throws {
    let chart = Chart(
      name: "t",
      states: [
        .init("a", transitions: [.init(on: ["e"], to: ["end"])]), .init("lost", transitions: [.init(on: ["e"], to: ["end"])]),
        .init("end", kind: .final),
      ],
      transitions: [.init(on: ["reopen.lost"], to: ["lost"])])
    #expect(try Machine(chart).verify().findings == [])
    #expect(try Machine(chart).verify(ignoring: ["reopen"]).findings.map(\.path) == [["lost"]])
  }

  @Test func `a removed edge is caught for every edge that alone leads somewhere`() throws {
    for (state, transition) in [(0, 0), (0, 1), (1, 0)] {
      var mutant = sound
      mutant[state].transitions.remove(at: transition)
      let verification = try verify(mutant[0], mutant[1], mutant[2], data: [.init("n", .value(0))])
      #expect(!verification.isSound)
    }
  }
}

@Suite struct `Checking the structure` {
  private func problems(_ states: Chart.State..., initial: Chart.Initial? = nil, data: [Chart.Datum] = []) -> [String] {
    do {
      _ = try Machine(Chart(name: "t", data: data, initial: initial, states: states))
      return []
    } catch { return error.problems.map(\.description) }
  }

  @Test func `every problem is told with its place and the nearest known name`() {
    #expect(
      problems(
        .init("launch", transitions: [.init(on: ["e"], to: ["rolout"]), .init(on: ["e"], if: "hurs > 1", to: ["rollout"])]),
        .init("rollout", states: [.init("a"), .init("a")]), .init("f", kind: .final, transitions: [.init(on: ["e"], to: ["launch"])]),
        data: [.init("hours", .value(1))])
        == [
          "states.rollout.states.a: 状态名 a 已经用过 (rollout.a), 全图中要唯一", "states.launch.on[0]: 没有状态 rolout, 是不是「rollout」?",
          "states.f: 终止状态不能有子状态、转移或调用", "states.launch.on[1]: 没有名为「hurs」的变量, 是不是「hours」? (表达式第 1 行第 1 列)",
        ])
  }

  @Test(arguments: [
    (Chart.State("s", transitions: [.init()]), "停不下来"), (Chart.State("s", kind: .parallel), "没有分支"),
    (Chart.State("s", initial: .init("s"), states: [.init("t")]), "不在这个状态之内"),
    (Chart.State("s", initial: .init("a", "b"), states: [.init("a"), .init("b")]), "不能同时活动"),
    (Chart.State("s", states: [.init("h", kind: .history(.shallow)), .init("a")]), "没有默认去处"),
    (Chart.State("s", transitions: [.init(on: ["a b"])]), "不合法"), (Chart.State("s", doneData: .value(1)), "只有终止状态"),
    (Chart.State("s", entry: [[.set(["event"], .value(1))]]), "系统变量"), (Chart.State("s", entry: [[.set(["x"], .value(1))]]), "没有声明变量 x"),
    (Chart.State("s", transitions: [.init(on: ["e"], if: "in('t')")]), "没有状态 t"),
    (Chart.State("s", transitions: [.init(on: ["e"], if: "1 + 1")]), "条件应是真假值"),
    (Chart.State("s", entry: [[.forEach(.init("'a'", in: "[1]", []))]]), "不能作变量名"),
    (Chart.State("s", invocations: [.init("x", type: "a"), .init("x", type: "b")]), "用了两次"),
  ])
  func `what cannot be run is refused`(state: Chart.State, message: String) {
    let found = problems(state)
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }

  @Test func `history states that default to one another are refused once, and a chain of them is not`() {
    func chart(_ last: StateID) -> [String] {
      problems(
        .init(
          "a", initial: .init("x"),
          states: [
            .init("h0", kind: .history(.shallow), initial: .init("h1")), .init("h1", kind: .history(.shallow), initial: .init("h2")),
            .init("h2", kind: .history(.deep), initial: .init(last)), .init("x", transitions: [.init(on: ["e"], to: ["b"])]),
          ]),
        .init("b", transitions: [.init(on: ["back"], to: ["h0"])]))
    }
    #expect(chart("h1") == ["states.a.states.h1.initial: 历史状态的默认去处绕成一圈: h1 → h2 → h1"])
    #expect(chart("x") == [])
  }

  @Test func `too deep a chart is refused and not a crash`() {
    var state = Chart.State("s0")
    for number in 1...2000 { state = Chart.State(StateID("s\(number)"), states: [state]) }
    #expect(problems(state) == [Validation.tooDeep])
  }
}
