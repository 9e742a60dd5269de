import Rules
import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 3 - 2", "5"), ("100 / 10 / 2", "5"), ("7 % 4 * 2", "6"), ("-2 * 3", "-6"),
    ("!true || true", "true"),
    ("false && true || true", "true"), ("true || true && false", "true"), ("1 < 2 == true", "true"), ("true ? 1 : false ? 2 : 3", "1"),
    ("false ? 1 : false ? 2 : 3", "3"), ("1 + 1 == 2 && 2 in [2]", "true"), ("!false && !!true", "true"), ("-(1 + 2)", "-3"),
    ("[1, 2,]", "[1,2]"),
    ("{'a': 1,}", #"{"a":1}"#), ("[[1], [2]][1][0]", "2"),
  ])
  func `operators bind as specified`(_ source: String, _ result: String) { #expect(shown(source) == result) }

  @Test(arguments: [
    ("9223372036854775807 + 1", "overflow"), ("-9223372036854775808 - 1", "overflow"), ("9223372036854775807 * 2", "overflow"),
    ("-(-9223372036854775808)", "overflow"),
    ("-9223372036854775808 / -1", "overflow"), ("-9223372036854775808 % -1", "overflow"), ("0u - 1u", "overflow"),
    ("1 / 0", "divisionByZero"),
    ("1 % 0", "divisionByZero"), ("1u / 0u", "divisionByZero"), ("int(1e19)", "overflow"), ("uint(-1)", "overflow"),
    ("int('1x')", "invalidArgument"),
    ("[1][1]", "invalidArgument"), ("{}['a']", "noSuchField"), ("{'a': 1}.b", "noSuchField"), ("{1: 2, 1u: 3}", "invalidArgument"),
  ])
  func `what cannot be computed is an error`(_ source: String, _ reason: String) { #expect(shown(source) == "error: " + reason) }

  @Test(arguments: [
    ("dyn(1) == 1u", true), ("dyn(1) == 1.0", true), ("dyn(1u) == 1.5", false), ("dyn(-1) == 18446744073709551615u", false),
    ("dyn(1) == '1'", false),
    ("dyn([1, 2u]) == [1.0, 2]", true), ("dyn({1: 1}) == {1u: 1.0}", true), ("0.0 / 0.0 == 0.0 / 0.0", false), ("null == null", true),
    ("[] == []", true),
    ("{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", true), ("type(1) == int", true), ("type(int) == type", true), ("0.0 == -0.0", true),
    ("1 < 1.5", true),
    ("2u > -1", true), ("1.5 >= 1u", true), ("'a' < 'b'", true), ("b'a' < b'aa'", true), ("false < true", true), ("'a' < 'é'", true),
    ("3 in [1.0, 3u]", true), ("'a' in {'a': null}", true), ("2.0 in {2: 1}", true), ("duration('1s') < duration('1500ms')", true),
  ])
  func `values are compared across numeric types`(_ source: String, _ result: Bool) {
    #expect(shown(source, checked: false) == "\(result)")
  }

  @Test(arguments: [
    ("false && 1 / 0 > 0", "false"), ("1 / 0 > 0 && false", "false"), ("true || 1 / 0 > 0", "true"), ("1 / 0 > 0 || true", "true"),
    ("true && 1 / 0 > 0", "error: divisionByZero"), ("false || 1 / 0 > 0", "error: divisionByZero"), ("true ? 1 : 1 / 0", "1"),
    ("false ? 1 / 0 : 1", "1"),
    ("1 / 0 > 0 ? 1 : 2", "error: divisionByZero"), ("1 && false", "false"), ("1 || true", "true"),
    ("1 && true", "error: noMatchingOverload"),
  ])
  func `an operand that settles absorbs the error of the other`(_ source: String, _ result: String) {
    #expect(shown(source, checked: false) == result)
  }

  @Test(arguments: [
    ("u && false", "false"), ("false && u", "false"), ("u || true", "true"), ("u && true", "unknown: u"), ("u || v", "unknown: u, v"),
    ("u + v > 1", "unknown: u, v"),
    ("!u", "unknown: u"), ("u && 1 / 0 > 0", "unknown: u"), ("u ? 1 : 2", "unknown: u"), ("[u, v]", "unknown: u, v"),
    ("{'a': u}", "unknown: u"),
    ("size(u)", "unknown: u"), ("[1, 2].all(x, x > u)", "unknown: u"), ("[1, 2].exists(x, x == 1 || u)", "true"),
    ("[1].map(x, x + u)", "unknown: u"),
    ("u.a.b", "unknown: u"), ("u[v]", "unknown: u, v"), ("p.q >= 1", "unknown: p.q"), ("has(p.q)", "unknown: p.q"), ("has(p.r)", "false"),
    ("p.r", "error: noSuchField"),
    ("p.q > u", "unknown: p.q, u"), ("true ? 1 : u", "1"), ("cel.bind(x, u, x)", "unknown: u"),
  ])
  func `unset names are united unless they do not matter`(_ source: String, _ result: String) {
    #expect(shown(source, ["p": [:]], unset: ["u", "v", "p.q"]) == result)
  }

  @Test func `names are looked up from the container outwards`() throws {
    let types: [String: ValueType] = ["a.b.x": .int, "a.x": .int, "x": .int, "y.z": .int]
    let values: [String: Value] = ["a.b.x": 1, "a.x": 2, "x": 3, "y.z": 4]
    func value(_ source: String, _ container: String) throws -> Outcome {
      try Expression(source, in: Environment(variables: types, container: container)).evaluate(Bindings(values))
    }
    #expect(try value("x", "a.b") == .value(1))
    #expect(try value("x", "a") == .value(2))
    #expect(try value("x", "") == .value(3))
    #expect(try value(".x", "a.b") == .value(3))
    #expect(try value("y.z", "a") == .value(4))
    #expect(try value("[7].map(x, x)", "a.b") == .value([7]))
    #expect(try value("[{'z': 8}].map(y, y.z)", "") == .value([8]))
  }

  @Test func `the longest declared prefix of a name is taken`() {
    let values: [String: Value] = ["a.b.c": "whole", "a.b": ["c": "field", "d": "other"]]
    #expect(shown("a.b.c", values) == #""whole""#)
    #expect(shown("a.b.d", values) == #""other""#)
  }

  @Test(arguments: [
    (" || ", "false"), (" && ", "true"), (" + ", "1"), (" == ", "true"), ("", "-"),
  ])
  func `at least thirty-two repetitions and levels are allowed`(_ separator: String, _ element: String) {
    let source =
      separator.isEmpty
      ? String(repeating: "(", count: 33) + "1" + String(repeating: ")", count: 33)
      : Array(repeating: element, count: 33).joined(separator: separator)
    #expect(!shown(source).hasPrefix("rejected"))
  }

  @Test func `long calls, lists, maps, selections and indexes are allowed`() {
    let fields = (0..<32).reduce("1") { inner, _ in "{'a': \(inner)}" }
    #expect(shown(fields + String(repeating: ".a", count: 32)) == "1")
    #expect(shown((0..<32).reduce("1") { inner, _ in "[\(inner)]" } + String(repeating: "[0]", count: 32)) == "1")
    #expect(shown("math.greatest(\((0..<32).map(String.init).joined(separator: ", ")))") == "31")
    #expect(shown("{\((0..<32).map { "\($0): \($0)" }.joined(separator: ", "))}.size()") == "32")
  }
}
