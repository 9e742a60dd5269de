import Rules

/// Expressions in the midst of a step: each gets the names that it reads and no more.
extension Run {
  /// The value of a template, no deeper and no larger than values may be.
  mutating func evaluate(_ template: CompiledTemplate) throws(Fault) -> Value { try bounded(try make(template)) }

  private mutating func make(_ template: CompiledTemplate) throws(Fault) -> Value {
    switch template {
    case .constant(let value): return value
    case .expression(let expression): return try evaluate(expression)
    case .list(let elements):
      var values: [Value] = []
      for element in elements { values.append(try make(element)) }
      return .list(values)
    case .object(let fields):
      var entries: [(Value, Value)] = []
      for field in fields { if let value = try known(field.value) { entries.append((.string(field.name), value)) } }
      return .map(MapValue(entries))
    }
  }

  /// The value of a field, or nil where it is unknown: the field is then left out.
  private mutating func known(_ template: CompiledTemplate) throws(Fault) -> Value? {
    do throws(Fault) { return try make(template) } catch {
      if error.isUnknown { return Optional<Value>.none }
      throw error
    }
  }

  /// What a final state reports; a field that fails is left out, with an error event (SCXML 1.0 section 5.7), and nothing but failures is
  /// nothing.
  mutating func report(_ template: CompiledTemplate) -> Value {
    guard case .object(let fields) = template else {
      do throws(Fault) { return try evaluate(template) } catch {
        raise(error)
        return .null
      }
    }
    var entries: [(Value, Value)] = []
    var failures = 0
    for field in fields {
      do throws(Fault) {
        if let value = try known(field.value) { entries.append((.string(field.name), try bounded(value))) }
      } catch {
        raise(error)
        failures += 1
      }
    }
    return entries.isEmpty && failures > 0 ? .null : .map(MapValue(entries))
  }

  /// The value of an expression; what is unknown is a failure, except in a field of an object, which is left out.
  mutating func evaluate(_ expression: CompiledExpression) throws(Fault) -> Value {
    guard let compiled = expression.expression else { throw Fault(expression.failure) }
    switch compiled.evaluate(names(of: expression)) {
    case .value(let value): return value
    case .unknown(let names): throw Fault("「\(expression.source)」未设定: \(names.sorted().joined(separator: ", "))", isUnknown: true)
    case .error(let error): throw Fault("「\(expression.source)」: \(error.message)")
    }
  }

  /// Whether a condition holds; a failure is an error event and the condition does not hold, nor does one that is unknown.
  mutating func holds(_ condition: CompiledExpression) -> Bool {
    guard let compiled = condition.expression else {
      fail(condition.failure)
      return false
    }
    switch compiled.evaluate(names(of: condition)) {
    case .value(.bool(let holds)): return holds
    case .value: fail("条件「\(condition.source)」的结果不是真假值")
    case .unknown: break
    case .error(let error): fail("条件「\(condition.source)」: \(error.message)")
    }
    return false
  }

  private mutating func fail(_ message: String) {
    if !areFailuresTold { raise(Fault(message)) }
  }

  /// A template that must give text.
  mutating func text(_ template: CompiledTemplate, _ what: String) throws(Fault) -> String {
    guard case .string(let text) = try evaluate(template) else { throw Fault("\(what)应是字符串") }
    return text
  }

  /// What an expression is given: the names that it reads.
  mutating func names(of expression: CompiledExpression) -> Bindings {
    if expression.inputs.isEmpty { return Bindings(calendar: bindings.calendar) }
    var values: [String: Value] = [:]
    for input in expression.inputs {
      switch input.source {
      case .host: values[input.name] = bindings[input.name]
      case .slot(let slot): values[input.name] = snapshot.data[slot]
      case .vars: values[input.name] = .map(MapValue(zip(program.slots.map { .string($0) }, snapshot.data)))
      case .event: values[input.name] = currentEvent()
      case .active: values[input.name] = program.activeNames(snapshot.configuration)
      case .session: values[input.name] = .string(snapshot.session)
      case .name: values[input.name] = .string(program.name)
      }
    }
    return Bindings(values, unset: bindings.unset, calendar: bindings.calendar)
  }

  private mutating func currentEvent() -> Value {
    if let eventValue { return eventValue }
    let made = event.map { Run.value(of: $0) } ?? .null
    eventValue = made
    return made
  }

  /// An event as expressions see it (SCXML 1.0 section 5.10.1).
  private static func value(of event: Event) -> Value {
    let processor = "http://www.w3.org/TR/scxml/#SCXMLEventProcessor"
    let entries: [(Value, Value)] = [
      ("name", .string(event.name)), ("data", event.data), ("type", .string(event.kind.rawValue)),
      ("invokeid", .string(event.invokeID?.rawValue ?? "")), ("sendid", .string(event.sendID?.rawValue ?? "")),
      ("origin", .string(event.origin ?? "")), ("origintype", .string(event.origin == nil ? "" : processor)),
    ]
    return .map(MapValue(entries))
  }
}
