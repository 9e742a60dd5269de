import Foundation
import Store
import Testing

/// Evidence files: stored once, by the SHA-256 of their bytes, whole or not at all.
@Suite struct EvidenceTests {
  @Test func `A file is stored under the SHA-256 of its bytes, with its own name in the record`() throws {
    let fixture = try Fixture()
    let file = fixture.folder.appending(path: "签到表.pdf")
    try Data("abc".utf8).write(to: file)
    let record = try fixture.store.evidence.store(file, kind: "sign-in")
    // FIPS 180-2, B.1.
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(record == EvidenceRecord(kind: "sign-in", name: "签到表.pdf", sha256: sha256, size: 3))
    #expect(fixture.store.evidence.url(of: sha256).path == fixture.path + ".evidence/ba/" + sha256)
    #expect(try Data(contentsOf: fixture.store.evidence.url(of: sha256)) == Data("abc".utf8))
  }

  @Test func `The same bytes are stored once, whatever the file is called`() throws {
    let fixture = try Fixture()
    for name in ["甲.pdf", "乙.pdf"] {
      let file = fixture.folder.appending(path: name)
      try Data("同一份".utf8).write(to: file)
      #expect(try fixture.store.evidence.store(file, kind: "document").name == name)
    }
    let stored = FileManager.default.subpaths(atPath: fixture.store.evidence.path) ?? []
    #expect(stored.count { $0.contains("/") } == 1)
  }

  @Test func `What is no file with bytes in it is refused`() throws {
    let fixture = try Fixture()
    let (none, empty) = (fixture.folder.appending(path: "无.pdf"), fixture.folder.appending(path: "空.pdf"))
    try Data().write(to: empty)
    #expect(throws: EvidenceError.notFound(none.path)) { try fixture.store.evidence.store(none, kind: "document") }
    #expect(throws: EvidenceError.empty(empty.path)) { try fixture.store.evidence.store(empty, kind: "document") }
    #expect(throws: EvidenceError.isFolder(fixture.folder.path)) { try fixture.store.evidence.store(fixture.folder, kind: "document") }
    #expect(!FileManager.default.fileExists(atPath: fixture.store.evidence.path))
  }

  @Test func `Sixteen writers of the same bytes all get them whole, and no piece stays behind`() async throws {
    let fixture = try Fixture()
    let evidence = fixture.store.evidence
    for round in 0..<6 {
      let file = fixture.folder.appending(path: "\(round).pdf")
      try Data(repeating: UInt8(round), count: 300_000).write(to: file)
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<16 {
          group.addTask {
            let record = try evidence.store(file, kind: "document")
            return try Data(contentsOf: evidence.url(of: record.sha256)).count
          }
        }
        for try await size in group { #expect(size == 300_000) }
      }
    }
    let stored = FileManager.default.subpaths(atPath: evidence.path) ?? []
    #expect(stored.count { $0.contains("/") } == 6)
    #expect(!stored.contains { $0.contains("/.") })
  }
}
