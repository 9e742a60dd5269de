import Rules
import Testing

@Suite struct CheckerTests {
  private let environment = Environment(variables: [
    "lessons": .int, "hours": .double, "names": .list(.string), "awards": .list(.map(.string, .int)), "any": .dyn, "today": .day,
    "score": .nullable(.int),
  ])

  @Test(arguments: [
    ("lesson >= 1", "没有名为「lesson」的变量, 是不是「lessons」?", 1, 1), ("1 + sise(names)", "没有名为「sise」的函数, 是不是「size」?", 1, 5),
    ("names.exist(n, n == '')", "没有名为「exist」的方法, 是不是「exists」?", 1, 7), ("lessons + hours", "「+」不能用于 int 和 double", 1, 9),
    ("lessons == 'a'", "「==」不能用于 int 和 string", 1, 9), ("size(1, 2)", "「size」要 1 个参数, 却给了 2 个", 1, 1), ("size(1)", "「size」不接受 (int)", 1, 1),
    ("names.contains('a')", "list(string) 的方法「contains」不接受 (string)", 1, 7), ("lessons && true", "这里应当是 bool, 却是 int", 1, 1),
    ("lessons > 0 ? 1 : 'a'", "条件的两支类型不同: int 和 string", 1, 13), ("lessons.x", "int 没有字段「x」", 1, 8),
    ("names[true]", "「[]」不能用于 list(string) 和 bool", 1, 6),
    ("{1.5: 2}", "映射的键不能是 double, 只能是 bool、int、uint 或 string", 1, 2), ("lessons.all(x, true)", "all 要一个列表或映射, 却是 int", 1, 1),
    ("awards.exists(a, a.rank == '1')", "「==」不能用于 int 和 string", 1, 25), ("today > 3", "「>」不能用于 day 和 int", 1, 7),
    ("!lessons", "「!」不能用于 int", 1, 1),
    ("'a'.size(1)", "「size」要 0 个参数, 却给了 1 个", 1, 5), ("true &&\n  lesson > 0", "没有名为「lesson」的变量, 是不是「lessons」?", 2, 3),
  ])
  func `what is wrong is told before anything runs`(_ source: String, _ message: String, _ line: Int, _ column: Int) {
    let error = #expect(throws: RuleError.self) { try Expression(source, in: environment) }
    #expect(error?.message == message)
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test(arguments: [
    ("1", "int"), ("1u + 2u", "uint"), ("[1, 2]", "list(int)"), ("[1, 'a']", "list(dyn)"), ("[]", "list(dyn)"),
    ("{'a': [1.5]}", "map(string, list(double))"),
    ("names[0]", "string"), ("awards.map(a, a.rank)", "list(int)"), ("awards.filter(a, a.rank < 3)", "list(map(string, int))"),
    ("any + 1", "int"), ("any.b.c", "dyn"),
    ("type(1)", "type(int)"), ("int", "type(int)"), ("today - today", "days"), ("today + days(1)", "day"),
    ("timestamp(0) - timestamp(1)", "google.protobuf.Duration"),
    ("score == null", "bool"), ("score", "wrapper(int)"), ("true ? score : 1", "wrapper(int)"), ("optional.of(1)", "optional_type(int)"),
    ("null", "null_type"),
    ("names.transformMap(i, n, n.size())", "map(int, int)"), ("[] + [1]", "list(int)"), ("names.map(n, n + '!').join()", "string"),
    ("{}.?a.orValue(1)", "int"),
    ("today.year() + 1", "int"), ("lessons < hours", "bool"), ("dyn(1)", "dyn"), ("[[], [1]]", "list(list(int))"),
  ])
  func `types are deduced`(_ source: String, _ type: String) throws {
    #expect(try Expression(source, in: environment).type.description == type)
  }

  @Test(arguments: [
    "int", "list(int)", "map(string, list(day))", "google.protobuf.Timestamp", "wrapper(int)", "optional_type(dyn)", "type(bool)",
    "null_type", "bytes",
  ])
  func `declared types read back`(_ text: String) { #expect(ValueType(text)?.description == text) }

  @Test(arguments: ["", "list", "list(", "list(int", "map(int,)", "lisst(int)", "int(int)", "list(int))"])
  func `other texts are no types`(_ text: String) { #expect(ValueType(text) == nil || text == "list") }

  @Test func `the variables that an expression reads are listed`() throws {
    #expect(try Expression("hours > 1.0 && lessons > 0 && hours < 9.0", in: environment).variables == ["hours", "lessons"])
  }

  @Test func `functions of the caller are checked and called`() throws {
    let double = Function("twice", [.init([.int], .int), .init([.int], .int, isMethod: true)]) { arguments in
      guard case .int(let number)? = arguments.first else { return .null }
      return .int(number * 2)
    }
    let environment = Environment(functions: [double])
    #expect(try Expression("twice(2) + 3.twice()", in: environment).evaluate(Bindings()) == .value(10))
    #expect(throws: RuleError.self) { try Expression("twice('a')", in: environment) }
  }
}
