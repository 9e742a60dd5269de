import Foundation
import Store
import Testing
import Workflow

@testable import Office

/// Evidence whose file is gone, changed or cannot be read: it is named, the rest goes on, and a file with the same bytes mends it.
@Suite struct LostEvidenceTests {
  private let fixture: Fixture
  private let task: Int64
  private let pieces: [EvidenceRecord]
  private let store: EvidenceFolder

  init() throws {
    fixture = try Fixture()
    try fixture.startSemester()
    let number = try fixture.task("示范课", of: "A1")
    task = number
    _ = try fixture.done(number, as: "A1", on: "2026-09-01")
    let office = try fixture.office()
    pieces = try office.store.read { try $0.evidence(of: number) }
    store = office.store.evidence
  }

  /// What may be wrong with a stored file, how it comes about, and what it is called.
  private static let faults: [(String, String)] = [("missing", "不见了"), ("changed", "被改动过"), ("unreadable", "读不了")]

  private func spoil(_ piece: EvidenceRecord, _ fault: String) throws {
    let file = store.url(of: piece.sha256)
    try FileManager.default.removeItem(at: file)
    if fault == "changed" { try Data("other".utf8).write(to: file) }
    // It leads to itself: something is there, and nobody can read it.
    if fault == "unreadable" { try FileManager.default.createSymbolicLink(at: file, withDestinationURL: file) }
  }

  @Test(arguments: faults)
  func `Doctor tells what is gone from what is changed and what cannot be read`(fault: String, words: String) throws {
    try spoil(pieces[0], fault)
    let problem = try #require(try fixture.office().examine().problems.first)
    #expect(problem.kind == "evidence-\(fault)" && problem.message == "任务 \(task) 的佐证材料「\(pieces[0].name)」\(words)")
    #expect(problem.advice.contains("不必重新提交") == (fault == "unreadable"))
  }

  @Test func `What doctor advises is what can still be done with the task`() throws {
    try spoil(pieces[0], "missing")
    #expect(try fixture.office().examine().problems.first?.advice.contains("退回任务重新提交") == true)
    _ = try fixture.office().accept(task, note: nil)
    let advice = try #require(try fixture.office().examine().problems.first?.advice)
    #expect(advice.contains("doctor --repair --evidence") && !advice.contains("重新提交"))
  }

  @Test(arguments: faults)
  func `A backup holds all that is there and names the rest; it is restored likewise`(fault: String, words: String) throws {
    try spoil(pieces[0], fault)
    let folder = fixture.folder.appending(path: "backup")
    let report = try fixture.office().backUp(to: folder)
    #expect(report.lost.map(\.message) == ["任务 \(task) 的佐证材料「\(pieces[0].name)」\(words)"])
    #expect(report.copied == pieces.count - 1 && report.evidence == pieces.count - 1)
    let path = fixture.folder.appending(path: "restored.db").path
    #expect(try Office.restore(from: folder, to: path).lost.map(\.sha256) == [pieces[0].sha256])
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: path + ".evidence").appending(path: pieces[1].sha256.prefix(2) + "/" + pieces[1].sha256))
        .count > 0)
  }

  @Test func `What an earlier backup holds is not lost to it`() throws {
    let folder = fixture.folder.appending(path: "backup")
    _ = try fixture.office().backUp(to: folder)
    try spoil(pieces[0], "missing")
    #expect(try fixture.office().backUp(to: folder).lost == [])
  }

  @Test(arguments: faults)
  func `A file with the same bytes, or the backup's folder, is put back`(fault: String, words: String) throws {
    let folder = fixture.folder.appending(path: "backup")
    _ = try fixture.office().backUp(to: folder)
    let own = try fixture.file("随便.txt", Data(contentsOf: store.url(of: pieces[0].sha256)))
    for piece in pieces { try spoil(piece, fault) }
    let wrong = try fixture.file("别的.txt", "别的")
    let office = try fixture.office()
    #expect(fixture.refusal { try office.putBack([wrong]) }?.kind == .no)
    #expect(fixture.refusal { try office.putBack([fixture.folder.appending(path: "none")]) }?.kind == .notFound)
    #expect(try office.putBack([wrong, own]).map(\.name) == [pieces[0].name])
    #expect(try office.examine().problems.count == pieces.count - 1)
    #expect(try office.putBack([folder]).count == pieces.count - 1)
    #expect(try office.examine().problems.isEmpty)
    #expect(fixture.refusal { try fixture.office("P1").putBack([own]) }?.kind == .notAllowed)
  }

  @Test func `A person's export holds all that is there and names the rest`() throws {
    try spoil(pieces[0], "missing")
    let folder = fixture.folder.appending(path: "own")
    let export = try fixture.office().exportPerson("A1", to: folder)
    #expect(export.lost == ["「\(pieces[0].name)」不见了"] && export.evidence == pieces.count - 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "佐证材料").path).count == pieces.count - 1)
  }

  @Test func `A backup to the same folder takes away what was of somebody erased`() throws {
    let folder = fixture.folder.appending(path: "backup")
    _ = try fixture.office().accept(task, note: nil)
    #expect(try fixture.office().backUp(to: folder).erased == 0)
    for task in try fixture.tasks() where task.assignee == "A1" && !task.status.isSettled {
      _ = try fixture.office().waive(task.id, reason: "调离")
    }
    _ = try fixture.office().erasePerson("A1", reason: "本人申请")
    let report = try fixture.office().backUp(to: folder)
    #expect(report.erased == pieces.count && report.lost == [])
    let left = FileManager.default.subpaths(atPath: folder.appending(path: "office.db.evidence").path) ?? []
    #expect(!left.contains { $0.contains("/") })
    #expect(try fixture.office().backUp(to: folder).erased == 0)
  }
}
