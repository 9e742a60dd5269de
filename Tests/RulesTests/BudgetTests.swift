import Foundation
import Rules
import Testing

@Suite struct BudgetTests {
  private static let digits = "[0,1,2,3,4,5,6,7,8,9]"

  @Test(arguments: [
    (0..<12).reduce("true") { inner, level in "\(digits).all(v\(level), \(inner))" },
    (0..<12).reduce("1") { inner, level in "\(digits).map(v\(level), \(inner))" },
    "['ab']" + String(repeating: ".map(x, x + x)", count: 60), "'a'" + String(repeating: ".replace('', 'aaaaaaaa')", count: 20),
    (0..<12).reduce("1") { inner, level in "\(digits).transformMap(i\(level), v\(level), \(inner))" },
    "[0]" + String(repeating: ".map(x, [x, x])", count: 40) + " == [1]" + String(repeating: ".map(x, [x, x])", count: 40),
    "cel.bind(a, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.split(''), " + (0..<8).reduce("true") { inner, level in "a.all(v\(level), \(inner))" }
      + ")",
  ])
  func `an expression that would run too long or grow too large is an error`(_ source: String) {
    let result = shown(source)
    #expect(result == "error: budget" || result == "false" || result == "rejected")
  }

  @Test func `no operator absorbs an exhausted budget`() throws {
    let long = (0..<8).reduce("false") { inner, level in "\(Self.digits).exists(v\(level), \(inner))" }
    let expression = try Expression("\(long) || true", in: Environment())
    guard case .error(let error) = expression.evaluate(Bindings(), budget: 10_000) else {
      Issue.record("no error")
      return
    }
    #expect(error.reason == .budget)
    #expect(error.message == "计算量超出上限")
  }

  @Test(arguments: [
    (String(repeating: "(", count: 20_000), "嵌套太深, 最多 100 层"), (String(repeating: "[", count: 99_000), "嵌套太深, 最多 100 层"),
    (String(repeating: "-", count: 5_000) + "x", "连用的「-」太多"),
    (Array(repeating: "1", count: 5_000).joined(separator: "+"), "表达式太深, 最多 200 层"),
    ("1" + String(repeating: " ", count: 100_000), "表达式太长, 最多 100000 字节"),
    ("x" + String(repeating: ".a", count: 5_000), "表达式太深, 最多 200 层"),
    (Array(repeating: "true?1:", count: 5_000).joined() + "1", "嵌套太深, 最多 100 层"),
  ])
  func `a source text that nests too deep is refused`(_ source: String, _ message: String) {
    let error = #expect(throws: RuleError.self) { try Expression(source, in: Environment(variables: ["x": .dyn])) }
    #expect(error?.message == message)
  }

  @Test func `many operands in a row are no depth`() {
    #expect(shown(Array(repeating: "true", count: 5_000).joined(separator: " && ")) == "true")
    #expect(shown("[" + Array(repeating: "1", count: 20_000).joined(separator: ",") + "].size()") == "20000")
  }

  @Test func `the deepest expressions run on threads with small stacks`() {
    let sources = [
      String(repeating: "[", count: 100) + String(repeating: "]", count: 100), (0..<99).reduce("x") { inner, _ in "(1 + \(inner))" },
      "x" + String(repeating: " + x", count: 198), (0..<90).reduce("x > 0") { inner, _ in "[x].all(x, \(inner))" },
    ]
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      for source in sources { #expect(!shown(source, ["x": 1]).hasPrefix("error")) }
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
  }
}
