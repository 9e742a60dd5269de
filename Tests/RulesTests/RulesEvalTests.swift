import Foundation
import Rules
import Testing

@Suite struct RulesEvalTests {
  @Test(arguments: [
    (#"{"expression": "1 + 1"}"#, #"{"value":2,"type":"int"}"#),
    (#"{"expression": "x * 2.0", "bindings": {"x": 1.5}}"#, #"{"value":3.0,"type":"double"}"#),
    (#"{"expression": "x", "bindings": {"x": {"$uint": "7"}}}"#, #"{"value":{"$uint":"7"},"type":"dyn"}"#),
    (#"{"expression": "x[0]", "bindings": {"x": [1]}, "types": {"x": "list(int)"}}"#, #"{"value":1,"type":"int"}"#),
    (#"{"expression": "x && false", "unset": ["x"]}"#, #"{"value":false,"type":"bool"}"#),
    (#"{"expression": "x > y", "unset": ["y", "x"]}"#, #"{"unknown":["x","y"]}"#),
    (#"{"expression": "p.q > 1", "bindings": {"p": {}}, "unset": ["p.q"]}"#, #"{"unknown":["p.q"]}"#),
    (#"{"expression": "1 / 0"}"#, #"{"error":{"message":"除以零","line":1,"column":3}}"#),
    (#"{"expression": "1 +"}"#, #"{"error":{"message":"这里应当是一个值, 却是结尾","line":1,"column":4}}"#),
    (#"{"expression": "1 == 'a'", "disableCheck": true}"#, #"{"value":false,"type":"dyn"}"#),
    (#"{"expression": "[1].map(x, x)", "checkOnly": true}"#, #"{"type":"list(int)"}"#),
    (#"{"expression": "x", "bindings": {"a.x": 1}, "container": "a.b"}"#, #"{"value":1,"type":"dyn"}"#),
    (#"{"expression": "{1: 'a'}"}"#, #"{"value":{"$map":[[1,"a"]]},"type":"map(int, string)"}"#),
    (
      #"{"expression": "[type(1), b'a', 1.0/0.0]"}"#,
      #"{"value":[{"$type":"int"},{"$bytes":"YQ=="},{"$double":"Infinity"}],"type":"list(dyn)"}"#
    ),
    (#"{"expression": "9007199254740993"}"#, #"{"value":{"$int":"9007199254740993"},"type":"int"}"#),
    (#"{"expression": "'\u793a\n'"}"#, #"{"error":{"message":"字符串没有结束的引号","line":1,"column":1}}"#),
    (
      #"{"expression": "has(a.b)", "bindings": {"a": {}}, "disableMacros": true}"#,
      #"{"error":{"message":"没有名为「has」的函数","line":1,"column":1}}"#
    ),
    ("{}", #"{"error":{"message":"缺少 expression","line":1,"column":1}}"#),
    ("nonsense", #"{"error":{"message":"输入不是有效的 JSON: 不是有效的 JSON","line":1,"column":1}}"#),
    (#"{"expression": "1", "bindings": {"x": {"$uint": "-1"}}}"#, #"{"error":{"message":"$uint 的「-1」无效","line":1,"column":1}}"#),
    ("", #"{"error":{"message":"输入不是有效的 JSON: 不是有效的 JSON","line":1,"column":1}}"#),
    (
      #"{"expression": "x > 1", "bindings": {"x": 1}, "explain": true, "titles": {"x": "示范课"}}"#,
      #"{"value":false,"type":"bool","explanation":{"kind":"comparison","sentence":"示范课 1 > 1 不成立, 还差 1","value":false,"deciding":false,"line":1,"column":3,"operator":">","left":1,"right":1}}"#
    ),
  ])
  func `one line in, one line out`(_ line: String, _ answer: String) { #expect(RulesEval().answer(to: line) == answer) }

  @Test(arguments: [
    "null", "true", "-7", "1.5", "\"示\\n\"", "[1,[2.0]]", #"{"a":{"b":[]}}"#, #"{"$uint":"18446744073709551615"}"#,
    #"{"$int":"-9223372036854775808"}"#, #"{"$double":"NaN"}"#,
    #"{"$bytes":"AP8="}"#, #"{"$timestamp":"2014-02-28T08:00:00.5Z"}"#, #"{"$duration":"-3.5s"}"#, #"{"$map":[[1,"a"],[true,null]]}"#,
    #"{"$type":"list"}"#, #"{"$day":"2014-02-28"}"#,
    #"{"$days":-3}"#, #"{"$optional":[1]}"#, #"{"$optional":[]}"#, #"{"$map":[["$int",1]]}"#, "1e+300", "-0.0",
  ])
  func `tagged values read back, also through Codable`(_ text: String) throws {
    let value = try Value(json: text)
    #expect(value.json == text)
    let encoder = JSONEncoder()
    #expect(try JSONDecoder().decode(Value.self, from: try encoder.encode(value)) == value)
  }

  @Test(arguments: [
    "", "[1,]", "{\"a\"}", "01", "1.", "\"\\ud800\"", "tru", "\"\u{1}\"", "1 2", "99999999999999999999",
    String(repeating: "[", count: 5_000), #"{"$uint":"x"}"#, #"{"$map":[[1.5,1]]}"#,
  ])
  func `other texts are no values`(_ text: String) { #expect(throws: RuleError.self) { try Value(json: text) } }
}
