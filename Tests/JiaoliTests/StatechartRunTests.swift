import Foundation
import Testing

/// `jiaoli statechart run` as whoever drives it from outside sees it.
@Suite struct StatechartRunTests {
  private let fixture: Fixture

  init() throws { fixture = try Fixture(studio: false) }

  private func run(_ chart: String, _ lines: String) throws -> Fixture.Answer {
    _ = try fixture.file("chart.yaml", chart)
    let (process, input, out, err) = (Process(), Pipe(), Pipe(), Pipe())
    process.executableURL = Fixture.binary
    process.arguments = ["statechart", "run", "chart.yaml"]
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

  @Test func `An expression that cannot be compiled is remarked on and fails when it is evaluated`() throws {
    let answer = try run("statechart: x\nstates: { a: { entry: [ { set: { q: 1 } } ], on: { error.execution: b } }, b: {} }", "")
    #expect(answer.status == 0)
    #expect(answer.out.contains(#""configuration":["b"]"#))
    #expect(answer.err.contains("chart.yaml:2:") && answer.err.contains("没有变量「q」"))
  }
}
