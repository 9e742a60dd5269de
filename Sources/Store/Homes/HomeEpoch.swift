import Foundation
import GRDB

/// The epoch in which the calendars of homes count their changes.
///
/// A restored office goes on from an earlier number, and gives the numbers that phones know from the lost time to other changes. So it begins an
/// epoch that no office had before it, and a token of another epoch is none of its own (RFC 6578 section 4). Rebuilding leaves it as it is: it
/// stands beside the journal.
enum HomeEpoch {
  /// What homes are read with; 0 where the office was never restored.
  static let column = "coalesce((SELECT epoch FROM home_epoch), 0) AS epoch"

  /// Begins an epoch in a database that nobody has open.
  static func begin(_ epoch: Int64, in file: URL) throws {
    try StoreError.translating(file.path) {
      let office = try DatabaseQueue(path: file.path)
      try office.writeWithoutTransaction { db in
        try db.execute(sql: "INSERT OR REPLACE INTO home_epoch (id, epoch) VALUES (1, ?)", arguments: [epoch])
        // The file is moved without its log.
        _ = try db.checkpoint(.truncate)
      }
      try office.close()
    }
  }
}
