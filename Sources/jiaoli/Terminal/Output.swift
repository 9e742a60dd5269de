import Foundation
import Glibc

/// Where answers go.
enum Output {
  /// A line for people.
  static func line(_ text: String = "") { write(Data((shown(text) + "\n").utf8)) }

  /// JSON for machines: keys in English, sorted; days as ISO text.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    write(try encoder.encode(value) + Data("\n".utf8))
  }

  /// JSON on one line, for those who read along.
  static func jsonLine(_ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if let data = try? encoder.encode(value) { write(data + Data("\n".utf8)) }
  }

  /// Bytes as they are. What was asked for is done by then: an output that takes nothing ends the program with a sentence, not a crash.
  static func write(_ data: Data) {
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
      remark("错误: 命令已经完成, 但结果写不出去\n办法: 检查输出的文件或管道; 请先查看现状, 不要急于重做")
      Glibc.exit(74)
    }
  }

  /// A remark that is no part of the answer.
  static func remark(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data((shown(text) + "\n").utf8)) }

  /// The text without what a terminal would obey: people's words must not colour it, move its cursor or turn its direction.
  static func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isCommand) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isCommand($0) ? "\u{FFFD}" : $0 }))
  }

  private static func isCommand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether remarks and progress go to a terminal.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Progress of long work, only where somebody watches; an empty text clears the line.
  static func progress(_ text: String) {
    guard isWatched else { return }
    try? FileHandle.standardError.write(contentsOf: Data(("\r\u{1B}[K" + text).utf8))
  }
}
