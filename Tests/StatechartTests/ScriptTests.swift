import Rules
@testable import Statechart
import Testing

/// Expressions and scripts of documents for ECMAScript.
@Suite struct `ECMAScript` {
  private let script = ScriptTranslation(variables: ["x", "list", "name", "$y", "in"])

  @Test(arguments: [
    ("x === 1", "x == 1"), ("x !== 'a\\'b'", #"x != 'a\'b'"#), ("x < 3 && !In('s')", "x < 3 && !In('s')"),
    ("list.length && x", "js.truthy(js.get(list, 'length')) ? js.truthy(x) : false"),
    ("x == 1 && list == 2 || x", "(x == 1 && list == 2) || js.truthy(x)"), ("_event.name === \"e\"", "event.name == 'e'"),
    ("_event.data.a.b", "js.get(js.get(event.data, 'a'), 'b')"), ("_event.data['a']", "js.get(event.data, 'a')"),
    ("list.length", "js.get(list, 'length')"), ("x + 1", "js.add(x, 1)"), ("-1", "-1"), ("- x", "js.negate(x)"),
    ("x ? 'a' : 1", "js.truthy(x) ? dyn('a') : dyn(1)"), ("typeof x === 'undefined'", "js.typeof(x) == 'undefined'"),
    ("typeof nobody === 'undefined'", "'undefined' == 'undefined'"), ("[1, 2]", "[1, 2]"), ("[1, 'a']", "[dyn(1), dyn('a')]"),
    ("{a: 1, 'b c': x}", "{'a': dyn(1), 'b c': dyn(x)}"), ("undefined", "null"), ("_name", "name"), ("name", "vars['name']"),
    ("$y", "vars['$y']"), ("'data' in _event", "'data' in event"), ("0x1F", "31"), ("1.0", "1"), (".5", "0.5"),
    ("_sessionid", "sessionid"), ("Math.max(x, 2)", "js.math('max', x, 2)"), ("list.indexOf(2)", "js.call('indexOf', list, 2)"),
    ("x instanceof Array", "js.isList(x)"),
  ])
  func `What both languages can say is taken over`(source: String, expected: String) throws {
    #expect(try (source.contains("&&") ? script.condition(source) : script.value(source)) == expected)
  }

  @Test(arguments: [
    ("x = 1", 2, "="), ("x + ", 4, "没有写完"), ("return", 0, "return"), ("nobody", 0, "nobody"), ("1 + nobody.a", 4, "nobody"),
    ("f(x)", 1, "函数调用"), ("x.replace('a', 'b')", 9, "函数调用"), ("new Date()", 0, "new"), ("x++", 1, "++"), ("'abc", 0, "引号"),
    ("x /a/ 2", 3, "a"), ("function () {}", 0, "function"), ("a => a", 2, "=>"), ("(x", 2, "没有写完"), ("x; y", 1, ";"), ("07", 0, "07"),
    ("x instanceof Date", 2, "instanceof"), ("Math.random()", 11, "函数调用"),
  ])
  func `What has no counterpart is refused where it stands`(source: String, offset: Int, message: String) {
    do throws(ScriptFault) {
      let text = try script.value(source)
      Issue.record("\(text)")
    } catch {
      #expect(error.offset == offset)
      #expect(error.message.contains(message), "\(error)")
    }
  }

  @Test(
    arguments: [
      ("1 + 2", 3), ("'a' + 1", "a1"), ("1 + 'a' + true", "1atrue"), ("7 / 2", 3.5), ("6 / 2", 3), ("-7 % 3", -1), ("1.5 + 1.5", 3),
      ("2 * '3'", 6),
      ("o.missing", .null), ("o.missing || 'else'", "else"), ("o.a && 5", 5), ("o['a']", 1), ("l[1]", "b"), ("l[9]", .null),
      ("l.length", 2),
      ("'abc'.length", 3), ("!''", true), ("!'0'", false), ("!0", true), ("typeof l", "object"), ("typeof 1", "number"),
      ("typeof o.no", "undefined"),
      ("[].concat(l, ['c'], 'd')", ["a", "b", "c", "d"]), ("l.indexOf('b')", 1), ("l.join('-')", "a-b"), ("'a,b'.split(',')", ["a", "b"]),
      ("'abc'.slice(-2)", "bc"), ("'abc'.substring(2, 0)", "ab"), ("'abc'.startsWith('ab') && 'abc'.endsWith('bc')", true),
      ("Math.pow(2, 10)", 1024), ("Math.round(2.5)", 3), ("Number('x') === Number('x')", false),
      ("l instanceof Array", true), ("'a' in o", true), ("'z' in o", false), ("o.a === 1 ? 'yes' : 'no'", "yes"), ("+'12'", 12),
      ("1 < 2 && 'x'", "x"),
      ("o.missing ?? 4", 4), ("JSON.stringify(o)", "{\"a\":1}"), ("'A'.toLowerCase() + 'b'.toUpperCase() + ' c '.trim()", "aBc"),
    ] as [(String, Value)])
  func `Expressions give what ECMAScript gives`(source: String, expected: Value) throws {
    let quoted = Markup.escaped(source)
    let play = try Play(
      Chart(
        scxml: """
          <scxml><datamodel><data id="o" expr="{a: 1}"/><data id="l" expr="['a', 'b']"/><data id="r" expr="\(quoted)"/></datamodel><state id="s"/></scxml>
          """))
    #expect(play.data("r") == expected)
  }

  @Test(arguments: ["o.a.b.c", "nothing.x", "'z' in 5", "l.push(1)", "nothing.trim()"])
  func `Failing expressions raise error_execution`(source: String) throws {
    let document = try SCXMLDocument(
      """
      <scxml><datamodel><data id="o" expr="{a: 1}"/><data id="l" expr="[]"/><data id="nothing"/></datamodel>
      <state id="s"><onentry><log expr="\(Markup.escaped(source))"/></onentry><transition event="error.execution" target="t"/></state><state id="t"/></scxml>
      """)
    #expect(try Play(document.chart, strictness: .deferred).at == "t")
  }

  @Test func `A script of assignments is read, declares its variables, and runs before the first state`() throws {
    var play = try Play(
      Chart(
        scxml: """
          <scxml><script>
            var n = 2, seen; // a comment
            o = {a: 1}
            o.a += n * 2; n++
          </script>
          <state id="s"><onentry><if cond="n === 3"><script>seen = 'three'</script><else/><script>seen = 0;</script></if></onentry>
          <transition event="e" cond="o.a === 5" target="t"><script>o.a--; n = o.a</script></transition></state><state id="t"/></scxml>
          """))
    #expect(play.data("seen") == "three")
    try play.send("e")
    #expect(play.at == "t")
    #expect(play.data("n") == 4)
    #expect(try Chart(scxml: play.machine.chart.scxml).scxml == play.machine.chart.scxml)
  }

  @Test(arguments: [
    ("f()", 2, 10), ("x = 1;\n if (x) y = 2", 3, 2), ("x = 1 y = 2", 2, 15), ("_event = 1", 2, 9), ("/* x", 2, 9), ("x.y()", 2, 12),
  ])
  func `Every other script is refused with line and column`(script: String, line: Int, column: Int) {
    do throws(SCXMLError) {
      _ = try Chart(scxml: "<scxml>\n<script>\(script)</script><state id='s'/></scxml>")
      Issue.record("accepted")
    } catch { #expect(error.line == line && error.column == column, "\(error)") }
  }

  @Test func `An expression without counterpart is refused with line and column, or remarked on and fails`() throws {
    let text =
      "<scxml>\n  <state id='s'>\n    <transition event='é' cond='1 +\n f()' target='t'/><transition event='error.execution' target='u'/></state><state id='t'/><state id='u'/></scxml>"
    do throws(SCXMLError) {
      _ = try Chart(scxml: text)
      Issue.record("accepted")
    } catch { #expect(error.line == 4 && error.column == 3 && error.description.hasPrefix("第 4 行第 3 列: ")) }
    let document = try SCXMLDocument(text)
    #expect(document.remarks.count == 1)
    var play = try Play(document.chart)
    try play.send("é")
    #expect(play.at == "u")
  }

  @Test func `Deep and long expressions are refused and no crash`() {
    for source in [String(repeating: "(", count: 5000), String(repeating: "!", count: 5000), "1" + String(repeating: "+1", count: 5000)] {
      #expect(throws: ScriptFault.self) { try script.value(source) }
    }
    let chain = Array(repeating: "x", count: 60).joined(separator: " && ")
    #expect(throws: ScriptFault.self) { try script.value(chain) }
    #expect(throws: Never.self) { try script.condition(chain) }
  }

  @Test func `Absent parts of an event are undefined, and the event processors are known`() throws {
    var play = try Play(
      Chart(
        scxml: """
          <scxml name="m"><datamodel><data id="r"/></datamodel><state id="s">
          <transition event="e" cond="typeof _event.sendid === 'undefined' &amp;&amp; !_event.invokeid &amp;&amp; typeof _event.data === 'undefined'" target="t">
          <assign location="r" expr="_ioprocessors['http://www.w3.org/TR/scxml/#SCXMLEventProcessor'].location + _name"/></transition>
          </state><state id="t"/></scxml>
          """))
    try play.send("e")
    #expect(play.at == "t")
    #expect(play.data("r") == "#_scxml_s1m")
  }

  @Test func `With late binding data gets its value when its state is first entered`() throws {
    var play = try Play(
      Chart(
        scxml: """
          <scxml binding="late"><datamodel><data id="n" expr="1"/></datamodel>
          <state id="a"><transition event="e" cond="typeof late === 'undefined'" target="b"><assign location="n" expr="5"/></transition></state>
          <state id="b"><datamodel><data id="late" expr="n * 2"/></datamodel><onentry><assign location="n" expr="late + 1"/></onentry>
          <transition event="e" target="a2"/></state><state id="a2"><transition event="e" target="b"/></state></scxml>
          """))
    #expect(play.data("late") == .null)
    try play.send("e")
    #expect(play.data("late") == 10)
    #expect(play.data("n") == 11)
    try play.send("e")
    try play.send("e")
    #expect(play.data("late") == 10)
  }

  @Test func `A transition to a state that does not exist is refused, or fails when it is asked for`() throws {
    let text =
      "<scxml><state id='a'><transition event='e' target='b1'/><transition event='error.execution' target='b'/></state><state id='b'/></scxml>"
    do throws(SCXMLError) {
      _ = try Chart(scxml: text)
      Issue.record("accepted")
    } catch { #expect(error.column == 52 && error.message == "没有状态 b1, 是不是「b」?", "\(error)") }
    var play = try Play(SCXMLDocument(text).chart)
    try play.send("e")
    #expect(play.at == "b")
  }

  @Test func `Data is read from where src says, and a bare delay is in milliseconds`() throws {
    let text = """
      <scxml><datamodel><data id="j" src="file:a.json"/><data id="t" src="b.txt"/><data id="none" src="c"/></datamodel>
      <state id="s"><onentry><send event="x" delay="10"/><send event="y" delayexpr="'5' + 0"/></onentry><transition event="error.execution" target="f"/></state>
      <state id="f"/></scxml>
      """
    let document = try SCXMLDocument(text) { ["file:a.json": "{\"a\": [1, true]}", "b.txt": " two\n  words "][$0] }
    #expect(document.remarks.map(\.line) == [1])
    let play = try Play(document.chart, strictness: .deferred)
    #expect(play.data("j") == .object(["a": [1, true]]))
    #expect(play.data("t") == "two words")
    #expect(play.at == "f")
    let dues = play.effects.compactMap { effect -> Message.Due? in
      if case .send(let message) = effect { return message.due }
      return nil
    }
    #expect(dues == [.at(Instant(milliseconds: 10)), .at(Instant(milliseconds: 50))])
  }
}
