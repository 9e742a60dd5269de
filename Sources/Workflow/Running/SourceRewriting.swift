import Statechart

/// Applies a change to every expression of a value, an action or a transition.
extension Template {
  func rewriting(_ change: (String) -> String) -> Template {
    switch self {
    case .value: self
    case .expression(let source): .expression(change(source))
    case .list(let elements): .list(elements.map { $0.rewriting(change) })
    case .object(let fields): .object(fields.map { Field($0.name, $0.value.rewriting(change)) })
    }
  }
}

extension Action {
  func rewriting(_ change: (String) -> String) -> Action {
    switch self {
    case .raise(let event, let data): .raise(event: event, data: data?.rewriting(change))
    case .send(var send): .send(send.rewrite(change))
    case .cancel(let id): .cancel(id.rewriting(change))
    case .set(let location, let value): .set(location, value.rewriting(change))
    case .choose(let branches, let otherwise):
      .choose(
        branches.map { Branch(if: change($0.condition), $0.actions.map { $0.rewriting(change) }) },
        otherwise: otherwise.map { $0.rewriting(change) })
    case .forEach(let loop):
      .forEach(Loop(loop.item, index: loop.index, in: change(loop.list), loop.body.map { $0.rewriting(change) }))
    case .log(let label, let value): .log(label: label, value.rewriting(change))
    case .perform(let name, let value): .perform(name, value.rewriting(change))
    }
  }
}

extension Action.Send {
  fileprivate mutating func rewrite(_ change: (String) -> String) -> Action.Send {
    event = event.rewriting(change)
    data = data?.rewriting(change)
    delay = delay?.rewriting(change)
    target = target?.rewriting(change)
    return self
  }
}

/// In a state's expressions `phase` is the window of the state, or of the nearest one around it: one machine serves all states, so the
/// name becomes `phases['STATE']`.
enum PhaseName {
  static func rewrite(_ source: String, to state: String?) -> String {
    guard let state, source.contains("phase") else { return source }
    var result = ""
    var rest = source[...]
    var quote: Character?
    while let character = rest.first {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if rest.hasPrefix("phase"), result.last.map({ !$0.isNamePart && $0 != "." }) ?? true,
        rest.dropFirst(5).first.map({ !$0.isNamePart }) ?? true
      {
        result += "phases['\(state)']"
        rest = rest.dropFirst(5)
        continue
      }
      result.append(character)
      rest.removeFirst()
    }
    return result
  }

  /// Whether `rewrite` takes text for a name or a name for text: it knows quotes, but neither a backslash before one nor three of them.
  ///
  /// It stays as it is, because what runs of installed workflows have computed must come out the same again; a check tells instead.
  static func isMisread(_ source: String) -> Bool {
    guard source.contains("phase") else { return false }
    let places = { (text: String) in rewrite(text, to: "").split(separator: "phases['']", omittingEmptySubsequences: false).count }
    return places(source) != places(source.replacing(literal, with: "''"))
  }

  /// A text of the language: plain or raw, between one or three quotes.
  private static var literal: Regex<Substring> {
    #/[rR]?'''(?:\\.|[^\\])*?'''|[rR]?"""(?:\\.|[^\\])*?"""|[rR]'[^']*'|[rR]"[^"]*"|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/#
  }
}

extension Character {
  fileprivate var isNamePart: Bool { self == "_" || isLetter || isNumber }
}
