import YAMLReading

/// A CSV file as rows of fields by column, each with its line.
struct CSVTable {
  struct Row {
    /// The line on which the row begins, 1-based.
    let line: Int
    fileprivate let fields: [String]
    fileprivate let columns: [Column: Int]

    /// The field of a column without white space at its ends; empty where the row is short or the column absent.
    subscript(column: Column) -> String {
      guard let index = columns[column], index < fields.count else { return "" }
      return fields[index].trimmed
    }

    /// Whether the file has this column at all.
    func has(_ column: Column) -> Bool { columns[column] != nil }

    /// The columns of the file without these.
    func columns(beyond others: Set<Column>) -> [Column] {
      columns.keys.filter { !others.contains($0) }.sorted { $0.rawValue < $1.rawValue }
    }

    /// Whether there is text beyond the last heading: a comma within a field moved the others.
    let isTooLong: Bool
  }

  let file: String
  let kind: RosterKind
  let rows: [Row]
  /// Columns that no kind of roster has: they are not read and not stored.
  let ignored: [String]

  /// - Throws: `OfficeError` where it is no CSV or its first line is not that of a roster.
  init(_ text: String, file: String) throws(OfficeError) {
    let csv = try CSVFile(text, file: file)
    let columns = try csv.columns { Column(name: $0) }
    guard let kind = RosterKind.allCases.first(where: { $0.required.allSatisfy { columns[$0] != nil } }) else {
      throw csv.unknownHeader(known: RosterKind.allCases.map { $0.required.map(\.rawValue).joined(separator: ",") })
    }
    (self.file, self.kind) = (file, kind)
    ignored = csv.header.filter { Column(name: $0) == nil && !$0.isEmpty }
    rows = csv.rows.map { Row(line: $0.line, fields: $0.fields, columns: columns, isTooLong: $0.isTooLong) }
  }
}

/// The kinds of roster files, told apart by their columns.
enum RosterKind: CaseIterable {
  case lessons, memberships, studios, people, schools

  var required: [Column] {
    switch self {
    case .lessons: [.staff, .weekday, .period, .schoolClass]
    case .memberships: [.studio, .staff, .membership]
    case .studios: [.studio, .studioName, .level]
    case .people: [.staff, .name]
    case .schools: [.school, .schoolName, .zone]
    }
  }

  var title: String {
    switch self {
    case .lessons: "课表"
    case .memberships: "工作室成员"
    case .studios: "工作室"
    case .people: "人员"
    case .schools: "学校"
    }
  }
}

/// The columns of roster files, by their Chinese headings.
enum Column: String, CaseIterable {
  case school = "学校编号"
  case schoolName = "学校名称"
  case zone = "片区"
  case stage = "学段"
  case staff = "工号"
  case name = "姓名"
  case subject = "学科"
  case posts = "岗位"
  case studio = "工作室编号"
  case studioName = "工作室名称"
  case level = "级别"
  case membership = "身份"
  case mentor = "导师工号"
  case weekday = "星期"
  case period = "节次"
  case weeks = "周次"
  case schoolClass = "班级"

  case phone = "联系电话"

  init?(name: String) { self.init(rawValue: ["电话", "手机", "手机号"].contains(name) ? Self.phone.rawValue : name) }
}
