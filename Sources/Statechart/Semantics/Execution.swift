import Rules

/// Executable content (SCXML 1.0 section 4): a block stops at its first failure, which becomes an error event.
extension Run {
  /// Does a block.
  mutating func execute(_ block: [Step]) {
    if block.isEmpty { return }
    do throws(Fault) { try perform(block) } catch { raise(error) }
  }

  private mutating func perform(_ steps: [Step]) throws(Fault) { for step in steps { try perform(step) } }

  private mutating func perform(_ step: Step) throws(Fault) {
    switch step {
    case .raise(let name, let data):
      internalQueue.append(Event(name, data: try data.map { template throws(Fault) in try evaluate(template) } ?? .null, kind: .internal))
    case .send(let send): try perform(send)
    case .cancel(let template): effects.append(.cancelSend(SendID(try text(template, "cancel 的 sendid"))))
    case .set(let location, let template): try assign(try evaluate(template), to: location)
    case .choose(let branches, let otherwise):
      for branch in branches where holds(branch.condition) { return try perform(branch.body) }
      try perform(otherwise)
    case .forEach(let list, let item, let index, let body): try loop(list, item, index, body)
    case .log(let label, let template): effects.append(.log(label, try evaluate(template)))
    case .perform(let name, let template): effects.append(.perform(name, try evaluate(template)))
    case .fail(let message): throw Fault(message)
    }
  }

  private mutating func loop(_ list: CompiledExpression, _ item: Int, _ index: Int?, _ body: [Step]) throws(Fault) {
    guard case .list(let elements) = try evaluate(list) else { throw Fault("foreach 的 \(list.source) 不是列表") }
    for (number, element) in elements.enumerated() {
      snapshot.data[item] = try bounded(element)
      if let index { snapshot.data[index] = .int(Int64(number)) }
      try perform(body)
    }
  }

  /// Puts a value into a variable, or into a field of the maps within it.
  mutating func assign(_ value: Value, to location: Location) throws(Fault) {
    guard !location.fields.isEmpty else {
      snapshot.data[location.slot] = value
      return
    }
    snapshot.data[location.slot] = try bounded(replacing(location.fields[...], in: snapshot.data[location.slot], with: value))
  }

  private func replacing(_ fields: ArraySlice<String>, in value: Value, with new: Value) throws(Fault) -> Value {
    guard let field = fields.first else { return new }
    guard case .map(let map) = value else { throw Fault("不能给 \(field) 赋值: 它所在的不是映射") }
    let inner = try replacing(fields.dropFirst(), in: map[.string(field)] ?? .object([:]), with: new)
    return .map(MapValue(Array(map.entries) + [(.string(field), inner)]))
  }

  /// Puts an error into the internal queue (SCXML 1.0 section 3.12.2).
  mutating func raise(_ fault: Fault) {
    internalQueue.append(
      Event(fault.kind.rawValue, data: .object(["message": .string(fault.message)]), kind: .platform, sendID: fault.sendID))
  }
}

/// Why executable content stopped.
struct Fault: Error {
  enum Kind: String {
    case execution = "error.execution"
    case communication = "error.communication"
  }

  var message: String
  var kind = Kind.execution
  var sendID: SendID?
  /// Nothing went wrong, but something that was asked for is not set.
  var isUnknown = false

  init(_ message: String, kind: Kind = .execution, sendID: SendID? = nil, isUnknown: Bool = false) {
    self.message = message
    self.isUnknown = isUnknown
    self.kind = kind
    self.sendID = sendID
  }
}
