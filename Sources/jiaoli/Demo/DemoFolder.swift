import Foundation
import Office

/// The folder of a demo: roster, database, feeds.
struct DemoFolder {
  /// What marks a database as a demo's: how the domain of its calendar UIDs begins.
  private static let mark = "demo-"

  let url: URL

  var database: URL { url.appending(path: "office.db") }
  var roster: URL { url.appending(path: "roster") }
  var feeds: URL { url.appending(path: "feeds") }

  /// The domain of a demo's calendar UIDs; it follows from the seed, so that the same seed gives the same feeds.
  static func uidDomain(seed: UInt64) -> String { "\(mark)\(String(seed, radix: 16)).jiaoli" }

  /// Makes room: the database of an earlier demo goes with its evidence and feeds; any other stays, and stops the demo.
  func prepare() throws {
    let files = FileManager.default
    do {
      if files.fileExists(atPath: database.path) { try removeEarlier(files) }
      try files.createDirectory(at: url, withIntermediateDirectories: true)
    } catch is CocoaError {
      throw OfficeError(.notAllowed, "不能使用文件夹 \(url.path)", advice: "检查权限, 或换一个文件夹")
    }
  }

  private func removeEarlier(_ files: FileManager) throws {
    let identity = try Office(path: database.path, as: nil, now: Date(), rehearsalDay: nil).identity()
    guard identity.isRehearsal, identity.uidDomain.hasPrefix(Self.mark) else {
      throw OfficeError(.conflict, "\(database.path) 不是 jiaoli demo 建立的, 没有改动", advice: "换一个文件夹")
    }
    let feeds = (try? files.contentsOfDirectory(at: feeds, includingPropertiesForKeys: nil)) ?? []
    let database = ["", "-wal", "-shm", ".evidence"].map { URL(fileURLWithPath: self.database.path + $0) }
    for file in feeds.filter({ $0.pathExtension == "ics" }) + database where files.fileExists(atPath: file.path) {
      try files.removeItem(at: file)
    }
  }
}
