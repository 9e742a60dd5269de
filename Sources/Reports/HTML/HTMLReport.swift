import AcademicCalendar
import Foundation
import Mustache

/// A report as one HTML file that prints well on A4: no script, nothing loaded from elsewhere.
public enum HTMLReport {
  /// Tables wider than this, in columns of a terminal, are printed on the long side.
  private static let portraitWidth = 100

  /// The page.
  /// - Throws: `ReportError`.
  public static func text(_ report: Report) throws -> String {
    do {
      let template = try MustacheTemplate(string: String(decoding: PackageResources.report_mustache, as: UTF8.self))
      return template.render(page(report))
    } catch {
      throw ReportError(description: "网页模板有误: \(error)")
    }
  }

  private static func page(_ report: Report) -> [String: Any] {
    let sources = SourceLine.all(of: report)
    let widest = report.tables.map(width).max() ?? 0
    return [
      "title": report.title, "subtitle": report.subtitle, "hasSubtitle": !report.subtitle.isEmpty, "day": report.day.description,
      "paper": widest > portraitWidth ? "A4 landscape" : "A4", "tables": report.tables.map { table($0, isTitled: report.tables.count > 1) },
      "notes": report.notes, "hasNotes": !report.notes.isEmpty, "sources": sources.map(line), "hasSources": !sources.isEmpty,
    ]
  }

  private static func table(_ table: Report.Table, isTitled: Bool) -> [String: Any] {
    [
      "heading": table.title, "isTitled": isTitled, "introduction": table.introduction, "hasGrid": !table.columns.isEmpty,
      "columns": table.columns.map { ["name": $0.title] }, "isForm": table.isForm,
      "shares": table.columns.map { ["share": 100 * share($0) / max(1, table.columns.reduce(0) { $0 + share($1) })] },
      "rows": table.rows.map { row in
        ["style": row.style.rawValue, "cells": zip(table.columns, row.cells).map(cell)] as [String: Any]
      }, "isEmpty": table.rows.isEmpty && !table.columns.isEmpty, "count": table.columns.count,
      "clauses": table.clauses.joined(separator: "、"), "hasClauses": !table.clauses.isEmpty,
    ]
  }

  /// How much of a form's width a column gets.
  private static func share(_ column: Report.Column) -> Int { column.width ?? 14 }

  private static func cell(_ column: Report.Column, _ cell: Report.Cell) -> [String: Any] {
    let shape = column.kind == .text ? "" : " exact"
    return ["text": cell.text, "class": cell == .unknown ? "unknown" : column.alignment.rawValue + shape]
  }

  private static func line(_ line: SourceLine) -> [String: Any] {
    [
      "table": line.table, "row": line.row.map(String.init) ?? "", "label": line.label, "kind": line.source.kindTitle,
      "reference": line.source.reference, "name": line.source.title, "date": line.source.day?.description ?? "",
    ]
  }

  private static func width(_ table: Report.Table) -> Int {
    table.columns.enumerated().reduce(0) { sum, column in
      let widest = table.rows.lazy.map { DisplayWidth.of($0.cells[column.offset].text) }.max() ?? 0
      return sum + 2 + max(DisplayWidth.of(column.element.title), min(widest, column.element.width ?? 30))
    }
  }
}
