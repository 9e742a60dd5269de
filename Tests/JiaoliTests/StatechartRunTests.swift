import Foundation
import Testing

/// `jiaoli statechart run` as whoever drives it from outside sees it.
@Suite struct StatechartRunTests {
  private let fixture: Fixture

  init() throws { fixture = try Fixture(studio: false) }

  private func run(_ chart: String, _ lines: String, file: String = "chart.yaml", command: String = "run") throws -> Fixture.Answer {
    _ = try fixture.file(file, chart)
    let (process, input, out, err) = (Process(), Pipe(), Pipe(), Pipe())
    process.executableURL = Fixture.binary
    process.arguments = ["statechart", command, file]
    process.currentDirectoryURL = fixture.folder
    (process.standardInput, process.standardOutput, process.standardError) = (input, out, err)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(lines.utf8))
    try input.fileHandleForWriting.close()
    return Fixture.finish((process, out, err))
  }

  private let light =
    "statechart: light\ndata: { n: 0 }\nstates:\n  red: { after: { 1.5s: green } }\n  green: { on: { off: dark } }\n  dark: { type: final }\n"

  @Test func `One line of JSON comes at the start and after each command, blank lines are passed over`() throws {
    let answer = try run(light, "{\"advance\": \"PT1.5S\"}\n\n{\"event\": \"off\"}\n")
    let lines = answer.out.split(separator: "\n")
    #expect(answer.status == 0 && answer.err == "" && lines.count == 3)
    #expect(lines.last == #"{"active":["dark"],"configuration":["dark"],"done":true,"effects":[{"done":null}],"vars":{"n":0}}"#)
  }

  @Test(arguments: ["nonsense", #"{"event": "off", "dat": 1}"#, #"{"advance": "soon"}"#, "{}", "[]"])
  func `A line that is no command ends with status 65 and says which, after the answers before it`(line: String) throws {
    let answer = try run(light, "{\"event\": \"x\"}\n\(line)\n{\"event\": \"off\"}\n")
    #expect(answer.status == 65)
    #expect(answer.out.split(separator: "\n").count == 2)
    #expect(answer.err.hasPrefix("错误: "))
  }

  @Test(arguments: [
    ("statechart: x\nstates: { a: { onn: { e: a } } }", "没有「onn」这个键, 是不是「on」?"),
    ("statechart: x\nstates: { a: { on: { e: b } } }", "没有状态 b"),
    ("statechart: x\nstates: [", "不是合法的 YAML"), ("states: { a: {} }", "缺少 statechart"),
  ])
  func `A chart that cannot be read ends with status 65, and with line and column`(chart: String, message: String) throws {
    let answer = try run(chart, "")
    #expect(answer.status == 65 && answer.out == "")
    #expect(answer.err.contains(message), "\(answer.err)")
    #expect(answer.err.contains("chart.yaml:"))
  }

  @Test func `A document of SCXML runs with the machines that it invokes from files beside it`() throws {
    _ = try fixture.file(
      "child.scxml",
      "<scxml><datamodel><data id='n'/></datamodel><final id='f'><donedata><param name='n' expr='n + 1'/></donedata></final></scxml>")
    let parent = """
      <scxml><datamodel><data id="d" src="data.json"/></datamodel>
      <state id="s"><invoke id="c" src="file:child.scxml"><param name="n" expr="d.length"/></invoke>
      <transition event="done.invoke.c" cond="_event.data.n === 4" target="t"/></state><state id="t"><invoke src="../else.scxml"/>
      <transition event="error.communication" target="u"/></state><state id="u"/></scxml>
      """
    _ = try fixture.file("data.json", "[1, 2, 3]")
    let answer = try run(parent, "", file: "parent.scxml")
    #expect(answer.status == 0 && answer.err == "")
    #expect(answer.out.contains(#""configuration":["u"]"#), "\(answer.out)")
    let inner = try run(
      """
      statechart: p
      data: { n: 2, got: 0 }
      states:
        s:
          invoke:
            id: c
            machine:
              statechart: child
              data: { n: 0 }
              states:
                a: { entry: [ { send: half, to: "#_parent", data: { n: n } } ], on: { go: f } }
                f: { type: final, donedata: { n: n * 2 } }
            params: { n: n + 1 }
            finalize: [ { set: { got: event.data.n } } ]
          on:
            half: { if: got == 3, do: [ { send: go, to: "#_c" } ] }
            done.invoke.c: { if: event.data.n == 6, to: t }
        t: {}
      """, "")
    #expect(inner.out.contains(#""configuration":["t"]"#), "\(inner.out)\(inner.err)")
    let lost = try run("statechart: p\nstates:\n  s: { invoke: { machine: { statechart: c, states: { a: { on: { e: b } } } } } }\n", "")
    #expect(lost.status == 65 && lost.err.contains("没有状态 b"), "\(lost.err)")
    let yaml = try run(
      "statechart: p\nstates:\n  s: { invoke: { id: c, src: child.scxml, params: { n: 6 } }, on: { done.invoke.c: { if: event.data.n == 7, to: t } } }\n  t: {}\n",
      "")
    #expect(yaml.out.contains(#""configuration":["t"]"#), "\(yaml.out)\(yaml.err)")
  }

  @Test func `An expression of SCXML that cannot be taken over is refused by check with line and column, and remarked on by run`() throws {
    let chart =
      "<scxml><state id='s'>\n  <transition cond='f(1)' target='t'/><transition event='error.execution' target='u'/></state><state id='t'/><state id='u'/></scxml>"
    let check = try run(chart, "", file: "chart.scxml", command: "check")
    #expect(check.status == 65)
    #expect(check.err.contains("chart.scxml:2:22"), "\(check.err)")
    let lost = try run(
      "<scxml>\n <state id='s'/>\n <state id='t'><transition target='nowhere'/></state></scxml>", "", file: "chart.scxml", command: "check")
    #expect(lost.status == 65 && lost.err.contains("chart.scxml:3:36"), "\(lost.err)")
    let answer = try run(chart, "", file: "chart.scxml")
    #expect(answer.status == 0 && answer.err.contains("chart.scxml:2:22"), "\(answer.err)")
    #expect(answer.out.contains(#""configuration":["u"]"#))
  }

  @Test func `An expression that cannot be compiled is remarked on and fails when it is evaluated`() throws {
    let answer = try run("statechart: x\nstates: { a: { entry: [ { set: { q: 1 } } ], on: { error.execution: b } }, b: {} }", "")
    #expect(answer.status == 0)
    #expect(answer.out.contains(#""configuration":["b"]"#))
    #expect(answer.err.contains("chart.yaml:2:") && answer.err.contains("没有变量「q」"))
  }
}
