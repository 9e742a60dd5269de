import Foundation
import Rules

extension Snapshot {
  /// The encoded form as text: the same bytes as ``encoded()``, written directly where nothing in it needs to be escaped.
  ///
  /// A run is stored after every step, and thousands of them when a fan-out starts; a general encoder would take most of that time.
  public func text() throws -> String { try plainText ?? String(decoding: encoded(), as: UTF8.self) }

  private var plainText: String? {
    var text = "{\"chart\":\"\(String(fingerprint, radix: 16))\""
    if !data.isEmpty {
      guard let values = Self.list(data, Self.plain) else { return nil }
      text += ",\"data\":" + values
    }
    if let outcome {
      guard let value = Self.plain(outcome) else { return nil }
      text += ",\"done\":" + value
    }
    text += ",\"in\":" + Self.numbers(configuration)
    if serial != 0 { text += ",\"n\":\(serial)" }
    if !invocations.isEmpty {
      guard let running = Self.list(invocations, { Self.quoted($0.id.rawValue, "{\"i\":\($0.index),\"id\":", ",\"s\":\($0.state)}") })
      else {
        return nil
      }
      text += ",\"run\":" + running
    }
    if !session.isEmpty {
      guard let session = Self.quoted(session) else { return nil }
      text += ",\"session\":" + session
    }
    text += ",\"v\":\(Snapshot.version)"
    if !history.isEmpty { text += ",\"was\":[" + history.map(Self.numbers).joined(separator: ",") + "]" }
    return text + "}"
  }

  private static func list<Element>(_ elements: [Element], _ write: (Element) -> String?) -> String? {
    var text = "["
    for (number, element) in elements.enumerated() {
      guard let written = write(element) else { return nil }
      text += number == 0 ? written : "," + written
    }
    return text + "]"
  }

  private static func numbers(_ set: BitSet) -> String { "[" + set.map(String.init).joined(separator: ",") + "]" }

  private static func plain(_ value: Value) -> String? {
    switch value {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let number): String(number)
    case .string(let text): quoted(text)
    default: nil
    }
  }

  private static func quoted(_ text: String, _ before: String = "", _ after: String = "") -> String? {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    return isPlain ? before + "\"" + text + "\"" + after : nil
  }
}
