import AcademicCalendar
import CXLSXWriter

/// A sheet of a workbook, which owns it.
struct Worksheet {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>

  /// How many rows a sheet has.
  static let rowLimit = 1_048_576
  /// How many UTF-16 units a cell holds.
  private static let textLimit = 32_767

  init(_ sheet: UnsafeMutablePointer<lxw_worksheet>) {
    self.sheet = sheet
    // Codes such as 001 are texts on purpose.
    worksheet_ignore_errors(sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576")
  }

  /// A4, as wide as the paper, the heading on every page, the page number below.
  func print(isLandscape: Bool, headingRow: Int?) {
    worksheet_set_paper(sheet, 9)
    if isLandscape { worksheet_set_landscape(sheet) }
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.6)
    worksheet_set_footer(sheet, "&C第 &P 页, 共 &N 页")
    if let headingRow { worksheet_repeat_rows(sheet, UInt32(headingRow), UInt32(headingRow)) }
  }

  /// Keeps what is above a row and left of a column in sight.
  func freeze(row: Int, column: Int) { worksheet_freeze_panes(sheet, UInt32(row), UInt16(column)) }

  /// Offers filters in a heading.
  func filter(row: Int, lastRow: Int, lastColumn: Int) throws(ReportError) {
    try Workbook.check(worksheet_autofilter(sheet, UInt32(row), 0, UInt32(lastRow), UInt16(lastColumn)))
  }

  /// A column's width in characters of the standard font.
  func setWidth(_ width: Int, column: Int) throws(ReportError) {
    try Workbook.check(worksheet_set_column(sheet, UInt16(column), UInt16(column), Double(width), nil))
  }

  /// A row's height in points.
  func setHeight(_ points: Double, row: Int) throws(ReportError) {
    try Workbook.check(worksheet_set_row(sheet, UInt32(row), points, nil))
  }

  /// A text over a row's first columns.
  func write(_ text: String, row: Int, columns: Int, _ format: UnsafeMutablePointer<lxw_format>) throws(ReportError) {
    if columns > 1 {
      try Workbook.check(
        worksheet_merge_range(sheet, UInt32(row), 0, UInt32(row), UInt16(columns - 1), Self.fitting(text), format))
    } else {
      try write(.text(text), row: row, column: 0, format)
    }
  }

  /// A value with its real type: dates are serial numbers of the 1900 system, money is in yuan.
  func write(_ cell: Report.Cell, row: Int, column: Int, _ format: UnsafeMutablePointer<lxw_format>) throws(ReportError) {
    let (row, column) = (UInt32(row), UInt16(column))
    let code =
      switch cell {
      case .integer(let number): worksheet_write_number(sheet, row, column, Double(number), format)
      case .decimal(let number) where number.isFinite: worksheet_write_number(sheet, row, column, number, format)
      case .percent(let share) where share.isFinite: worksheet_write_number(sheet, row, column, share, format)
      case .money(let fen): worksheet_write_number(sheet, row, column, Double(fen) / 100, format)
      case .day(let day) where day >= Self.firstSerialDay:
        worksheet_write_number(sheet, row, column, Double(Int(day.rawValue) + Self.serialOfEpoch), format)
      case .empty: worksheet_write_blank(sheet, row, column, format)
      case .text, .decimal, .percent, .day, .unknown: worksheet_write_string(sheet, row, column, Self.fitting(cell.text), format)
      }
    try Workbook.check(code)
  }

  /// 1970-01-01 as a serial number.
  private static let serialOfEpoch = 25_569
  /// Before it, the 1900 system counts a 29 February 1900 that never was.
  private static let firstSerialDay = Day(1900, 3, 1) ?? .earliest

  private static func fitting(_ text: String) -> String {
    guard text.utf16.count > textLimit else { return text }
    var kept = text.prefix(textLimit / 2)
    while kept.utf16.count >= textLimit { kept.removeLast() }
    return kept + "…"
  }
}
