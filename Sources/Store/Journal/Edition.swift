/// By which rules facts are applied.
///
/// A journal must always give the tables that it gave when it was written, though the program learns. So a program that applies facts in another
/// way is a new edition, and an office takes it up by a fact: from there on the new rules hold, and before it the old ones, however often the
/// journal is replayed.
///
/// - 0: journals of before there were editions.
/// - 1: dates, windows and lists of a state are as of the day on which it was entered; days that move are counted for calendars; a list names each
///   once; what depends on something unknown has no day; conditions after a fan-out see its children; what a run is halted for ends by itself;
///   a migration makes lines required or not; what follows from published results takes effect and gives way; what was held stays held.
/// - 2: what is struck from a list counts for nothing; when a run's parameters change, it is asked again who holds the roles of its open tasks; when a
///   school got another name is kept.
public enum Edition {
  /// The edition of this program.
  public static let current = 2
}

extension Reader {
  /// The edition by which facts are applied.
  public func edition() throws -> Int {
    if let known = memory?.office { return known.edition }
    return try Prepared(db, "SELECT edition FROM office").first { Int($0.integer(0)) } ?? 0
  }
}
