import Statechart
import Testing
import Workflow
import YAMLReading

/// Runs the lines of a machine and gives what each came to: the active atomic states, joined.
private func play(_ text: String, _ lines: [String]) throws -> [String] {
  var run = VirtualRun(try StatechartReader.read(text, file: "test.yaml").machine)
  var answers = [try run.begin()]
  for line in lines { answers.append(try run.take(line)) }
  return answers.map { answer in
    guard let match = answer.firstMatch(of: /"configuration":\[([^\]]*)\]/) else { return "?" }
    return String(match.1).replacing("\"", with: "")
  }
}

struct `Reading machines` {
  @Test func `A traffic light turns by itself and remembers how often`() throws {
    let text = """
      statechart: light
      data: { turns: 0 }
      initial: red
      states:
        red: { after: { 1s: green } }
        green:
          entry: [ { set: { turns: turns + 1 } } ]
          after: { 2s: [ { if: turns < 2, to: red }, out ] }
        out: { type: final }
      """
    #expect(
      try play(text, Array(repeating: #"{"advance": "PT1S"}"#, count: 6)) == ["red", "green", "green", "red", "green", "green", "out"])
  }

  @Test func `Every action of a machine can be written`() throws {
    let text = """
      statechart: all
      data: { list: [1, 2, 3], total: 0, name: "'x'", map: { a: 1 } }
      states:
        start:
          entry:
            - foreach: item
              in: list
              index: i
              do: [ { set: { total: total + item * i } } ]
            - if: total > 100
              do: [ { raise: never } ]
              elseif: { if: total == 8, do: [ { raise: found, data: { total: total } } ] }
              else: [ { raise: never } ]
            - send: { event: later, id: t, after: 1s }
            - { send: { value: "'lat' + 'er2'" }, after: 2s }
            - { cancel: t }
            - { log: total, label: sum }
            - { set: { vars.map.a: 5 } }
          on: { found: { if: event.data.total == 8 && map.a == 5, to: waiting } }
        waiting: { on: { later: wrong, later2: right } }
        wrong: {}
        right: {}
      """
    #expect(try play(text, [#"{"advance": "PT3S"}"#]) == ["waiting", "right"])
  }

  @Test func `Parallel regions, history and several targets`() throws {
    let text = """
      statechart: regions
      initial: work
      states:
        work:
          type: parallel
          states:
            a: { initial: a1, states: { a1: { on: { go: a2 } }, a2: {} } }
            b: { initial: { to: b1, do: [ { log: "'in'" } ] }, states: { b1: { on: { go: b2 } }, b2: {} } }
            back: { type: history, history: deep, to: [a1, b1] }
          on: { pause: rest }
        rest: { on: { resume: back, jump: { to: [a2, b1] } } }
      """
    let lines = ["go", "pause", "resume", "pause", "jump"].map { #"{"event": "\#($0)"}"# }
    #expect(try play(text, lines) == ["a1,b1", "a2,b2", "rest", "a2,b2", "rest", "a2,b1"])
  }

  @Test func `Done of a compound state and of the machine`() throws {
    let text = """
      statechart: done
      states:
        work:
          states:
            one: { always: { if: in('work'), to: two } }
            two: { type: final, donedata: { n: 7 } }
          on: { done: { if: event.data.n == 7, to: end } }
        end: { type: final }
      """
    #expect(try play(text, []) == ["end"])
  }

  @Test func `What cannot be compiled may be left to fail when it is evaluated`() throws {
    let text = "statechart: x\nstates: { a: { entry: [ { set: { m: 1 } } ], always: { if: q > 1, to: b } }, b: {} }"
    let result = try StatechartReader.read(text, file: "test.yaml", strictness: .deferred)
    #expect(result.warnings.map(\.severity) == [.warning, .warning])
    #expect(result.warnings.map(\.line) == [2, 2])
    var run = VirtualRun(result.machine)
    let line = try run.begin()
    #expect(line.contains(#""configuration":["a"]"#) && line.contains("error.execution"))
    // A mistake of the structure is one all the same.
    #expect(throws: FindingList.self) { try StatechartReader.read(text + "\nstats: {}", file: "test.yaml", strictness: .deferred) }
  }

  @Test func `A name in a text, or one that only ends alike, is no parameter and no variable`() throws {
    let text = """
      statechart: x
      data: { old_parameters: { x: 1 }, old_vars: { q: 1 }, note: "'见 parameters.foo 与 vars.foo'" }
      states: { a: { always: { if: old_parameters.x == 1 && old_vars.q == 1, to: b } }, b: {} }
      """
    #expect(try play(text, []) == ["b"])
  }

  @Test func `The data of inner states belongs to the machine from its start`() throws {
    let text = "statechart: x\nstates: { a: { always: { if: n == 1, to: b } }, b: { data: { n: 1 } } }"
    #expect(try play(text, []) == ["b"])
  }

  @Test(arguments: [
    ("statechart: x\nstates: { a: { on: { e: b } } }", "没有状态 b"),
    ("statechart: x\ndata: { n: 1 }\nstates: { a: { entry: [ { set: { m: 1 } } ] } }", "没有变量「m」, 是不是「n」?"),
    ("statechart: x\nstates: { a: { entry: [ { raize: e } ] } }", "没有「raize」这种动作"),
    ("statechart: x\nstates: { a: { entry: [ { raise: e, dta: 1 } ] } }", "没有「dta」这个键"),
    ("statechart: x\nstates: { a: { always: { if: vars.q, to: a } } }", "没有变量「q」"),
    ("statechart: x\nstates: { a: { tasks: {} } }", "没有「tasks」这个键"),
    ("statechart: x\nstates: { a: { always: { if: 1 +, to: a } } }", "表达式「1 +」"),
    ("statechart: x\nstates: { a: { do: [] } }", "没有「do」这个键"),
  ])
  func `A mistake is found with its place`(text: String, message: String) {
    let error = #expect(throws: FindingList.self) { try StatechartReader.read(text, file: "test.yaml") }
    #expect(error?.findings.contains { $0.message.contains(message) } == true, "\(error?.findings ?? [])")
  }
}
