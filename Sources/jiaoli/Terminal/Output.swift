import Foundation
import Glibc

/// Where answers go.
enum Output {
  /// A line for people.
  static func line(_ text: String = "") { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

  /// JSON for machines: keys in English, sorted; days as ISO text.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    FileHandle.standardOutput.write(try encoder.encode(value) + Data("\n".utf8))
  }

  /// A remark that is no part of the answer.
  static func remark(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  /// Progress of long work, only where somebody watches; an empty text clears the line.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    FileHandle.standardError.write(Data(("\r\u{1B}[K" + text).utf8))
  }
}
