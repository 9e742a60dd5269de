public import Store

extension Office {
  /// What was entered.
  public struct RecordSummary: Codable, Hashable, Sendable {
    /// Rows that were entered, by kind.
    public var counts: [RecordKind: Int]
    /// Rows of a file that say the same as records that count already, by kind: they were not entered again.
    public var known: [RecordKind: Int]
    /// Columns that were not read and not stored.
    public var ignoredColumns: [String]

    /// 学时 3, 成果 1.
    public var countsInWords: String { Self.words(counts) }
    /// 学时 3, 成果 1.
    public var knownInWords: String { Self.words(known) }

    private static func words(_ counts: [RecordKind: Int]) -> String {
      RecordKind.allCases.compactMap { kind in counts[kind].map { "\(kind.title) \($0)" } }.joined(separator: ", ")
    }
  }
}
