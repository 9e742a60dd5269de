import CXLSXWriter

/// The formats of a workbook, each made once.
final class CellStyles {
  /// What a cell is.
  enum Style: Hashable {
    case title, subtitle, paragraph, note, heading
    case cell(Report.Column.Kind, Report.Column.Alignment, isTotal: Bool)
    /// What is not set.
    case unknown
  }

  private var known: [Style: UnsafeMutablePointer<lxw_format>] = [:]

  /// The format of a style.
  func format(_ style: Style, in workbook: borrowing Workbook) throws(ReportError) -> UnsafeMutablePointer<lxw_format> {
    if let format = known[style] { return format }
    let format = try workbook.addFormat()
    Self.set(format, style)
    known[style] = format
    return format
  }

  private static func set(_ format: UnsafeMutablePointer<lxw_format>, _ style: Style) {
    format_set_font_name(format, "微软雅黑")
    format_set_font_size(format, 10)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    switch style {
    case .title:
      format_set_font_size(format, 16)
      format_set_bold(format)
      format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .subtitle:
      format_set_font_color(format, grey)
      format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .paragraph: format_set_text_wrap(format)
    case .note:
      format_set_text_wrap(format)
      format_set_font_color(format, grey)
    case .heading:
      frame(format)
      format_set_bold(format)
      format_set_bg_color(format, 0xE8EEF7)
      format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .cell(let kind, let alignment, let isTotal):
      frame(format)
      format_set_align(format, horizontal(alignment))
      if alignment != .centre { format_set_indent(format, 1) }
      if let code = numberFormat(kind) { format_set_num_format(format, code) }
      if isTotal { format_set_bold(format) }
    case .unknown:
      frame(format)
      format_set_italic(format)
      format_set_font_color(format, grey)
      format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    }
  }

  private static let grey: lxw_color_t = 0x666666

  private static func frame(_ format: UnsafeMutablePointer<lxw_format>) {
    format_set_text_wrap(format)
    format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_border_color(format, 0xB0B0B0)
  }

  private static func horizontal(_ alignment: Report.Column.Alignment) -> UInt8 {
    switch alignment {
    case .leading: UInt8(LXW_ALIGN_LEFT.rawValue)
    case .centre: UInt8(LXW_ALIGN_CENTER.rawValue)
    case .trailing: UInt8(LXW_ALIGN_RIGHT.rawValue)
    }
  }

  private static func numberFormat(_ kind: Report.Column.Kind) -> String? {
    switch kind {
    case .text, .decimal: nil
    case .integer: "0"
    case .day: "yyyy-mm-dd"
    case .percent: "0.00%"
    case .money: "#,##0.00"
    }
  }
}
