import Foundation
import Rules

/// What expressions taken over from ECMAScript need besides our language: `js.get(x, 'field')`, `js.add(a, b)`, `js.truthy(x)`…
///
/// They are known where the host gives no names of its own, that is, in charts without people.
enum ScriptFunctions {
  static let all: [Function] = [
    function("get", [.dyn, .dyn], .dyn) { try ScriptValue.member($0[1], of: $0[0]) },
    function("has", [.dyn, .dyn], .bool) { .bool(try has($0[1], in: $0[0])) },
    function("truthy", [.dyn], .bool) { .bool(ScriptValue.isTrue($0[0])) },
    function("typeof", [.dyn], .string) { .string(ScriptValue.kind($0[0])) },
    function("isList", [.dyn], .bool) { if case .list = $0[0] { true } else { false } },
    function("isObject", [.dyn], .bool) { .bool(ScriptValue.kind($0[0]) == "object") },
    function("add", [.dyn, .dyn], .dyn) { ScriptValue.sum($0[0], $0[1]) },
    number("subtract") { $0 - $1 }, number("multiply") { $0 * $1 }, number("divide") { $0 / $1 },
    number("remainder") { $0.truncatingRemainder(dividingBy: $1) },
    function("negate", [.dyn], .dyn) { ScriptValue.number(-ScriptValue.double($0[0])) },
    function("number", [.dyn], .dyn) { ScriptValue.number(ScriptValue.double($0[0])) },
    function("delay", [.dyn], .dyn) { ScriptValue.delay($0[0]) },
    function("text", [.dyn], .string) { .string(ScriptValue.text($0[0])) },
    function("json", [.dyn], .dyn) { $0[0].json.map { .string($0) } ?? .null },
    function("fail", [.string], .dyn) { throw ScriptValue.Fault(ScriptValue.text($0[0])) },
    Function("js.math", [.init([.string, .dyn], .dyn, isVariadic: true)]) { try math(ScriptValue.text($0[0]), $0.dropFirst()) },
    Function("js.call", [.init([.string, .dyn], .dyn, isVariadic: true)]) {
      try ScriptMethods.call(ScriptValue.text($0[0]), $0[1], Array($0.dropFirst(2)))
    },
  ]

  /// What `Math` is asked for, as far as the same arguments give the same value.
  static let mathNames: Set<String> = ["abs", "ceil", "floor", "max", "min", "pow", "round", "sqrt", "trunc"]

  private static func function(
    _ name: String, _ parameters: [ValueType], _ result: ValueType, _ body: @escaping @Sendable ([Value]) throws -> Value
  ) -> Function {
    Function("js.\(name)", [.init(parameters, result)], body: body)
  }

  private static func number(_ name: String, _ body: @escaping @Sendable (Double, Double) -> Double) -> Function {
    function(name, [.dyn, .dyn], .dyn) { ScriptValue.number(body(ScriptValue.double($0[0]), ScriptValue.double($0[1]))) }
  }

  private static func has(_ key: Value, in value: Value) throws(ScriptValue.Fault) -> Bool {
    switch value {
    case .map(let map): return map[key] != nil || map[.string(ScriptValue.text(key))] != nil
    case .list(let elements): return ScriptValue.place(key, in: elements.count) != nil || key == "length"
    default: throw ScriptValue.Fault("in 的右边应是对象或列表")
    }
  }

  private static func math(_ name: String, _ arguments: ArraySlice<Value>) throws(ScriptValue.Fault) -> Value {
    let numbers = arguments.map(ScriptValue.double)
    let first = numbers.first ?? .nan
    let result: Double
    switch name {
    case "abs": result = abs(first)
    case "ceil": result = first.rounded(.up)
    case "floor": result = first.rounded(.down)
    case "round": result = (first + 0.5).rounded(.down)
    case "pow": result = numbers.count < 2 ? .nan : pow(first, numbers[1])
    case "sqrt": result = first.squareRoot()
    case "trunc": result = first.rounded(.towardZero)
    case "max": result = numbers.contains(where: \.isNaN) ? .nan : numbers.max() ?? -.infinity
    case "min": result = numbers.contains(where: \.isNaN) ? .nan : numbers.min() ?? .infinity
    default: throw ScriptValue.Fault("没有 Math.\(name)")
    }
    return ScriptValue.number(result)
  }
}

/// Methods of texts and lists that change nothing.
enum ScriptMethods {
  static let names: Set<String> = [
    "concat", "endsWith", "includes", "indexOf", "join", "slice", "split", "startsWith", "substring", "toLowerCase", "toString",
    "toUpperCase", "trim",
  ]

  static func call(_ name: String, _ receiver: Value, _ arguments: [Value]) throws(ScriptValue.Fault) -> Value {
    if receiver == .null { throw ScriptValue.Fault("空值没有「\(name)」") }
    if name == "toString" { return .string(ScriptValue.text(receiver)) }
    if case .list(let elements) = receiver { return try call(name, elements, arguments) }
    if case .string(let text) = receiver { return try call(name, text, arguments) }
    throw ScriptValue.Fault("这个值没有「\(name)」")
  }

  private static func call(_ name: String, _ elements: [Value], _ arguments: [Value]) throws(ScriptValue.Fault) -> Value {
    switch name {
    case "concat": return .list(arguments.reduce(elements) { $0 + ($1.elements ?? [$1]) })
    case "includes": return .bool(elements.contains { $0.equals(arguments.first ?? .null) })
    case "indexOf": return .int(Int64(elements.firstIndex { $0.equals(arguments.first ?? .null) } ?? -1))
    case "join":
      let separator = arguments.first.map(ScriptValue.text) ?? ","
      return .string(elements.map { $0 == .null ? "" : ScriptValue.text($0) }.joined(separator: separator))
    case "slice": return .list(Array(elements[range(arguments, elements.count)]))
    default: throw ScriptValue.Fault("列表没有「\(name)」")
    }
  }

  private static func call(_ name: String, _ text: String, _ arguments: [Value]) throws(ScriptValue.Fault) -> Value {
    let other = arguments.first.map(ScriptValue.text) ?? "undefined"
    let scalars = Array(text.unicodeScalars)
    switch name {
    case "concat": return .string(arguments.reduce(text) { $0 + ScriptValue.text($1) })
    case "endsWith": return .bool(scalars.reversed().starts(with: other.unicodeScalars.reversed()))
    case "includes": return .bool(place(of: other, in: scalars) >= 0)
    case "indexOf": return .int(Int64(place(of: other, in: scalars)))
    case "slice": return .string(String(String.UnicodeScalarView(scalars[range(arguments, scalars.count)])))
    case "split":
      if arguments.isEmpty { return [.string(text)] }
      if other.isEmpty { return .list(scalars.map { .string(String($0)) }) }
      return .list(text.split(separator: other, omittingEmptySubsequences: false).map { .string(String($0)) })
    case "startsWith": return .bool(scalars.starts(with: other.unicodeScalars))
    case "substring":
      let ends = [bound(arguments.first, 0, scalars.count), bound(arguments.dropFirst().first, scalars.count, scalars.count)].sorted()
      return .string(String(String.UnicodeScalarView(scalars[ends[0]..<ends[1]])))
    case "toLowerCase": return .string(text.lowercased())
    case "toUpperCase": return .string(text.uppercased())
    case "trim": return .string(text.trimmingSpace)
    default: throw ScriptValue.Fault("字符串没有「\(name)」")
    }
  }

  private static func place(of part: String, in scalars: [Unicode.Scalar]) -> Int {
    let part = Array(part.unicodeScalars)
    guard part.count <= scalars.count else { return -1 }
    return (0...(scalars.count - part.count)).first { scalars[$0...].starts(with: part) } ?? -1
  }

  /// A place from 0 to the count.
  private static func bound(_ value: Value?, _ missing: Int, _ count: Int) -> Int {
    guard let value, value != .null else { return missing }
    let number = ScriptValue.double(value)
    return number.isNaN || number < 0 ? 0 : number > Double(count) ? count : Int(number)
  }

  /// As `slice` has it: places below 0 count from the end.
  private static func range(_ arguments: [Value], _ count: Int) -> Range<Int> {
    func place(_ value: Value?, _ missing: Int) -> Int {
      guard let value, value != .null else { return missing }
      let number = ScriptValue.double(value)
      return bound(number < 0 ? .double(number + Double(count)) : value, missing, count)
    }
    let start = place(arguments.first, 0)
    return start..<max(start, place(arguments.dropFirst().first, count))
  }
}

extension Value {
  /// The elements of a list.
  fileprivate var elements: [Value]? { if case .list(let elements) = self { elements } else { nil } }
}
