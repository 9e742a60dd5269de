public import Foundation
import Store

extension Office {
  /// What an import brought.
  public struct ImportSummary: Codable, Hashable, Sendable {
    /// Rows of each kind.
    public var schools: Int
    /// Rows of each kind.
    public var people: Int
    /// Rows of each kind.
    public var studios: Int
    /// Rows of each kind.
    public var memberships: Int
    /// Rows of each kind.
    public var lessons: Int
    /// Columns that were not read and not stored.
    public var ignoredColumns: [String]
    /// Runs whose tasks do not follow the roster any more.
    public var staleRuns: [StaleRun]
    /// Posts that give no access and may have been meant to, with their lines.
    public var remarks: [String]
  }

  /// What is wrong with a roster file as the only one of an office, by line; for those who try many.
  /// - Throws: `OfficeError` where it is no roster at all.
  package static func problems(inRoster data: Data) throws -> [String] {
    var reading = RosterReading(schools: [], people: [], studios: [])
    reading.read([try CSVTable(TextDecoding.text(data, file: "roster.csv"), file: "roster.csv")])
    return reading.problems
  }

  /// Imports CSV files of schools, people, studios, memberships and timetables, told apart by their headings: all or nothing.
  /// - Throws: `OfficeError` naming every bad row with its line and reason; nothing is changed then.
  public func importRoster(_ files: [URL]) throws -> ImportSummary {
    try actor.require(.configure, .office, "导入名册")
    let tables = try files.map { file in
      let data = try GivenFile.data(file)
      return try CSVTable(TextDecoding.text(data, file: file.lastPathComponent), file: file.lastPathComponent)
    }
    return try command { transaction in
      let people = try transaction.reader.people()
      var reading = RosterReading(
        schools: try transaction.reader.schools(), people: people, studios: try transaction.reader.studios())
      reading.read(tables)
      guard reading.problems.isEmpty else {
        throw OfficeError(.badInput, "名册有 \(reading.problems.count) 行不对, 什么也没有导入", places: reading.problems, advice: "改好这些行后重新导入全部文件")
      }
      let roster = reading.roster
      guard roster.count > 0 else { throw OfficeError(.badInput, "名册里没有任何行", advice: "检查文件") }
      let change = RosterChange(roster, to: people)
      try transaction.record(.rosterImported(roster))
      return ImportSummary(
        schools: roster.schools.count, people: roster.people.count, studios: roster.studios.count, memberships: roster.memberships.count,
        lessons: roster.lessons.count, ignoredColumns: tables.flatMap(\.ignored),
        staleRuns: try staleRuns(after: change, transaction), remarks: reading.remarks)
    }
  }
}
