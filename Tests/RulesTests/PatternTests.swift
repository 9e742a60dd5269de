import Rules
import Testing

@Suite struct PatternTests {
  @Test(arguments: [
    ("abc", "b", true), ("abc", "^b", false), ("abc", "^abc$", true), ("", "", true), ("banana", "ba(na)*$", true),
    ("aaa", "^a{2}$", false), ("aaa", "^a{2,}$", true),
    ("aaa", "^a{1,3}?$", true), ("a{", "a{", true), ("示范课", "^示.课$", true), ("a\nb", "a.b", false), ("a\nb", "(?s)a.b", true),
    ("a\nb", "^b", false), ("a\nb", "(?m)^b$", true),
    ("ABC", "(?i)abc", true), ("É", "(?i)é", true), ("aB", "a(?i:b)", true), ("AB", "a(?i:b)", false), ("x1", #"\w\d"#, true),
    ("é", #"^\w$"#, false), ("a b", #"\bb\b"#, true),
    ("ab", #"\Bb"#, true), ("]", "[]]", true), ("-", "[a-]", true), ("b", "[^a]", true), ("课", #"\p{Han}"#, true),
    ("Ж", #"\p{Cyrillic}"#, true), ("a", #"\pL"#, true),
    ("a", #"\PL"#, false), ("1", "[[:alpha:]]", false), ("1", "[[:^alpha:]]", true), ("A", #"\x41"#, true), ("😀", #"\x{1F600}"#, true),
    ("a.b", #"\Qa.b\E"#, true),
    ("ab", "(?P<first>a)(?<second>b)", true), ("A", #"\101"#, true), ("a|b", #"a\|b"#, true), ("foo", "foo|bar", true),
    ("ac", "a(|b)c", true), ("abab", "^(ab)+$", true),
    ("aXc", "a[^[:lower:]]c", true), ("\t", #"[\t\n]"#, true), ("aab", "a*?b", true), ("b", #"\Ab\z"#, true),
  ])
  func `RE2's syntax matches anywhere in a text`(_ text: String, _ pattern: String, _ matches: Bool) throws {
    #expect(try evaluate("text.matches(pattern)", ["text": .string(text), "pattern": .string(pattern)]) == .value(.bool(matches)))
  }

  @Test(arguments: [
    "(", ")", "[a", "a**", "*a", "a{2,1}", "a{1001}", #"\1"#, "(?=a)", "(?!a)", "(?<=a)", #"\p{Nope}"#, "[z-a]", #"\"#, "[[:nope:]]",
    "((a{1000}){1000}){1000}",
    "((){1000}){1000}{2}", #"\C"#, "(?x)a",
  ])
  func `other patterns are errors`(_ pattern: String) throws {
    let outcome = try evaluate("'a'.matches(pattern)", ["pattern": .string(pattern)])
    guard case .error(let error) = outcome else {
      Issue.record("\(pattern) gave \(outcome)")
      return
    }
    #expect(error.message.hasPrefix("正则表达式有误") || error.reason == .budget)
  }

  @Test(arguments: ["(a*)*b", "(a|aa)+$", "(a?){30}a{30}", "(x+x+)+y", "(.*)*=(.*)*", "^(([a-z])+.)+[A-Z]([a-z])+$"])
  func `patterns that hang backtracking engines end`(_ pattern: String) throws {
    let text = String(repeating: "a", count: 3_000)
    #expect(try evaluate("t.matches(p)", ["t": .string(text), "p": .string(pattern)]) != .value(.null))
  }
}
