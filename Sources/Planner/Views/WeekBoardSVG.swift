import AcademicCalendar

extension WeekBoard {
  /// The board as a standalone SVG image; its text can be selected and read aloud.
  public func svg() -> String {
    let (left, column, line, head) = (64, 168, 18, 30)
    var y = head + 24
    var body: [String] = []
    for (index, weekday) in weekdays.enumerated() {
      body.append(Self.text(left + index * column + 6, head + 14, weekday.title, "class=\"h\""))
    }
    for week in weeks {
      let rows = weekdays.map { self.column(week, $0).count }.max() ?? 1
      let height = rows * line + 10
      body.append(Self.text(8, y + 18, "第\(week)周", "class=\"h\""))
      for (index, weekday) in weekdays.enumerated() {
        body.append(cell(week, weekday, x: left + index * column, y: y, width: column, height: height, line: line))
      }
      y += height
    }
    let width = left + weekdays.count * column + 8
    let style = "text{font:13px sans-serif;fill:#222}.h{font-weight:bold}.d{fill:#666;font-size:11px}"
    let name = Self.escape(title.isEmpty ? "学期排期" : title)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(y + 8)" viewBox="0 0 \(width) \(y + 8)" role="img" lang="zh-CN">
      <title>\(name)</title><style>\(style)</style>
      <rect width="100%" height="100%" fill="#fff"/>
      \(Self.text(8, 20, title.isEmpty ? "学期排期" : title, "class=\"h\""))
      \(body.joined(separator: "\n"))
      </svg>

      """
  }

  private func cell(_ week: Int, _ weekday: Weekday, x: Int, y: Int, width: Int, height: Int, line: Int) -> String {
    let day = dates[week]?[weekday]
    let fill = day == nil ? "#eee" : day?.isProvisional == true ? "#fffbe6" : "#fff"
    var parts = ["<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(fill)\" stroke=\"#ccc\"/>"]
    if let day { parts.append(Self.text(x + 6, y + 16, heading(day), "class=\"d\"")) }
    for (row, entry) in (cells[week]?[weekday] ?? []).enumerated() {
      let label = DisplayWidth.of(entry.text) > 22 ? DisplayWidth.pad(entry.text, to: 22) : entry.text
      let place = entry.assignment.place.map { " @\($0)" } ?? ""
      parts.append(
        "<g><title>\(Self.escape(entry.text + place))</title>\(Self.text(x + 6, y + 16 + (row + 1) * line, label, ""))</g>")
    }
    return parts.joined()
  }

  private static func text(_ x: Int, _ y: Int, _ text: String, _ attributes: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\" \(attributes)>\(escape(text))</text>"
  }

  private static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: if scalar.value >= 0x20 { result.unicodeScalars.append(scalar) } else { result += " " }
      }
    }
    return result
  }
}
