import Store

extension RecordBatch {
  /// Takes out what the office has already, so that a file may be imported again when rows were added to it.
  ///
  /// Sign-ins, marks, activities and what is known of people take the place of what was there and need no such care. Of rows that say the same
  /// twice as many count as are new.
  /// - Returns: how many were taken out, by kind.
  mutating func removeKnown(_ reader: Reader) throws -> [RecordKind: Int] {
    let before = self
    hours = try Self.unknown(hours) { try reader.count(of: $0) }
    outcomes = try Self.unknown(outcomes) { try reader.count(of: $0) }
    titles = try Self.unknown(titles) { try reader.count(of: $0) }
    money = try Self.unknown(money) { try reader.count(of: $0) }
    surveys = try Self.unknown(surveys) { try reader.count(of: $0) }
    let removed = RecordKind.allCases.map { ($0, before.count(of: $0) - count(of: $0)) }.filter { $0.1 > 0 }
    return Dictionary(removed, uniquingKeysWith: +)
  }

  private static func unknown<Row: Hashable>(_ rows: [Row], _ count: (Row) throws -> Int) rethrows -> [Row] {
    var left: [Row: Int] = [:]
    return try rows.filter { row in
      let known = try left[row] ?? count(row)
      left[row] = max(0, known - 1)
      return known == 0
    }
  }
}
