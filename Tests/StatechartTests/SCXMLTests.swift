import Rules
@testable import Statechart
import Testing

@Suite struct `SCXML` {
  private func play(_ inner: String, _ root: String = "", strictness: Machine.Strictness = .strict) throws -> Play {
    try Play(
      Chart(scxml: "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' \(root)>\(inner)</scxml>"), strictness: strictness)
  }

  @Test func `a machine written for ECMAScript's simplest expressions runs`() throws {
    var play = try play(
      """
      <datamodel><data id="Var1" expr="1"/><data id="list">[1, 2, 3]</data><data id="text"> some
         text </data></datamodel>
      <state id="s0">
        <onentry>
          <assign location="Var1" expr="Var1 + list.length"/>
          <foreach array="list" item="x" index="i"><log label="x" expr="x * i"/></foreach>
          <if cond="text === 'some text'"><raise event="yes"/><elseif cond="true"/><raise event="no"/><else/><raise event="never"/></if>
        </onentry>
        <transition event="yes" cond="Var1 == 4 &amp;&amp; _event.name === 'yes'" target="p"/>
        <transition event="*" target="fail"/>
      </state>
      <parallel id="p">
        <state id="a"><transition event="e" cond="In('b')" target="pass"/></state>
        <state id="b"><invoke type="task" id="child" namelist="Var1"/></state>
      </parallel>
      <final id="pass"><donedata><param name="v" expr="Var1"/></donedata></final><final id="fail"/>
      """)
    #expect(play.at == "a b")
    #expect(play.effects.last == .invoke("child", state: "b", type: "task", content: .object(["params": .object(["Var1": 4])])))
    try play.send("e")
    #expect(play.at == "pass")
    #expect(play.snapshot.outcome == .object(["v": 4]))
  }

  @Test func `history, initial content, internal transitions and several targets are read`() throws {
    var play = try play(
      """
      <state id="m"><initial><transition target="n"><log label="initial"/></transition></initial>
        <history id="h" type="deep"><transition target="n"/></history>
        <state id="n"><transition event="e" target="o"/></state><state id="o"/>
        <transition event="inside" target="n" type="internal"/><transition event="out" target="x y"/>
      </state>
      <parallel id="p"><state id="q"><state id="q1"/><state id="x"/></state><state id="r"><state id="r1"/><state id="y"/></state>
        <transition event="back" target="h"/></parallel>
      """)
    #expect(play.log == ["initial"])
    try play.send("e")
    try play.send("out")
    #expect(play.at == "x y")
    try play.send("back")
    #expect(play.at == "o")
    try play.send("inside")
    #expect(play.at == "n")
  }

  @Test func `an empty finalize takes over what was given along`() throws {
    var play = try play(
      """
      <datamodel><data id="v" expr="0"/></datamodel>
      <state id="s"><invoke id="i" type="task" namelist="v"><finalize/></invoke><transition event="r" cond="v == 3" target="t"/></state><state id="t"/>
      """)
    try play.send("r", .object(["v": 3]), invokeID: "i")
    #expect(play.at == "t")
  }

  @Test func `a chart survives being written and read again`() throws {
    let chart = Chart(
      name: "流程", title: "试点 <一>", data: [.init("n", .value(1)), .init("list", .value([1, "a'\\b", .null]))],
      states: [
        .init(
          "a", title: "启动 & \"准备\"", initial: .init("a2", actions: [trace("in")]),
          states: [.init("a1"), .init("a2"), .init("h", kind: .history(.deep), initial: .init("a1"))],
          transitions: [
            .init(
              on: ["x", "y.*"], if: "n < 3 && in('a2')", to: ["b"], isInternal: true,
              do: [
                .raise(event: "r", data: .expression("n")), .cancel(.value("t")), .perform("grant", .object([.init("to", .value("all"))])),
                .choose([.init(if: "n == 1", [trace("one")]), .init(if: "n == 2", [])], otherwise: [.set(["n"], .expression("n + 1"))]),
                .forEach(.init("i", index: "k", in: "list", [.log(label: "i", .expression("i"))])),
                .send(
                  .init(
                    .value("e"), id: "t", data: .object([.init("n", .expression("n"))]), delay: .value("2s"), target: .value("#_parent"))),
              ])
          ], entry: [[trace("1")], [trace("2")]], exit: [[trace("3")]],
          invocations: [
            .init("task", type: "task", content: .object([.init("n", .expression("n"))]), autoforward: true, finalize: [trace("f")])
          ]),
        .init("b", kind: .parallel, states: [.init("b1"), .init("b2")]), .init("end", kind: .final, doneData: .expression("n")),
      ])
    let read = try Chart(scxml: chart.scxml)
    #expect(read.scxml == chart.scxml)
    #expect(try Machine(read).fingerprint == Machine(chart).fingerprint)
    #expect(read.states[0].title == chart.states[0].title)
    #expect(read.states[0].invocations.map(\.id) == ["task"])
    #expect(read.states[0].invocations.map(\.autoforward) == [true])
  }

  @Test func `transitions of the chart and timers keep their meaning when they are written as SCXML`() throws {
    let chart = Chart(
      name: "t",
      states: [
        .init("a", transitions: [.init(on: ["e"], to: ["b"])], timers: [.init(after: .value("1s"), .init(to: ["b"]))]),
        .init("b", states: [.init("b1"), .init("b2")]),
        .init("end", kind: .final),
      ], transitions: [.init(on: ["reopen"], to: ["a"]), .init(on: ["stop"], to: ["end"])])
    var (original, written) = (try Play(chart), try Play(Chart(scxml: chart.scxml)))
    #expect(original.effects == written.effects)
    for event in ["e", "reopen", "after.a.0", "reopen", "stop"] {
      try original.send(event)
      try written.send(event)
      #expect(original.at == written.at)
      #expect(original.effects == written.effects)
    }
    #expect(original.snapshot.isDone)
  }

  @Test(arguments: [
    ("", "没有根元素"), ("<a/>", "根元素应是 scxml"), ("<scxml>", "没有结束标签"), ("<scxml></scxm>", "不配对"),
    ("<!DOCTYPE x [<!ENTITY a 'b'>]><scxml/>", "DOCTYPE"),
    ("<scxml>&a;</scxml>", "字符引用"), ("<scxml a='1' a='2'/>", "两次"), ("<scxml><state><script/></state></scxml>", "script"),
    ("<scxml datamodel='xpath'/>", "xpath"), ("<scxml><state><onentry><nonsense/></onentry></state></scxml>", "nonsense"),
    ("<scxml><a:b/></scxml>", "前缀"),
    ("<scxml/><scxml/>", "之后还有内容"), ("<scxml a=1/>", "引号"), ("<scxml>&#xD800;</scxml>", "字符引用"),
    ("<scxml><state><onentry><send/></onentry></state></scxml>", "event"),
  ])
  func `what is no SCXML for us is refused with its line`(text: String, message: String) {
    do throws(SCXMLError) {
      _ = try Chart(scxml: text)
      Issue.record("accepted")
    } catch { #expect(error.message.contains(message), "\(error)") }
  }

  @Test func `deep and broken documents are errors and no crash`() throws {
    let deep = String(repeating: "<state>", count: 5000)
    #expect(throws: SCXMLError.self) { try Chart(scxml: "<scxml>" + deep) }
    let whole = Chart(name: "t", states: [.init("a", transitions: [.init(on: ["e"], to: ["b"])]), .init("b")]).scxml
    var random = `Random charts`.Generator(state: 3)
    for _ in 0..<2000 {
      var bytes = Array(whole.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      if let chart = try? Chart(scxml: String(decoding: bytes, as: UTF8.self)) { _ = try? Machine(chart) }
    }
  }
}

@Suite struct `Diagrams` {
  private let chart = Chart(
    name: "t", title: "试点",
    states: [
      .init("launch", title: "启动", transitions: [.init(on: ["done"], if: "n > 1", to: ["work"])]),
      .init(
        "work", title: "推进", kind: .parallel,
        states: [
          .init(
            "x", title: "线上",
            states: [.init("h", kind: .history(.shallow), initial: .init("x1")), .init("x1", title: "学习"), .init("xf", kind: .final)]),
          .init("y", title: "线下", transitions: [.init(on: ["again"], to: ["y"])]),
        ], transitions: [.init(on: ["back"], to: ["launch"]), .init(on: ["done.state.work"], to: ["end"])]),
      .init("end", title: "<结项>", kind: .final),
    ])

  @Test func `Mermaid has every state, nesting, regions and the highlighted states`() {
    #expect(
      chart.mermaid(highlighting: ["x1"]) == """
        stateDiagram-v2
          direction LR
          state "启动" as s1_launch
          state "推进" as s2_work {
            state "线上" as s3_x {
              state "H" as s4_h
              state "学习" as s5_x1
              state "xf" as s6_xf
              s6_xf --> [*]
              [*] --> s5_x1
              s4_h --> s5_x1
            }
            --
            state "线下" as s7_y
            s7_y --> s7_y : again
          }
          state "<结项>" as s8_end
          s8_end --> [*]
          [*] --> s1_launch
          s1_launch --> s2_work : done [n > 1]
          s2_work --> s1_launch : back
          s2_work --> s8_end : done.state.work
          classDef active fill:#ffe9a8,stroke:#b8860b,stroke-width:2px
          class s5_x1 active

        """)
  }

  @Test func `DOT nests clusters and escapes text`() {
    let dot = chart.dot()
    #expect(dot.contains("subgraph cluster2 {"))
    #expect(dot.contains("n1 -> n4 [label=\"done [n > 1]\", lhead=cluster2];"))
    #expect(dot.filter { $0 == "{" }.count == dot.filter { $0 == "}" }.count)
  }

  @Test func `SVG is well-formed, the same every time, and no two siblings overlap`() throws {
    let svg = chart.svg(highlighting: ["work", "x", "x1"])
    #expect(svg == chart.svg(highlighting: ["work", "x", "x1"]))
    let root = try XMLReader.read(svg)
    #expect(root.children(named: "text").contains { $0.text == "<结项>" })
    #expect(root.children(named: "rect").contains { $0["class"] == "on" })
  }

  @Test(arguments: 1...40)
  func `siblings never overlap and stay within their parent`(seed: UInt64) {
    var random = `Random charts`.Generator(state: seed)
    let names = (0..<40).map { StateID("状态\($0)") }
    func build(_ names: ArraySlice<StateID>, _ depth: Int) -> [Chart.State] {
      var result: [Chart.State] = []
      var rest = names
      while let name = rest.first {
        let size = depth > 2 ? 1 : Int.random(in: 1...min(12, rest.count), using: &random)
        let inner = build(rest.dropFirst().prefix(size - 1), depth + 1)
        let targets = (0..<2).compactMap { _ in self.random(&random, rest) }
        result.append(
          .init(
            name, kind: !inner.isEmpty && Bool.random(using: &random) ? .parallel : .compound, states: inner,
            transitions: targets.map { .init(on: ["event"], to: [$0]) }))
        rest = rest.dropFirst(size)
      }
      return result
    }
    let layout = DiagramLayout(DiagramGraph(Chart(name: "t", states: build(names[...], 0)), highlighting: []))
    for node in layout.graph.nodes.indices {
      let children = layout.graph.nodes[node].children
      for (place, child) in children.enumerated() {
        let frame = layout.frames[child]
        #expect(frame.x >= layout.frames[node].x && frame.right <= layout.frames[node].right + 0.01)
        #expect(frame.y >= layout.frames[node].y && frame.bottom <= layout.frames[node].bottom + 0.01)
        for other in children[(place + 1)...] {
          let that = layout.frames[other]
          let apart = frame.right <= that.x || that.right <= frame.x || frame.bottom <= that.y || that.bottom <= frame.y
          #expect(apart, "\(frame) \(that)")
        }
      }
    }
  }

  private func random(_ random: inout `Random charts`.Generator, _ names: ArraySlice<StateID>) -> StateID? {
    names.randomElement(using: &random)
  }
}
