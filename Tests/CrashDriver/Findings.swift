import Crypto
import Foundation
import GRDB

/// What is wrong with a database, its evidence and its calendars, by looking at the files themselves.
struct Findings {
  let path: String

  /// The structure of the file, the references between its rows, and that the last row of the journal is its length.
  func structure(_ db: Database) throws -> [String] {
    let messages = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
    let broken = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map {
      "a row of \($0["table"] as String) names one that is not there"
    }
    let isWhole = try Bool.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) = count(*) FROM journal") ?? false
    return messages + broken + (isWhole ? [] : ["the journal has a gap"])
  }

  /// Evidence that a row names and that is not there, and files that are torn.
  /// - Parameter sound: files that were read before.
  func evidence(_ db: Database, _ sound: inout Set<String>) throws -> [String] {
    var problems: [String] = []
    for name in try String.fetchAll(db, sql: "SELECT DISTINCT sha256 FROM evidence") {
      let file = folder.appending(path: String(name.prefix(2))).appending(path: name)
      if !FileManager.default.fileExists(atPath: file.path) { problems.append("missing: \(name)") }
    }
    // No stored file is torn, whether a row names it or not.
    guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return problems }
    for case let file as URL in files where file.lastPathComponent.count == 64 && !sound.contains(file.lastPathComponent) {
      let digest = SHA256.hash(data: try Data(contentsOf: file)).map { String(format: "%02x", $0) }.joined()
      if digest == file.lastPathComponent { sound.insert(digest) } else { problems.append("torn: \(file.lastPathComponent)") }
    }
    return problems
  }

  private var folder: URL { URL(fileURLWithPath: path + ".evidence").resolvingSymlinksInPath() }

  /// What stands in the calendars that teachers keep: the titles by the names of the resources.
  /// - Parameter problems: told of what is torn, or numbered otherwise than calendars are.
  func events(_ db: Database, _ problems: inout [String]) throws -> [String: String] {
    var events: [String: String] = [:]
    let rows = try Row.fetchAll(
      db,
      sql:
        "SELECT r.name, r.etag, r.size, r.body, r.change, c.change AS newest, c.kind FROM home_resource r JOIN home_collection c ON c.id = r.collection"
    )
    for row in rows {
      let (name, body, etag): (String, Data, String) = (row["name"], row["body"], row["etag"])
      let (size, change, newest): (Int, Int64, Int64) = (row["size"], row["change"], row["newest"])
      let tag = SHA256.hash(data: body).prefix(16).map { String(format: "%02x", $0) }.joined()
      if tag != etag || body.count != size || change > newest { problems.append("torn: \(name)") }
      let kind: String = row["kind"]
      guard kind == "own" else { continue }
      let text = String(decoding: body, as: UTF8.self)
      let titles = Marker.all(in: text)
      // One marker throughout, and the end is there.
      guard titles.count == 1, let title = titles.first, text.hasSuffix("END:VCALENDAR\r\n") else {
        problems.append("torn: \(name)")
        continue
      }
      events[String(name.dropLast(4))] = title
    }
    return events
  }
}
