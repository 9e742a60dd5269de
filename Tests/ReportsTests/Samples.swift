import AcademicCalendar
import Foundation
import Reports

/// A report with a cell of every kind, a text that would be a formula, and all kinds of source.
enum Samples {
  static let everything = Report(
    name: "sample", title: "培训经费与参训情况", subtitle: "实验小学 · 2018年", day: Day("2018-12-31")!,
    tables: [
      Report.Table(
        name: "people", title: "人员",
        columns: [
          Report.Column("name", "姓名"), Report.Column("count", "次数", .integer), Report.Column("hours", "学时", .decimal),
          Report.Column("first", "首次", .day), Report.Column("share", "参训率", .percent), Report.Column("paid", "金额(元)", .money),
        ],
        rows: [
          Report.Row(
            ["=SUM(A1)", .integer(5), .decimal(17.5), .day(Day("2018-01-05")!), .percent(0.82), .money(fen: 96000)],
            sources: [
              .record(kind: "task", id: "12", title: "示范课", day: Day("2018-01-05")), .clause("S3-10"),
              .evidence(title: "签到表", file: "签到.pdf", sha256: String(repeating: "ab", count: 32)),
            ]),
          Report.Row(["李,\"二\"", .integer(0), .unknown, .empty, .unknown, .money(fen: -5)]),
          Report.Row(["合计", .integer(5), .decimal(17.5), .empty, .percent(0.8199), .money(fen: 7_584_000_000)], style: .total),
        ], sources: [.clause("S4-30 五(二)")])
    ], notes: ["未设定的不是零"])

  /// Two tables of different widths, one that is filled in by hand.
  static let two = Report(
    name: "two", title: "登记表", day: Day("2026-12-20")!,
    tables: [
      Report.Table(
        name: "work", title: "工作", introduction: ["一段说明。"], columns: [Report.Column("item", "项目"), Report.Column("count", "数量", .integer)],
        rows: [Report.Row(["示范课", .integer(1)])]),
      Report.Table(
        name: "opinions", title: "意见: [学校/区县]",
        columns: [Report.Column("level", "级别"), Report.Column("a", "意见"), Report.Column("b", "签名")],
        rows: [Report.Row(["任职学校", .empty, .empty], style: .form)]),
      Report.Table(name: "empty", title: "附件", columns: [Report.Column("file", "文件")]),
    ])
}
