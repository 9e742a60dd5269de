/// The parts of a `multipart/form-data` body (RFC 7578), as browsers write them.
struct MultipartForm {
  /// One part: a field's value or a file.
  struct Part {
    var name: String
    /// The file's name without any folder; nil for a plain field.
    var fileName: String?
    var content: ArraySlice<UInt8>
  }

  private(set) var parts: [Part] = []
  private static let limit = 50

  /// Reads a body; nil where it is none, or has more parts than any form here.
  init?(_ body: [UInt8], contentType: String) {
    guard let boundary = Self.parameter("boundary", of: contentType), contentType.lowercased().hasPrefix("multipart/form-data"),
      (1...70).contains(boundary.utf8.count)
    else { return nil }
    let mark = Array("--\(boundary)".utf8)
    var rest = body[...]
    guard rest.starts(with: mark) else { return nil }
    rest = rest.dropFirst(mark.count)
    while rest.starts(with: Self.lineBreak) {
      guard parts.count < Self.limit, let headEnd = Self.find(Self.lineBreak + Self.lineBreak, in: rest),
        let end = Self.find(Self.lineBreak + mark, in: rest[(headEnd + 4)...]),
        let part = Self.part(String(decoding: rest[..<headEnd], as: UTF8.self), rest[(headEnd + 4)..<end])
      else { return nil }
      parts.append(part)
      rest = rest[(end + 2 + mark.count)...]
    }
    guard rest.starts(with: Array("--".utf8)) else { return nil }
  }

  private static let lineBreak: [UInt8] = [0x0D, 0x0A]

  private static func part(_ head: String, _ content: ArraySlice<UInt8>) -> Part? {
    let lines = head.split(separator: "\r\n")
    guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let name = parameter("name", of: String(line))
    else { return nil }
    let file = parameter("filename", of: String(line)).map { text in
      String(text.split { $0 == "/" || $0 == "\\" }.last ?? "").filter { !$0.isNewline && $0 != "\0" }
    }
    return Part(name: name, fileName: file, content: content)
  }

  /// The value of a parameter, in quotes or not. Within quotes a semicolon is a character like others, and browsers write a quote as `%22`
  /// (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data).
  private static func parameter(_ name: String, of field: String) -> String? {
    for piece in pieces(of: field).dropFirst() {
      let halves = piece.split(separator: "=", maxSplits: 1)
      guard halves.count == 2, halves[0].trimmingSpaces.lowercased() == name else { continue }
      let value = halves[1].trimmingSpaces
      guard value.hasPrefix("\""), value.hasSuffix("\""), value.count > 1 else { return value }
      return String(value.dropFirst().dropLast()).replacing("%22", with: "\"")
    }
    return nil
  }

  /// What semicolons outside quotes part.
  private static func pieces(of field: String) -> [Substring] {
    var isQuoted = false
    return field.split(omittingEmptySubsequences: false) { character in
      if character == "\"" { isQuoted.toggle() }
      return character == ";" && !isQuoted
    }
  }

  private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    var index = bytes.startIndex
    while let found = bytes[index...].firstIndex(of: first), found + needle.count <= bytes.endIndex {
      if bytes[found..<(found + needle.count)].elementsEqual(needle) { return found }
      index = found + 1
    }
    return nil
  }
}
