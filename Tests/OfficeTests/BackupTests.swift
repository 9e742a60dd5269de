import AcademicCalendar
import Foundation
import Glibc
import Store
import Testing

@testable import Office

/// A folder of backups keeps what no newer backup holds.
@Suite struct BackupTests {
  private let fixture: Fixture
  private let folder: URL
  private var copy: URL { folder.appending(path: "office.db") }

  init() throws {
    fixture = try Fixture(installing: [])
    folder = fixture.folder.appending(path: "backup")
  }

  private func add(_ year: Int, to path: String) throws {
    let office = try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
    _ = try office.add(Semester(schoolYear: year, term: 1, firstDay: Day("\(year)-09-02")!, weeks: 20)!)
  }

  private func refusal() -> OfficeError? { fixture.refusal { try fixture.office().backUp(to: folder) } }

  private func semesters(_ path: String) throws -> [Int] {
    try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil).semesters().map(\.schoolYear)
  }

  @Test(arguments: ["itself", "linked folder", "linked file", "second name"])
  func `An office is never its own backup, under whatever name`(way: String) throws {
    let manager = FileManager.default
    var target = fixture.folder
    switch way {
    case "linked folder": try manager.createSymbolicLink(at: folder, withDestinationURL: fixture.folder)
    case "itself": break
    default:
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
      let office = URL(fileURLWithPath: fixture.path)
      if way == "linked file" { try manager.createSymbolicLink(at: copy, withDestinationURL: office) }
      if way == "second name" { try manager.linkItem(at: office, to: copy) }
    }
    if way != "itself" { target = folder }
    let standing = try fixture.office()
    let error = fixture.refusal { try standing.backUp(to: target) }
    #expect(error?.kind == .conflict && error?.message.contains("就是正在使用的数据库") == true)
    // Whoever has it open goes on working in the file that others open.
    try add(2030, to: fixture.path)
    #expect(try standing.semesters().map(\.schoolYear) == [2030])
    #expect(try manager.contentsOfDirectory(atPath: target.path).filter { $0.hasPrefix(".") } == [])
  }

  @Test func `The backup of another office stays`() throws {
    let other = fixture.folder.appending(path: "b.db").path
    try Office.create(path: other, name: "乙县", isRehearsal: false, now: Date(timeIntervalSince1970: 0), uidDomain: "b.test")
    _ = try Office(path: other, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil).backUp(to: folder)
    let bytes = try Data(contentsOf: copy)
    #expect(refusal()?.message.contains("是另一个办公室「乙县」的数据库") == true)
    #expect(try Data(contentsOf: copy) == bytes)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["office.db"])
  }

  @Test(arguments: ["text", "folder", "damaged"])
  func `What is no sound backup stays`(what: String) throws {
    _ = try fixture.office().backUp(to: folder)
    var bytes = try Data(contentsOf: copy)
    try FileManager.default.removeItem(at: copy)
    switch what {
    case "text": bytes = Data("全县通讯录".utf8)
    case "damaged": bytes.replaceSubrange(4096..., with: Data(repeating: 0x5A, count: bytes.count - 4096))
    default: try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    }
    if what != "folder" { try bytes.write(to: copy) }
    let error = refusal()
    #expect(error?.kind == .conflict && error?.message.contains("不是完好的备份") == true, "\(String(describing: error))")
    if what != "folder" { #expect(try Data(contentsOf: copy) == bytes) }
  }

  @Test func `A backup that somebody worked in stays`() throws {
    _ = try fixture.office().backUp(to: folder)
    try add(2030, to: copy.path)
    #expect(refusal()?.message.contains("里有本库没有的记录") == true)
    // The same number of entries, at the same time, of the same kind: what they say decides.
    try add(2031, to: fixture.path)
    #expect(refusal()?.message.contains("里有本库没有的记录") == true)
    #expect(try semesters(copy.path) == [2030])
  }

  @Test func `A backup that is open somewhere stays until it is closed`() throws {
    _ = try fixture.office().backUp(to: folder)
    try add(2030, to: fixture.path)
    do {
      let open = try Office(path: copy.path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
      #expect(refusal()?.kind == .busy)
      #expect(try open.semesters().isEmpty)
    }
    #expect(refusal() == nil)
    #expect(try semesters(copy.path) == [2030])
  }

  @Test func `An earlier backup whose log was left by a crash is replaced with its log`() throws {
    _ = try fixture.office().backUp(to: folder)
    do {
      let working = try fixture.office()
      _ = try working.add(Semester(schoolYear: 2030, term: 1, firstDay: Day("2030-09-02")!, weeks: 20)!)
      // As a copy of the files finds them: the entry is in the log alone.
      try FileManager.default.removeItem(at: copy)
      try FileManager.default.copyItem(atPath: fixture.path, toPath: copy.path)
      for suffix in ["-wal", "-shm"] { try FileManager.default.copyItem(atPath: fixture.path + suffix, toPath: copy.path + suffix) }
    }
    try add(2031, to: fixture.path)
    #expect(refusal() == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["office.db"])
    #expect(try semesters(copy.path) == [2030, 2031])
  }

  @Test func `A log without its database stays`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: folder.appending(path: "office.db-wal"))
    #expect(refusal()?.kind == .conflict)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["office.db-wal"])
  }

  @Test func `One backup at a time writes to a folder, and takes away what was cut off`() throws {
    try FileManager.default.createDirectory(at: folder.appending(path: ".office.db.x7Yz12"), withIntermediateDirectories: true)
    try Data("half".utf8).write(to: folder.appending(path: ".office.db.new"))
    let other = open(folder.path, O_RDONLY)
    #expect(flock(other, LOCK_EX) == 0)
    #expect(refusal()?.kind == .busy)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    close(other)
    #expect(refusal() == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["office.db"])
  }

  @Test func `Backups at the same time each end with a sound copy or are told to come again`() async throws {
    let (path, folder) = (fixture.path, folder)
    let outcomes = await withTaskGroup(of: OfficeError.Kind?.self, returning: [OfficeError.Kind?].self) { group in
      for _ in 0..<6 {
        group.addTask {
          do {
            let office = try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
            _ = try office.backUp(to: folder)
            return nil
          } catch {
            return OfficeError.of(error)?.kind ?? .defect
          }
        }
      }
      var all: [OfficeError.Kind?] = []
      for await outcome in group { all.append(outcome) }
      return all
    }
    #expect(outcomes.contains(nil) && outcomes.allSatisfy { $0 == nil || $0 == .busy }, "\(outcomes)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["office.db"])
  }

  @Test func `Restoring takes no name and no folder that is not its own`() throws {
    _ = try fixture.office().backUp(to: folder)
    let path = fixture.folder.appending(path: "new.db").path
    let own = fixture.folder.appending(path: "new.db.restoring")
    try Data("somebody's".utf8).write(to: own)
    _ = try Office.restore(from: folder, to: path)
    #expect(try Data(contentsOf: own) == Data("somebody's".utf8))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).filter { $0.hasPrefix("new.db.") } == ["new.db.restoring"])
  }
}
