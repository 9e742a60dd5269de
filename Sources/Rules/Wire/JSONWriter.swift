/// Writes compact JSON.
struct JSONWriter {
  private(set) var text = ""

  mutating func raw(_ part: String) { text += part }

  mutating func string(_ value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// An array or object, whose elements `body` writes one by one.
  mutating func list<Elements: Collection, Failure: Error>(
    _ open: String, _ close: String, _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) throws(Failure) -> Void
  ) throws(Failure) {
    text += open
    var isFirst = true
    for element in elements {
      if !isFirst { text += "," }
      isFirst = false
      try body(&self, element)
    }
    text += close
  }

  /// `"name":`
  mutating func name(_ name: String) {
    string(name)
    text += ":"
  }
}
