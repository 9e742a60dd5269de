import Foundation
import GRDB
import Glibc
import Store
import Testing

/// The file itself: what is kept, and what is refused without a trace.
@Suite struct DatabaseTests {
  @Test func `A commit reaches the disk before it is acknowledged`() throws {
    let fixture = try Fixture()
    #expect(try fixture.store.synchronousMode() == 2)
    #expect(try OfficeStore(path: fixture.path).synchronousMode() == 2)
  }

  @Test(arguments: [
    "DELETE FROM journal WHERE seq = 1", "DELETE FROM journal", "UPDATE journal SET actor = 'x'", "UPDATE journal SET payload = '{}'",
    "INSERT INTO journal (seq, at, actor, kind, payload) VALUES (9, 1, 'x', 'day.turned', '{}')",
    "INSERT OR REPLACE INTO journal (seq, at, actor, kind, payload) VALUES (1, 1, 'x', 'day.turned', '{}')",
    "INSERT INTO journal (seq, at, actor, kind, payload) VALUES (2, 1, '', 'day.turned', '{}')",
    "INSERT INTO journal (seq, at, actor, kind, payload) VALUES (2, 1, 'x', 'day.turned', 'no JSON')",
  ])
  func `The journal takes nothing but the next row`(sql: String) throws {
    let fixture = try Fixture()
    let raw = try DatabaseQueue(path: fixture.path)
    #expect(throws: DatabaseError.self) { try raw.write { try $0.execute(sql: sql) } }
    #expect(try raw.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM journal") } == 1)
  }

  @Test func `A command that fails midway leaves neither a fact nor a row`() throws {
    struct Stop: Error {}
    let fixture = try Fixture()
    var roster = Roster()
    roster.schools = [School(id: "S1", name: "一小", zone: "城区", stage: "小学")]
    #expect(throws: Stop.self) {
      try fixture.store.write(at: 1_400_000_000_000, actor: "office") { transaction in
        try transaction.record(.rosterImported(roster))
        throw Stop()
      }
    }
    #expect(try fixture.store.read { try $0.journalCount() } == 1)
    #expect(try fixture.store.read { try $0.schools() }.isEmpty)
  }

  @Test func `Time never goes back`() throws {
    let fixture = try Fixture()
    try fixture.turn(to: "2014-05-01")
    #expect(throws: StoreError.clockBack("系统时间早于上一条记录 (2014-05-01)")) { try fixture.turn(to: "2014-04-30") }
  }

  // MARK: What is no database of ours

  @Test func `A missing file is not created`() throws {
    let fixture = try Fixture()
    let path = fixture.folder.appending(path: "none.db").path
    #expect(throws: StoreError.notFound(path)) { try OfficeStore(path: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: [
    Data(), Data("hello".utf8), Data(repeating: 0, count: 4096), Data("SQLite format 3\0".utf8 + [UInt8](repeating: 7, count: 500)),
  ])
  func `A file that is no database is told so and stays as it is`(bytes: Data) throws {
    let fixture = try Fixture()
    let file = fixture.folder.appending(path: "other.db")
    try bytes.write(to: file)
    #expect(throws: StoreError.notOurs(file.path)) { try OfficeStore(path: file.path) }
    #expect(try Data(contentsOf: file) == bytes)
    #expect(throws: StoreError.exists(file.path)) { try OfficeStore.create(path: file.path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).filter { $0.hasPrefix("other") } == ["other.db"])
  }

  @Test func `A database of another program is told so and stays as it is`() throws {
    let fixture = try Fixture()
    let file = fixture.folder.appending(path: "foreign.db")
    try DatabaseQueue(path: file.path).write { try $0.execute(sql: "CREATE TABLE t (a)") }
    let bytes = try Data(contentsOf: file)
    #expect(throws: StoreError.notOurs(file.path)) { try OfficeStore(path: file.path) }
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test func `A database of a newer version is refused and keeps its version`() throws {
    let fixture = try Fixture()
    let raw = try DatabaseQueue(path: fixture.path)
    try raw.write { try $0.execute(sql: "PRAGMA user_version = 99") }
    let error = #expect(throws: StoreError.self) { try OfficeStore(path: fixture.path) }
    guard case .newerDatabase(let message)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(message.hasPrefix("数据库是第 99 版, 本程序只认识到第 "))
    #expect(try raw.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 99)
  }

  @Test func `A database whose facts follow later rules is refused`() throws {
    let fixture = try Fixture()
    try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: "UPDATE office SET edition = 99") }
    let error = #expect(throws: StoreError.self) { try OfficeStore(path: fixture.path) }
    guard case .newerDatabase(let message)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(message.hasPrefix("数据库按第 99 版规则记录"))
  }

  @Test func `A folder in place of the file is told so`() throws {
    let fixture = try Fixture()
    #expect(throws: StoreError.self) { try OfficeStore(path: fixture.folder.path) }
    #expect(throws: StoreError.exists(fixture.folder.path)) { try OfficeStore.create(path: fixture.folder.path) }
    let nowhere = fixture.folder.appending(path: "none/office.db").path
    #expect(throws: StoreError.readOnly(nowhere)) { try OfficeStore.create(path: nowhere) }
  }

  // MARK: Disks

  @Test(.enabled(if: Disk.canMount, "mounting a small disk needs root"))
  func `A read-only folder is told so and nothing is left in it`() throws {
    let disk = try Disk(size: "2m")
    let path = disk.path + "/office.db"
    try OfficeStore.create(path: path).write(at: 0, actor: "office") {
      try $0.record(.officeOpened(OfficeOpening(name: "测试", uidDomain: "x.test", isRehearsal: true)))
    }
    try disk.remount("ro")
    #expect(throws: StoreError.readOnly(path)) { try OfficeStore(path: path) }
    #expect(throws: StoreError.readOnly(disk.path + "/new.db")) { try OfficeStore.create(path: disk.path + "/new.db") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["office.db"])
  }

  @Test(.enabled(if: Disk.canMount, "mounting a small disk needs root"))
  func `A full disk is told so and no half database is left`() throws {
    let disk = try Disk(size: "64k")
    let path = disk.path + "/office.db"
    #expect(throws: StoreError.diskFull(path)) { try OfficeStore.create(path: path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
  }

  @Test(.enabled(if: Disk.canMount, "mounting a small disk needs root"))
  func `A disk that fills up loses nothing that was acknowledged, and goes on when there is room again`() throws {
    let disk = try Disk(size: "2m")
    let path = disk.path + "/office.db"
    let store = try OfficeStore.create(path: path)
    var acknowledged = 0
    func add() throws {
      var roster = Roster()
      roster.schools = (0..<200).map { School(id: "S\(acknowledged)-\($0)", name: "第\($0)小学", zone: "城区", stage: "小学") }
      try store.write(at: 0, actor: "office") { try $0.record(.rosterImported(roster)) }
      acknowledged += 1
    }
    #expect(throws: StoreError.diskFull(path)) { while acknowledged < 1000 { try add() } }
    #expect(acknowledged > 2)
    #expect(try store.read { try $0.journalCount() } == acknowledged)
    #expect(try store.read { try $0.schools() }.count == acknowledged * 200)
    let evidence = disk.path + "/空间.pdf"
    #expect(throws: (any Error).self) { try Data(repeating: 1, count: 2 << 20).write(to: URL(fileURLWithPath: evidence)) }
    try? FileManager.default.removeItem(atPath: evidence)
    try disk.remount("size=8m")
    try add()
    #expect(try store.read { try $0.journalCount() } == acknowledged)
  }

  @Test(.enabled(if: Disk.canMount, "mounting a small disk needs root"))
  func `Evidence that does not fit on the disk is refused and no piece of it stays`() throws {
    let disk = try Disk(size: "2m")
    let store = try OfficeStore.create(path: disk.path + "/office.db")
    let fixture = try Fixture()
    let file = fixture.folder.appending(path: "大.pdf")
    try Data(repeating: 65, count: 4 << 20).write(to: file)
    #expect(throws: EvidenceError.notStored(file.path, true)) { try store.evidence.store(file, kind: "document") }
    let left = FileManager.default.subpaths(atPath: store.evidence.path) ?? []
    #expect(left.allSatisfy { $0.count == 2 })
  }
}

/// A small disk in memory, unmounted when the test ends.
final class Disk {
  let path: String

  static let canMount: Bool = {
    guard getuid() == 0, let disk = try? Disk(size: "64k") else { return false }
    return FileManager.default.fileExists(atPath: disk.path)
  }()

  struct Refused: Error {}

  init(size: String) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "disk-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(size)") == 0 else {
      rmdir(path)
      throw Refused()
    }
  }

  func remount(_ option: String) throws {
    let flags = UInt(MS_REMOUNT) | (option == "ro" ? UInt(MS_RDONLY) : 0)
    guard mount("tmpfs", path, "tmpfs", flags, option == "ro" ? nil : option) == 0 else { throw Refused() }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
    rmdir(path)
  }
}
