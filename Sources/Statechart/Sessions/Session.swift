import Rules

/// One machine among those that a run has started.
struct Session {
  let machine: Machine
  let bindings: Bindings
  var snapshot: Snapshot
  /// Who invoked it, and as what; nil for the one that the run began with.
  let parent: (session: String, invocation: InvocationID)?
  /// The sessions that it has invoked and that have not ended.
  var children: [InvocationID: String] = [:]
  /// Its invocation was cancelled: what it still sends counts for nothing.
  var isCancelled = false
}

/// The machines that `invoke` starts within a run; what is no machine is left to whoever drives the run.
struct SessionLoader: Sendable {
  /// The machine of a file that `src` names.
  let source: (@Sendable (String) throws -> Machine)?

  private static let types: Set<String> = ["scxml", "http://www.w3.org/TR/scxml", "http://www.w3.org/TR/scxml/"]

  /// A machine to start, with the data that it is given.
  struct Child {
    var machine: Machine
    var data: [String: Value]
  }

  /// What an invocation asks for; nil where it is no machine.
  func child(_ type: String, _ content: Value) throws -> Child? {
    var (text, data) = (content.text, [String: Value]())
    var (kind, source) = (type, String?.none)
    if case .map(let fields) = content {
      kind = fields["type"]?.text ?? type
      (text, source) = (fields["content"]?.text, fields["src"]?.text)
      if case .map(let parameters)? = fields["params"] {
        for case (.string(let name), let value) in parameters.entries { data[name] = value }
      }
    }
    guard SessionLoader.types.contains(kind) else { return nil }
    if let text, text.trimmingSpace.hasPrefix("<") {
      return Child(machine: try Machine(SCXMLDocument(text).chart, strictness: .deferred), data: data)
    }
    guard let name = source, let load = self.source else { return nil }
    return Child(machine: try load(name), data: data)
  }
}

extension Value {
  /// The text of a string.
  fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
