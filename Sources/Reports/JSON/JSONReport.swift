import AcademicCalendar
public import Foundation

/// A report as JSON: English keys, sorted; days as ISO text, money in fen, what is not set as `{"unset": true}`, nothing as null.
public enum JSONReport {
  /// The document, with a line break at its end.
  public static func data(_ report: Report) throws(ReportError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    do {
      return try encoder.encode(Document(report)) + Data("\n".utf8)
    } catch {
      throw ReportError(description: "不能写成 JSON: \(error)")
    }
  }

  private struct Document: Encodable {
    var report, title, subtitle: String
    var day: Day
    var notes: [String]
    var tables: [Table]

    init(_ report: Report) {
      (self.report, title, subtitle) = (report.name, report.title, report.subtitle)
      (day, notes, tables) = (report.day, report.notes, report.tables.map(Table.init))
    }
  }

  private struct Table: Encodable {
    var name, title: String
    var introduction: [String]
    var columns: [Column]
    var rows: [Row]
    var sources: [Source]

    init(_ table: Report.Table) {
      (name, title, introduction) = (table.name, table.title, table.introduction)
      columns = table.columns.map { Column(key: $0.key, title: $0.title, type: $0.kind.rawValue) }
      rows = table.rows.map { Row($0, table.columns) }
      sources = table.sources.map(Source.init)
    }
  }

  private struct Column: Encodable {
    var key, title, type: String
  }

  private struct Row: Encodable {
    var style: String?
    var cells: [String: Value]
    var sources: [Source]

    init(_ row: Report.Row, _ columns: [Report.Column]) {
      style = row.style == .plain ? nil : row.style.rawValue
      cells = Dictionary(zip(columns, row.cells).map { ($0.key, Value(cell: $1)) }, uniquingKeysWith: { $1 })
      sources = row.sources.map(Source.init)
    }
  }

  private struct Source: Encodable {
    var kind: String
    var record, id, title, clause, file, sha256: String?
    var day: Day?

    init(_ source: Report.Source) {
      switch source {
      case .record(let record, let id, let title, let day):
        (kind, self.record, self.id, self.title, self.day) = ("record", record, id, title, day)
      case .clause(let clause): (kind, self.clause) = ("clause", clause)
      case .evidence(let title, let file, let sha256): (kind, self.title, self.file, self.sha256) = ("evidence", title, file, sha256)
      }
    }
  }

  private struct Value: Encodable {
    let cell: Report.Cell

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch cell {
      case .text(let text): try container.encode(text)
      case .integer(let number): try container.encode(number)
      case .decimal(let number) where number.isFinite, .percent(let number) where number.isFinite: try container.encode(number)
      case .day(let day): try container.encode(day)
      case .money(let fen): try container.encode(fen)
      case .unknown, .decimal, .percent: try container.encode(["unset": true])
      case .empty: try container.encodeNil()
      }
    }
  }
}
