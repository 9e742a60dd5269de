import CXLSXWriter

/// Owns a workbook of libxlsxwriter until it is closed, which writes the file.
///
/// The library keeps no state outside of a workbook, so that workbooks of several tasks do not touch one another.
struct Workbook: ~Copyable {
  private let pointer: UnsafeMutablePointer<lxw_workbook>

  /// A workbook that is written to a path on closing.
  init(path: String) throws(ReportError) {
    guard let pointer = workbook_new(path) else { throw ReportError(description: "不能建立电子表格 \(path)") }
    self.pointer = pointer
  }

  deinit { workbook_close(pointer) }

  /// Writes the file.
  consuming func close() throws(ReportError) {
    let code = workbook_close(pointer)
    discard self
    try Workbook.check(code)
  }

  /// The title and the time of creation, in seconds since 1970: without it the library takes the clock.
  func describe(title: String, created: Int) {
    var text = Array(title.utf8CString)
    text.withUnsafeMutableBufferPointer { buffer in
      var properties = lxw_doc_properties()
      (properties.title, properties.created) = (buffer.baseAddress, created)
      workbook_set_properties(pointer, &properties)
    }
  }

  /// A sheet at the end; the name must be one that `SheetNames` gave.
  func addSheet(_ name: String) throws(ReportError) -> Worksheet {
    guard let sheet = workbook_add_worksheet(pointer, name) else { throw ReportError(description: "不能建立工作表「\(name)」") }
    return Worksheet(sheet)
  }

  /// A format, which lives as long as the workbook.
  func addFormat() throws(ReportError) -> UnsafeMutablePointer<lxw_format> {
    guard let format = workbook_add_format(pointer) else { throw ReportError(description: "内存不足, 不能建立电子表格") }
    return format
  }

  static func check(_ code: lxw_error) throws(ReportError) {
    guard code != LXW_NO_ERROR else { return }
    throw ReportError(description: "不能写电子表格: \(lxw_strerror(code).map { String(cString: $0) } ?? "\(code.rawValue)")")
  }
}

/// Names that a workbook takes for its sheets: at most 31 UTF-16 units, none of `[]:*?/\`, no apostrophe at an end, each once.
struct SheetNames {
  private var taken: Set<String> = []
  private static let longest = 31

  /// A name as near to the title as may be.
  mutating func name(_ title: String) -> String {
    let cleaned = String(title.map { "[]:*?/\\".contains($0) || $0.isNewline ? " " : $0 })
    let plain = cleaned.trimming { $0 == "'" || $0.isWhitespace }
    let base = plain.isEmpty ? "表" : plain
    for number in 1... {
      let end = number == 1 ? "" : " (\(number))"
      let name = base.prefix(units: Self.longest - end.utf16.count) + end
      if taken.insert(name.lowercased()).inserted { return name }
    }
    return base
  }
}

extension String {
  fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> String {
    String(drop(while: isTrimmed).reversed().drop(while: isTrimmed).reversed())
  }

  /// As many characters as fit into so many UTF-16 units.
  fileprivate func prefix(units: Int) -> String {
    var (kept, used) = ("", 0)
    for character in self {
      used += character.utf16.count
      if used > units { break }
      kept.append(character)
    }
    return kept
  }
}
