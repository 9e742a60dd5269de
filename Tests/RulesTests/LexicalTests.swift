import Rules
import Testing

@Suite struct LexicalTests {
  @Test(arguments: [
    ("42", "42"), ("0x2A", "42"), ("-0x2a", "-42"), ("42u", #"{"$uint":"42"}"#), ("0xFFU", #"{"$uint":"255"}"#), ("1.5", "1.5"),
    (".5", "0.5"),
    ("1e3", "1000.0"), ("2.5E-1", "0.25"), ("-9223372036854775808", #"{"$int":"-9223372036854775808"}"#),
    ("9223372036854775808", "rejected"),
    ("18446744073709551616u", "rejected"), ("1 // a comment\n + 1", "2"), ("1//", "1"), ("\t1\r\n+\u{C}1 ", "2"), ("-1.5", "-1.5"),
    ("- 1", "-1"),
    ("--1", "1"), ("---1", "-1"), ("1--1", "2"), ("1 - -1", "2"),
  ])
  func `numbers and blanks are read`(_ source: String, _ result: String) { #expect(shown(source) == result) }

  @Test(arguments: [
    (#"'a' + "b""#, #""ab""#), (#"'\''"#, #""'""#), (#""\x41\u0042\U00000043\104""#, #""ABCD""#), (#"'\ud83d\ude00'"#, #""😀""#),
    (#"'\ud83d'"#, "rejected"), (#"'\U00110000'"#, "rejected"), (#"r'\n'"#, #""\\n""#), (#"R"\\""#, #""\\\\""#), ("'''x''x'''", #""x''x""#),
    ("\"\"\"a\nb\"\"\"", #""a\nb""#), ("'a\nb'", "rejected"), ("'a", "rejected"), (#"'\q'"#, "rejected"), (#"'\8'"#, "rejected"),
    (#"'\400'"#, "rejected"),
    (#"'\a\b\f\n\r\t\v\\\?\`' .size()"#, "10"), (#"'\303\277'"#, #""Ã¿""#), ("'示范课'.size()", "3"),
  ])
  func `strings take all escapes and raw forms`(_ source: String, _ result: String) { #expect(shown(source) == result) }

  @Test(arguments: [
    ("b'abc'", "YWJj"), (#"b'\xff'"#, "/w=="), (#"b"\303\277""#, "w78="), ("b'ÿ'", "w78="), (#"br'\x'"#, "XHg="), (#"B'''a'b'''"#, "YSdi"),
  ])
  func `bytes take octets`(_ source: String, _ base64: String) { #expect(shown(source) == #"{"$bytes":"\#(base64)"}"#) }

  @Test func `code points that only look alike are different`() {
    #expect(shown("'\u{e9}' == 'e\u{301}'") == "false")
    #expect(shown("{'\u{e9}': 1}['e\u{301}']") == "error: noSuchField")
    #expect(shown("'\u{e9}' < 'e\u{301}'") == "false")
  }

  @Test(arguments: [
    ("1 +", 1, 4), ("1 +\n  * 2", 2, 3), ("(1", 1, 3), ("'示范', ]", 1, 5), ("示 + 1", 1, 1), ("a ? b", 1, 6), ("f(1,)", 1, 5), ("for", 1, 1),
    ("1 & 2", 1, 3), ("{1 2}", 1, 4), ("a.1", 1, 2), ("has(1)", 1, 5), ("[1].map(1, 2)", 1, 9), ("Msg{a: 1}", 1, 4),
  ])
  func `mistakes are told with their place`(_ source: String, _ line: Int, _ column: Int) throws {
    let error = #expect(throws: RuleError.self) { try Expression(source, in: Environment(variables: ["a": .dyn, "b": .dyn])) }
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test func `a full-width sign is answered with the one to use`() {
    let error = #expect(throws: RuleError.self) { try Expression("1 ≥ 2", in: Environment()) }
    #expect(error?.message == "这里不能用字符「≥」, 请用 >=")
  }

  @Test(arguments: ["a.`b-c`", "a.`b.c/d e`", "a.package", "a.?for"])
  func `field names may be quoted or reserved words`(_ source: String) {
    #expect(throws: Never.self) { try Expression(source, in: Environment(variables: ["a": .dyn])) }
  }
}
