import Foundation
import Rules
import Statechart
import Testing

/// Machines within machines, as `jiaoli statechart run` runs them.
@Suite struct `Sessions` {
  private struct Line: Decodable {
    var configuration: [String]
    var vars: [String: Value]
    var effects: [Value]
  }

  private func run(_ inner: String, _ commands: String..., source: (@Sendable (String) throws -> Machine)? = nil) throws -> [Line] {
    let machine = try Machine(SCXMLDocument("<scxml>\(inner)</scxml>").chart, strictness: .deferred)
    var run = VirtualRun(machine, source: source)
    let lines = try [run.begin()] + commands.map { try run.take($0) }
    return try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  private func child(_ inner: String, _ attributes: String = "", _ more: String = "") -> String {
    "<invoke type='http://www.w3.org/TR/scxml/' id='c' \(attributes)>\(more)<content><scxml>\(inner)</scxml></content></invoke>"
  }

  @Test func `A child gets its data, sends to its parent, is finalized, and reports its end with its data`() throws {
    let lines = try run(
      """
      <datamodel><data id="n" expr="1"/><data id="got"/></datamodel>
      <state id="s" initial="s1">\(child(
        "<datamodel><data id='n' expr='0'/><data id='m'/></datamodel><state id='a'><onentry><send target='#_parent' event='hi'><param name='sum' expr='n + m'/></send></onentry><transition event='go' target='f'/></state><final id='f'><donedata><content>21</content></donedata></final>",
        "namelist='n'", "<param name='m' expr='2'/><param name='undeclared' expr='3'/><finalize><assign location='got' expr='_event.data.sum'/></finalize>"))
      <state id="s1"><transition event="hi" cond="got === 3 &amp;&amp; _event.invokeid === 'c'" target="s2"/></state>
      <state id="s2"><onentry><send event="go" target="#_c"/></onentry></state>
      <transition event="done.invoke.c" cond="_event.data === 21" target="t"/></state><state id="t"/>
      """)
    #expect(lines[0].configuration == ["t"])
  }

  @Test func `A child is answered by the origin of its event`() throws {
    let lines = try run(
      """
      <state id="s">\(child("<state id='a'><onentry><send target='#_parent' event='hi'/></onentry><transition event='go' target='f'/></state><final id='f'><donedata><content>21</content></donedata></final>"))
      <initial><transition target="s1"/></initial>
      <state id="s1"><transition event="hi" target="s2"><send event="go" targetexpr="_event.origin"/></transition></state>
      <state id="s2"><transition event="done.invoke.c" cond="_event.data === 21" target="t"/></state></state><state id="t"/>
      """)
    #expect(lines[0].configuration == ["t"])
  }

  @Test func `Leaving the state ends the child: its exit content runs, its timers are gone, what it sends counts for nothing`() throws {
    let lines = try run(
      """
      <state id="s">\(child(
        "<state id='a'><onentry><send target='#_parent' event='late' delay='2s'/></onentry><onexit><log label='left'/><send target='#_parent' event='late'/></onexit></state>"))
      <transition event="e" target="t"/></state><state id="t"><transition event="late done.invoke" target="bad"/></state><state id="bad"/>
      """, #"{"event": "e"}"#, #"{"advance": "10s"}"#)
    #expect(lines[1].effects.contains(.object(["child": "c", "log": .object(["label": "left", "value": .null])])))
    #expect(lines[2].configuration == ["t"])
  }

  @Test func `What a child sent before it was cancelled counts, its end too`() throws {
    let lines = try run(
      """
      <state id="s">\(child("<final id='f'><onexit><send target='#_parent' event='out'/></onexit></final>"))
      <transition event="out" target="t"/></state><state id="t"><transition event="done.invoke.c" target="u"/></state><state id="u"/>
      """)
    #expect(lines[0].configuration == ["u"])
  }

  @Test func `Timers of all sessions come in order, and a machine that ends takes its own along`() throws {
    let lines = try run(
      """
      <datamodel><data id="seen" expr="[]"/></datamodel>
      <state id="s"><onentry><send event="own" delay="2s"/></onentry>
      \(child("<state id='a'><onentry><send target='#_parent' event='one' delay='1s'/><send target='#_parent' event='three' delay='3s'/><send event='end' delay='2.5s'/></onentry><transition event='end' target='f'/></state><final id='f'/>"))
      <transition event="*"><assign location="seen" expr="seen.concat(_event.name)"/></transition></state>
      """, #"{"advance": "10s"}"#)
    #expect(lines[1].vars["seen"] == ["one", "own", "done.invoke.c"])
  }

  @Test func `Autoforward passes every external event on, also those of another child`() throws {
    let lines = try run(
      """
      <state id="s">\(child("<state id='a'><transition event='x' target='b'/></state><state id='b'><onentry><send target='#_parent' event='forwarded'/></onentry></state>", "autoforward='true'"))
      <transition event="forwarded" target="t"/></state><state id="t"/>
      """, #"{"event": "x"}"#)
    #expect(lines.map(\.configuration) == [["s"], ["t"]])
    let other = child("<final id='f'><onentry><send target='#_parent' event='x'/></onentry></final>").replacing("id='c'", with: "id='d'")
    let both = try run(
      """
      <state id="s">\(child("<state id='a'><transition event='x' target='f'/></state><final id='f'/>", "autoforward='true'"))\(other)
      <transition event="done.invoke.c" target="t"/></state><state id="t"/>
      """)
    #expect(both[0].configuration == ["t"])
  }

  @Test func `Children have children, and a machine can be named by src`() throws {
    let leaf = try Machine(
      Chart(
        scxml:
          "<scxml><datamodel><data id='n'/></datamodel><final id='f'><donedata><param name='n' expr='n * 2'/></donedata></final></scxml>"))
    let lines = try run(
      """
      <datamodel><data id="file" expr="'file:leaf'"/></datamodel><state id="s">
      \(child("<state id='a'><invoke id='g' src='file:leaf.scxml'><param name='n' expr='4'/></invoke><transition event='done.invoke.g' target='f'><send target='#_parent' event='r'><param name='n' expr='_event.data.n'/></send></transition></state><final id='f'/>"))
      <transition event="r" cond="_event.data.n === 8" target="t"/></state>
      <state id="t"><invoke id="h" srcexpr="file + '.scxml'"><param name="n" expr="1"/></invoke><transition event="done.invoke.h" target="u"/></state><state id="u"/>
      """, source: { try $0 == "file:leaf.scxml" ? leaf : Machine(Chart(scxml: "")) })
    #expect(lines[0].configuration == ["u"])
  }

  @Test func `What cannot be read or reached is error_communication, and comes before what follows it`() throws {
    let unreadable = try run(
      "<state id='s'><invoke id='c'><content>&lt;scxml&gt;</content></invoke><transition event='error.communication' target='t'/></state><state id='t'/>"
    )
    #expect(unreadable[0].configuration == ["t"])
    let unreachable = try run(
      """
      <state id="s"><onentry><send target="#_scxml_nobody" event="x" id="i"/></onentry><onentry><raise event="next"/></onentry>
      <transition event="error.communication" cond="_event.sendid === 'i'" target="t"/><transition event="*" target="bad"/></state><state id="t"/><state id="bad"/>
      """)
    #expect(unreachable[0].configuration == ["t"])
  }

  @Test func `Machines that invoke themselves, or talk without end, are stopped`() throws {
    let own = try run(
      "<state id='s'><invoke src='self'/><transition event='error' target='t'/></state><state id='t'/>",
      source: { _ in
        try Machine(Chart(scxml: "<scxml><state id='s'><invoke src='self'/></state></scxml>"))
      })
    #expect(own[0].configuration == ["s"])
    #expect(throws: StepError.self) {
      _ = try run(
        """
        <state id="s">\(child("<state id='a'><onentry><send target='#_parent' event='ping'/></onentry><transition event='pong'><send target='#_parent' event='ping'/></transition></state>"))
        <transition event="ping"><send target="#_c" event="pong"/></transition></state>
        """)
    }
  }

  @Test func `What is no machine is left to whoever drives the run`() throws {
    let lines = try run(
      "<state id='s'><invoke id='c' type='task'/><transition event='done.invoke.c' target='t'/></state><state id='t'/>",
      #"{"event": "done.invoke.c"}"#)
    #expect(lines.map(\.configuration) == [["s"], ["t"]])
  }
}
