import CQREncode

/// A QR code (ISO/IEC 18004) as a drawing.
struct QRCode {
  /// Modules on each side.
  let width: Int
  private let isDark: [Bool]

  /// The quiet zone that the standard asks for, in modules.
  private static let margin = 4

  /// Encodes text in bytes with medium error correction; nil where it does not fit.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    width = Int(code.pointee.width)
    // The lowest bit of each byte is the colour; the others say what the module is for.
    isDark = UnsafeBufferPointer(start: code.pointee.data, count: width * width).map { $0 & 1 == 1 }
  }

  /// Whether a module is dark.
  func isDark(_ column: Int, _ row: Int) -> Bool { isDark[row * width + column] }

  /// An SVG element: one path, a rectangle for each run of dark modules.
  func svg(label: String) -> String {
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        guard isDark(column, row) else {
          column += 1
          continue
        }
        let start = column
        while column < width, isDark(column, row) { column += 1 }
        path += "M\(start + Self.margin) \(row + Self.margin)h\(column - start)v1h-\(column - start)z"
      }
    }
    let side = width + 2 * Self.margin
    return """
      <svg viewBox="0 0 \(side) \(side)" role="img" aria-label="\(label)" shape-rendering="crispEdges">\
      <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }
}
