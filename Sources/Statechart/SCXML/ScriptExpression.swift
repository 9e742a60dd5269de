/// The expressions of charts written for ECMAScript, as far as they say the same in our language: `===`, `!==`, `_event`, `_name`,
/// `_sessionid`, `undefined`, `.length` and `In()`.
enum ScriptExpression {
  /// The expression in our language; what has no counterpart is left as it is, and is reported when the chart is compiled.
  static func translated(_ source: String) -> String {
    var output = ""
    var rest = Substring(source.trimmingSpace)
    while let character = rest.first {
      if character == "'" || character == "\"" {
        output += string(&rest)
      } else if character.isLetter || character == "_" || character == "$" {
        output += word(&rest)
      } else if rest.hasPrefix("===") || rest.hasPrefix("!==") {
        output += rest.prefix(2)
        rest = rest.dropFirst(3)
      } else {
        output.append(character)
        rest = rest.dropFirst()
      }
    }
    return withSizes(output)
  }

  private static func string(_ rest: inout Substring) -> String {
    let quote = rest.first
    var result = String(rest.prefix(1))
    rest = rest.dropFirst()
    while let character = rest.first {
      result.append(character)
      rest = rest.dropFirst()
      if character == "\\", let next = rest.first {
        result.append(next)
        rest = rest.dropFirst()
      } else if character == quote {
        break
      }
    }
    return result
  }

  private static func word(_ rest: inout Substring) -> String {
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
    rest = rest.dropFirst(word.count)
    switch word {
    case "_event": return "event"
    case "_name": return "name"
    case "_sessionid": return "sessionid"
    case "undefined": return "null"
    default: return String(word)
    }
  }

  private static func withSizes(_ source: String) -> String {
    var result = source
    while let range = result.firstRange(of: ".length") {
      if let next = result[range.upperBound...].first, next.isLetter || next.isNumber || next == "_" { break }
      result.replaceSubrange(range, with: ".size()")
    }
    return result
  }
}

extension String {
  /// Without white space at both ends.
  var trimmingSpace: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
