import FaultVFS
import Foundation
import GRDB

/// Whether the fault VFS sees anything: a database that does not sync its commits must lose some of them, and one that does must not.
struct ControlRun {
  /// - Returns: whether it was so.
  func run() throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appending(path: "control-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (live, images) = (folder.appending(path: "live"), folder.appending(path: "images"))
    for one in [live, images] { try FileManager.default.createDirectory(at: one, withIntermediateDirectories: true) }
    guard fault_vfs_install(live.path, images.path, 1, 1) == 0 else { return false }
    let careless = try losses(of: live.appending(path: "careless.db").path, "NORMAL", images)
    let careful = try losses(of: live.appending(path: "careful.db").path, "FULL", images)
    print("without a sync for each commit \(careless) disks lack an acknowledged row, with it \(careful)")
    return careless > 0 && careful == 0
  }

  /// On how many disks an acknowledged row is missing.
  private func losses(of path: String, _ mode: String, _ images: URL) throws -> Int {
    let database = try DatabasePool(path: path)
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = \(mode); PRAGMA wal_autocheckpoint = 20; CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
    }
    var lost = 0
    for row in 0..<120 {
      try database.write { try $0.execute(sql: "INSERT INTO t (b) VALUES (hex(randomblob(300)))") }
      for name in try FileManager.default.contentsOfDirectory(atPath: images.path) {
        let image = images.appending(path: name)
        let copy = image.appending(path: (path as NSString).lastPathComponent).path
        let count = try? DatabaseQueue(path: copy).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") }
        // Before the table was synced there is nothing to count.
        if row > 0, (count ?? 0) < row { lost += 1 }
        try FileManager.default.removeItem(at: image)
      }
    }
    return lost
  }
}
