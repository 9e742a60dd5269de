import Foundation
import GRDB
import Synchronization
import Testing

@testable import Store

/// Commands that wait together, and what a connection remembers between them.
@Suite struct CommitTests {
  private struct Refused: Error {}

  private func school(_ id: String, _ name: String) -> Fact {
    var roster = Roster()
    roster.schools = [School(id: id, name: name, zone: "城区", stage: "小学")]
    return .rosterImported(roster)
  }

  @Test func `Of commands that are committed together each is there once, and one that fails takes only its own back`() throws {
    let fixture = try Fixture()
    let store = fixture.store
    let refused = Mutex(0)
    let all = DispatchGroup()
    for number in 0..<24 {
      all.enter()
      Thread.detachNewThread {
        defer { all.leave() }
        do {
          try store.write(at: 1_400_000_000_000, actor: "office") { transaction in
            try transaction.record(school("S\(number)", "第\(number)小学"))
            if number % 3 == 0 { throw Refused() }
          }
        } catch { refused.withLock { $0 += 1 } }
      }
    }
    all.wait()
    #expect(refused.withLock { $0 } == 8)
    #expect(try store.read { try $0.schools() }.map(\.id) == (0..<24).filter { $0 % 3 != 0 }.map { "S\($0)" }.sorted())
    #expect(try store.read { try $0.journalCount() } == 17)
    #expect(try store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What another process commits is seen by the next command`() throws {
    let fixture = try Fixture()
    let other = try OfficeStore(path: fixture.path)
    func name() throws -> String? { try fixture.store.write(at: 1_400_000_000_000, actor: "office") { try $0.reader.school("S1")?.name } }
    try fixture.store.write(at: 1_400_000_000_000, actor: "office") { _ = try $0.record(school("S1", "旧名")) }
    #expect(try name() == "旧名")
    try other.write(at: 1_400_000_000_000, actor: "office") { _ = try $0.record(school("S1", "新名")) }
    #expect(try name() == "新名")
    try fixture.store.write(at: 1_400_000_000_000, actor: "office") { _ = try $0.record(school("S2", "二小")) }
    #expect(try other.write(at: 1_400_000_000_000, actor: "office") { try $0.reader.school("S2")?.name } == "二小")
    #expect(try fixture.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What was taken back is not remembered`() throws {
    let fixture = try Fixture()
    try fixture.store.write(at: 1_400_000_000_000, actor: "office") { _ = try $0.record(school("S1", "旧名")) }
    #expect(throws: Refused.self) {
      try fixture.store.write(at: 1_400_000_000_000, actor: "office") { transaction in
        try transaction.record(school("S1", "新名"))
        _ = try transaction.reader.school("S1")
        throw Refused()
      }
    }
    #expect(try fixture.store.write(at: 1_400_000_000_000, actor: "office") { try $0.reader.school("S1")?.name } == "旧名")
    #expect(try fixture.store.write(at: 1_400_000_000_000, actor: "office") { _ = try $0.record(school("S2", "二小")) } == ())
  }

  @Test(arguments: [
    Fact.taskSubmitted(Submission(task: 7, evidence: [], note: nil)),
    .taskSubmitted(
      Submission(
        task: -1, evidence: [EvidenceRecord(kind: "minutes", name: "会议 记录.pdf", sha256: String(repeating: "a", count: 64), size: 12)],
        note: "好")),
    .taskReturned(Opinion(task: .max, note: "请\n重做 \"\\/\u{1}\u{7f}")), .taskAccepted(Opinion(task: 1, note: "")),
    .taskUrged(Opinion(task: 1, note: nil)),
  ])
  func `The short way of writing and reading a payload gives what the long way gives`(fact: Fact) throws {
    let text = try fact.json()
    if let short = FlatJSON.text(fact) {
      #expect(short == text)
      #expect(FlatJSON.read(fact.kind, text) == fact)
    }
    switch fact {
    case .taskSubmitted(let payload): #expect(try StableJSON.text(payload) == text)
    case .taskReturned(let payload), .taskAccepted(let payload), .taskUrged(let payload): #expect(try StableJSON.text(payload) == text)
    default: Issue.record("no case for \(fact.kind)")
    }
    #expect(try Fact(kind: fact.kind.rawValue, json: text) == fact)
  }

  @Test(arguments: [
    #"{"task":1.5}"#, #"{"task":"1"}"#, #"{"task":1"#, #"{"task":1}x"#, "", "[]", #"{"note":"\u0041","task":1}"#,
    #"{"task":99999999999999999999}"#,
    #"{"task":1,"x":2}"#, #"{ "task":1}"#,
  ])
  func `What the short way does not know it leaves to the long one`(text: String) {
    #expect(FlatJSON.read(.taskAccepted, text) == nil)
  }
}
