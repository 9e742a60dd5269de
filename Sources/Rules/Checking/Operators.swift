/// The declarations of the operators.
enum Operators {
  static func declaration(_ sign: UnaryOperator) -> [Function.Overload] { sign == .not ? not : negate }

  static func declaration(_ sign: BinaryOperator) -> [Function.Overload] {
    switch sign {
    case .equal, .notEqual: equality
    case .less, .lessOrEqual, .greater, .greaterOrEqual: ordering
    case .isIn: membership
    case .add: addition
    case .subtract: subtraction
    case .multiply, .divide: multiplication
    case .remainder: remainder
    }
  }

  private static let variable = ValueType.parameter("A")
  private static let other = ValueType.parameter("B")

  private static func same(_ types: [ValueType]) -> [Function.Overload] { types.map { Function.Overload([$0, $0], $0) } }

  private static let not = [Function.Overload([.bool], .bool)]
  private static let negate = [ValueType.int, .double, .duration, .days].map { Function.Overload([$0], $0) }
  private static let equality = [Function.Overload([variable, variable], .bool)]
  private static let ordering: [Function.Overload] = {
    let plain: [ValueType] = [.bool, .string, .bytes, .timestamp, .duration, .day, .days]
    let numbers: [ValueType] = [.int, .uint, .double]
    return plain.map { Function.Overload([$0, $0], .bool) }
      + numbers.flatMap { left in numbers.map { Function.Overload([left, $0], .bool) } }
  }()
  private static let membership = [
    Function.Overload([variable, .list(variable)], .bool), Function.Overload([variable, .map(variable, other)], .bool),
  ]
  private static let multiplication = same([.int, .uint, .double])
  private static let remainder = same([.int, .uint])
  private static let addition =
    same([.int, .uint, .double, .string, .bytes, .list(variable), .duration, .days]) + [
      Function.Overload([.timestamp, .duration], .timestamp), Function.Overload([.duration, .timestamp], .timestamp),
      Function.Overload([.day, .days], .day), Function.Overload([.days, .day], .day),
    ]
  private static let subtraction =
    same([.int, .uint, .double, .duration, .days]) + [
      Function.Overload([.timestamp, .timestamp], .duration), Function.Overload([.timestamp, .duration], .timestamp),
      Function.Overload([.day, .days], .day), Function.Overload([.day, .day], .days),
    ]
  static let index = [
    Function.Overload([.list(variable), .int], variable), Function.Overload([.map(variable, other), variable], other),
  ]
}
