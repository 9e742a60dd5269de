/// Type variables and what they stand for so far.
struct Unifier {
  private var bindings: [String: ValueType] = [:]
  private var fresh = 0

  /// A new type variable.
  mutating func variable() -> ValueType {
    fresh += 1
    return .parameter("_\(fresh)")
  }

  /// A declaration with its variables made new.
  mutating func instance(of overload: Function.Overload) -> ([ValueType], ValueType) {
    var names: [String: ValueType] = [:]
    let parameters = overload.parameters.map { refresh($0, &names) }
    return (parameters, refresh(overload.result, &names))
  }

  private mutating func refresh(_ type: ValueType, _ names: inout [String: ValueType]) -> ValueType {
    switch type {
    case .parameter(let name):
      if let known = names[name] { return known }
      let new = variable()
      names[name] = new
      return new
    case .list(let element): return .list(refresh(element, &names))
    case .map(let key, let value): return .map(refresh(key, &names), refresh(value, &names))
    case .type(let inner): return .type(refresh(inner, &names))
    case .optional(let inner): return .optional(refresh(inner, &names))
    case .nullable(let inner): return .nullable(refresh(inner, &names))
    default: return type
    }
  }

  /// Follows variables at the top.
  func shallow(_ type: ValueType) -> ValueType {
    var type = type
    while case .parameter(let name) = type, let next = bindings[name] { type = next }
    return type
  }

  /// With all variables replaced; those still open become `dyn`.
  func final(_ type: ValueType) -> ValueType {
    switch shallow(type) {
    case .parameter: .dyn
    case .list(let element): .list(final(element))
    case .map(let key, let value): .map(final(key), final(value))
    case .type(let inner): .type(final(inner))
    case .optional(let inner): .optional(final(inner))
    case .nullable(let inner): .nullable(final(inner))
    case let other: other
    }
  }

  /// Whether a value of type `source` may stand where `target` is asked for; binds variables on the way.
  mutating func assign(_ source: ValueType, to target: ValueType) -> Bool {
    // A variable that stands for something already comes to stand for what is general enough for both.
    if let name = boundName(target) {
      let bound = shallow(target)
      guard assign(source, toShallow: bound) else { return false }
      if shallow(source) != bound, !occurs(name, in: source) { bindings[name] = general(source, bound) }
      return true
    }
    return assign(source, toShallow: shallow(target))
  }

  /// The last variable of a chain that stands for a type; nil for what is no such variable.
  private func boundName(_ type: ValueType) -> String? {
    guard case .parameter(var name) = type, var next = bindings[name] else { return nil }
    while case .parameter(let further) = next {
      guard let after = bindings[further] else { return nil }
      (name, next) = (further, after)
    }
    return name
  }

  private mutating func assign(_ source: ValueType, toShallow target: ValueType) -> Bool {
    let source = shallow(source)
    switch (source, target) {
    case (.parameter(let left), .parameter(let right)) where left == right: return true
    case (_, .parameter(let name)): return bind(name, to: source)
    case (.parameter(let name), _): return bind(name, to: target)
    case (.dyn, _), (_, .dyn): return true
    case (.nullable(let left), .nullable(let right)): return assign(left, to: right)
    case (_, .nullable(let inner)): return source == .null || assign(source, to: inner)
    case (.nullable(let inner), _): return target == .null || assign(inner, to: target)
    case (.null, .timestamp), (.null, .duration), (.timestamp, .null), (.duration, .null): return true
    case (.null, .day), (.day, .null), (.null, .days), (.days, .null), (.null, .optional), (.optional, .null): return true
    case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)): return assign(left, to: right)
    case (.map(let leftKey, let left), .map(let rightKey, let right)): return assign(leftKey, to: rightKey) && assign(left, to: right)
    case (.type, .type): return true
    default: return source == target
    }
  }

  /// The more general of two types where one may stand for the other, else nil.
  mutating func join(_ left: ValueType, _ right: ValueType) -> ValueType? {
    let saved = bindings
    if assign(left, to: right) { return general(left, right) }
    bindings = saved
    return nil
  }

  /// The least type that both of two types, one of which may stand for the other, are values of.
  private func general(_ left: ValueType, _ right: ValueType) -> ValueType {
    switch (shallow(left), shallow(right)) {
    case (.dyn, _), (_, .dyn): .dyn
    case (.list(let left), .list(let right)): .list(general(left, right))
    case (.optional(let left), .optional(let right)): .optional(general(left, right))
    case (.map(let leftKey, let left), .map(let rightKey, let right)): .map(general(leftKey, rightKey), general(left, right))
    case (let left, let right): isMoreGeneral(left, than: right) ? left : right
    }
  }

  private func isMoreGeneral(_ left: ValueType, than right: ValueType) -> Bool {
    switch (shallow(left), shallow(right)) {
    case (.dyn, _): true
    case (.nullable, let other): if case .nullable = other { false } else { true }
    case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)): isMoreGeneral(left, than: right)
    case (.map(let leftKey, let left), .map(let rightKey, let right)):
      isMoreGeneral(leftKey, than: rightKey) || isMoreGeneral(left, than: right)
    case (_, .null): true
    default: false
    }
  }

  private mutating func bind(_ name: String, to type: ValueType) -> Bool {
    guard !occurs(name, in: type) else { return false }
    bindings[name] = type
    return true
  }

  private func occurs(_ name: String, in type: ValueType) -> Bool {
    switch shallow(type) {
    case .parameter(let other): name == other
    case .list(let inner), .type(let inner), .optional(let inner), .nullable(let inner): occurs(name, in: inner)
    case .map(let key, let value): occurs(name, in: key) || occurs(name, in: value)
    default: false
    }
  }
}
