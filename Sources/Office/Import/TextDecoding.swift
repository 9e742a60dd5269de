import Foundation
import Glibc

/// Reads text files as offices have them: UTF-8 with or without a byte order mark, or GB18030.
enum TextDecoding {
  /// The text of a file.
  /// - Throws: `OfficeError` naming the file and what its encoding seems to be.
  static func text(_ data: Data, file: String) throws(OfficeError) -> String {
    if data.starts(with: [0xEF, 0xBB, 0xBF]), let text = String(validating: data.dropFirst(3), as: UTF8.self) { return text }
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) || data.prefix(4096).contains(0) {
      throw wrong(file, "像是 UTF-16 或不是文本")
    }
    if let text = String(validating: data, as: UTF8.self) { return text }
    if let text = gb18030(data) { return text }
    throw wrong(file, "既不是 UTF-8 也不是 GB18030")
  }

  private static func wrong(_ file: String, _ what: String) -> OfficeError {
    OfficeError(.badInput, "\(file) 的编码不对: \(what)", advice: "请另存为 UTF-8 的文本 (Excel 中选「CSV UTF-8」) 后重试; 什么也没有改动")
  }

  /// Converts with the C library; nil where a byte sequence is not GB18030.
  private static func gb18030(_ data: Data) -> String? {
    let converter = iconv_open("UTF-8", "GB18030")
    guard converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = data.map { CChar(bitPattern: $0) }
    // A GB18030 sequence of two or four bytes becomes at most four bytes of UTF-8.
    var output = [CChar](repeating: 0, count: input.count * 4 + 4)
    let capacity = output.count
    var (inputLeft, outputLeft) = (input.count, capacity)
    let failed = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        var (source, target) = (from.baseAddress, to.baseAddress)
        return iconv(converter, &source, &inputLeft, &target, &outputLeft) == -1
      }
    }
    guard !failed, inputLeft == 0 else { return nil }
    return String(validating: output.prefix(capacity - outputLeft).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
