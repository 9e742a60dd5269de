import Store
import YAMLReading

/// The kinds of record files, told apart by their headings.
extension RecordSheet {
  enum Kind: CaseIterable {
    case activities, attendance, hours, outcomes, titles, money, surveys, marks, profiles

    var title: String {
      switch self {
      case .activities: "活动"
      case .attendance: "签到"
      case .hours: "学时"
      case .outcomes: "成果"
      case .titles: "称号"
      case .money: "经费"
      case .surveys: "问卷"
      case .marks: "评分"
      case .profiles: "本人情况"
      }
    }

    /// Each group must have one of its headings.
    var required: [[String]] {
      switch self {
      case .activities: [["活动编号"], ["活动名称"], ["类别"], ["日期"]]
      case .attendance: [["活动编号", "任务编号"], ["工号"], ["签到"]]
      case .hours: [["工号"], ["学时"], ["日期"]]
      case .outcomes: [["成果类别"], ["成果名称"], ["日期"]]
      case .titles: [["称号"], ["授予日期"]]
      case .money: [["经费类别"], ["金额"], ["日期"]]
      case .surveys: [["问卷"], ["题目"], ["人数"], ["平均分"], ["日期"]]
      case .marks: [["考核办法"], ["考核期"], ["评分项目"], ["评分栏"], ["分数"]]
      case .profiles: [["工号"], ["出生日期", "入职日期", "学历", "职级"]]
      }
    }

    /// Every heading that is read.
    var columns: Set<String> {
      let whose = ["工号", "学校编号", "工作室编号", "团队"]
      let others: [String] =
        switch self {
        case .activities: ["止日期", "层级", "专题", "方式", "学时", "节数", "学校编号", "工作室编号", "主讲工号"]
        case .attendance: ["学时"]
        case .hours: ["学分", "方式", "专题", "类别", "层级", "说明"]
        case .outcomes: whose + ["层级", "等次", "状态", "证明"]
        case .titles: whose + ["层级", "到期日期"]
        case .money: whose + ["付款方", "收款方", "项目", "状态"]
        case .surveys: whose + ["答卷人"]
        case .marks: whose + ["评分人工号"]
        case .profiles: []
        }
      return Set(required.flatMap(\.self) + others)
    }
  }
}

/// A file of records as rows of fields by heading, each with its line.
struct RecordSheet {
  struct Row {
    /// The file and the line on which the row begins, 1-based.
    let place: String
    private let fields: [String: String]
    /// Whether there is text beyond the last heading.
    let isTooLong: Bool

    init(place: String, fields: [String: String], isTooLong: Bool = false) {
      (self.place, self.fields, self.isTooLong) = (place, fields, isTooLong)
    }

    /// The field of a heading without white space at its ends; empty where there is none.
    subscript(heading: String) -> String { fields[heading] ?? "" }

    /// A field that holds a phone number or national ID.
    var privateField: String? { fields.sorted { $0.key < $1.key }.first { PrivateNumbers.occur(in: $0.value) }?.key }
  }

  let kind: Kind
  let rows: [Row]
  /// Headings that no kind has: they are not read and not stored.
  let ignored: [String]

  /// - Throws: `OfficeError` where it is no CSV or its first line is not that of records.
  init(_ text: String, file: String) throws(OfficeError) {
    let csv = try CSVFile(text, file: file)
    let columns = try csv.columns { $0.isEmpty ? nil : $0 }
    guard let kind = Kind.allCases.first(where: { $0.required.allSatisfy { $0.contains { columns[$0] != nil } } }) else {
      throw csv.unknownHeader(
        known: Kind.allCases.map { $0.title + ": " + $0.required.map { $0.joined(separator: "/") }.joined(separator: ",") })
    }
    (self.kind, ignored) = (kind, csv.header.filter { !kind.columns.contains($0) && !$0.isEmpty })
    let read = columns.filter { kind.columns.contains($0.key) }
    rows = csv.rows.map { row in
      let fields = read.compactMapValues { index -> String? in index < row.fields.count ? row.fields[index].trimmed : nil }
      return Row(place: "\(file):\(row.line)", fields: fields, isTooLong: row.isTooLong)
    }
  }

  /// One row as it is given on the command line.
  /// - Throws: `OfficeError` naming a heading that the kind does not have, or lacks.
  init(_ kind: Kind, fields: [String: String]) throws(OfficeError) {
    for heading in fields.keys.sorted() where !kind.columns.contains(heading) {
      let known = kind.columns.sorted()
      throw OfficeError.unknown(Named("\(kind.title)的栏目", "可用: " + known.joined(separator: "、")), heading, among: known)
    }
    for group in kind.required where !group.contains(where: { fields[$0] != nil }) {
      throw OfficeError(.usage, "\(kind.title)缺少\(group.joined(separator: "或"))", advice: "写作 \(group[0])=… ")
    }
    (self.kind, ignored) = (kind, [])
    rows = [Row(place: kind.title, fields: fields.mapValues { $0.trimmed })]
  }
}
