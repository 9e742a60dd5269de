import Rules
import Testing

@Suite struct MacroTests {
  @Test(arguments: [
    ("[1, 2, 3].all(x, x > 0)", "true"), ("[].all(x, false)", "true"), ("[1, 'a'].all(x, x < 1)", "false"),
    ("[0, 1].all(x, 1 / x > 0)", "error: divisionByZero"),
    ("[1, 2].exists(x, x == 2)", "true"), ("[0, 2].exists(x, 4 / x == 2)", "true"), ("[].exists(x, true)", "false"),
    ("{'a': 1}.exists(k, k == 'a')", "true"),
    ("[1, 2, 2].exists_one(x, x == 1)", "true"), ("[1, 2, 2].exists_one(x, x == 2)", "false"),
    ("[0, 1].exists_one(x, 1 / x == 1)", "error: divisionByZero"),
    ("[1, 2, 3].map(x, x * x)", "[1,4,9]"), ("[1, 2, 3].map(x, x > 1, x * x)", "[4,9]"), ("[1, 2, 3].filter(x, x % 2 == 1)", "[1,3]"),
    ("{'a': 1, 'b': 2}.map(k, k)", #"["a","b"]"#), ("{'a': 1, 'b': 2}.filter(k, k != 'a')", #"["b"]"#),
    ("[[1], [2, 3]].map(x, x.map(y, y + x.size()))", "[[2],[4,5]]"), ("[1].map(x, [2].map(x, x))", "[[2]]"), ("has({'a': null}.a)", "true"),
    ("has({}.a)", "false"),
  ])
  func `one-variable macros run over lists and keys`(_ source: String, _ result: String) { #expect(shown(source) == result) }

  @Test(arguments: [
    ("[5, 6].all(i, v, v == i + 5)", "true"), ("{'a': 1}.exists(k, v, k == 'a' && v == 1)", "true"),
    ("[1, 1].existsOne(i, v, i == v)", "true"),
    ("[5, 6].transformList(i, v, i * v)", "[0,6]"), ("[5, 6].transformList(i, v, i > 0, v)", "[6]"),
    ("{'a': 1}.transformList(k, v, k)", #"["a"]"#),
    ("{'a': 1, 'b': 2}.transformMap(k, v, v * 2)", #"{"a":2,"b":4}"#), ("{'a': 1, 'b': 2}.transformMap(k, v, v > 1, v)", #"{"b":2}"#),
    ("['a', 'b'].transformMap(i, v, v)", #"{"$map":[[0,"a"],[1,"b"]]}"#), ("{'a': 'x'}.transformMapEntry(k, v, {v: k})", #"{"x":"a"}"#),
    ("['a', 'b'].transformMapEntry(i, v, v == 'b', {v: i})", #"{"b":1}"#),
    ("['a', 'a'].transformMapEntry(i, v, {v: i})", "error: invalidArgument"),
    ("[1].all(x, x, true)", "rejected"), ("cel.bind(a, 2, a * a)", "4"), ("cel.block([1, cel.index(0) + 1], cel.index(1) * 3)", "6"),
    ("optional.of(2).optMap(x, x + 1).value()", "3"), ("optional.none().optFlatMap(x, optional.of(x)).hasValue()", "false"),
  ])
  func `two-variable macros run over indexes and entries`(_ source: String, _ result: String) { #expect(shown(source) == result) }

  @Test func `without macros they are unknown functions`() {
    #expect(throws: RuleError.self) { try Expression("[1].all(x, true)", in: Environment(variables: ["x": .dyn]), expandingMacros: false) }
  }
}
