import AcademicCalendar
import Foundation
import ICalendar
import Store
import Testing

@testable import Office

/// Feed addresses: secrets that only their holders know.
@Suite struct FeedTokenTests {
  /// Numbers of a test: the secrets of a test are no secrets.
  struct Counting: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &*= 6_364_136_223_846_793_005
      state &+= 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  static func token(_ seed: UInt64) -> FeedToken {
    var generator = Counting(state: seed)
    return FeedToken(using: &generator)
  }

  private func standing(_ fixture: Fixture) throws -> StandingOffice {
    try StandingOffice(path: fixture.path, clock: { Date(timeIntervalSince1970: 0) })
  }

  @Test func `A token is 160 random bits in 32 letters`() {
    var generator = SystemRandomNumberGenerator()
    let tokens = (0..<200).map { _ in FeedToken(using: &generator).text }
    #expect(Set(tokens).count == 200)
    #expect(tokens.allSatisfy { $0.wholeMatch(of: /[a-z2-7]{32}/) != nil })
    // Every letter stands in every place sooner or later.
    for place in 0..<32 { #expect(Set(tokens.map { Array($0)[place] }).count > 20) }
  }

  @Test func `What is stored is the SHA-256 of the token, as others compute it`() {
    // printf %s abcdefghijklmnopqrstuvwxyz234567 | sha256sum
    #expect(
      TokenDigest(hashing: "abcdefghijklmnopqrstuvwxyz234567").hexadecimal
        == "84cb29b2c78b393c0d30a90d5a9f670267d02d9ec3743fc1800acff8b03bac15")
  }

  @Test(arguments: [
    "", "a", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "abcdefghijklmnopqrstuvwxyz234561", "长", String(repeating: "a", count: 9000),
  ])
  func `What cannot be a token is hashed as what is none`(text: String) {
    #expect(TokenDigest(hashing: text) == TokenDigest(hashing: ""))
    #expect(TokenDigest(hashing: text) != Self.token(1).digest)
  }

  @Test func `A token opens its feed with its settings until it is taken back`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try fixture.office().plan("2026-2027-1", studio: nil, steps: 500)
    _ = try fixture.office().publish("2026-2027-1")
    let order = FeedOrder(.person("A1"), content: [.sessions], alarms: [60], from: Day("2026-09-01"), through: Day("2026-12-31"))
    let token = Self.token(7)
    let issued = try fixture.office("A1").issueFeedToken(order, label: " 我的手机 ", token: token)
    #expect(issued.label == "我的手机" && issued.subject == "person:A1" && issued.content == ["sessions"] && issued.lastUsed == nil)
    let standing = try standing(fixture)
    let grant = try #require(try standing.feedGrant(token.digest))
    #expect(grant.order == order && grant.token == issued.id)
    #expect(try Office.rendered(try standing.calendar(grant, grant.order)) == fixture.office().feed(order))
    #expect(try standing.feedGrant(Self.token(8).digest) == nil)
    #expect(try fixture.office("A1").revokeFeedToken(issued.id).revoked == Day("2026-08-31"))
    #expect(try standing.feedGrant(token.digest) == nil)
    #expect(fixture.refusal { try fixture.office("A1").revokeFeedToken(issued.id) }?.kind == .no)
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `The secret is nowhere in the database`() throws {
    let fixture = try Fixture()
    let token = Self.token(3)
    _ = try fixture.office().issueFeedToken(FeedOrder(.studio("W01")), label: "平板", token: token)
    for suffix in ["", "-wal"] {
      guard let bytes = FileManager.default.contents(atPath: fixture.path + suffix) else { continue }
      #expect(bytes.range(of: Data(token.text.utf8)) == nil)
    }
    #expect(try fixture.office().store.read { try $0.feedTokens() }.map(\.hash) == [token.digest.hexadecimal])
  }

  /// Who, what, and whether they may subscribe to it.
  private static let access: [(String?, FeedSubject, Bool)] = [
    ("A1", .person("A1"), true), ("A1", .person("B1"), false), ("L1", .studio("W01"), true), ("L1", .studio("W02"), false),
    ("A1", .studio("W01"), false), ("C1", .school("S001"), true), ("C1", .school("S002"), false), ("R1", .school("S001"), true),
    ("R1", .school("S003"), false), ("P1", .semester("2026-2027-1"), true), ("R0", .semester("2026-2027-1"), true),
    ("L1", .semester("2026-2027-1"), false), (nil, .run(1), true), ("L1", .run(1), true), ("A1", .run(1), false),
  ]

  @Test(arguments: access)
  func `Only who may see a calendar may give out, list and take back its tokens`(staff: String?, subject: FeedSubject, may: Bool) throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let refusal = fixture.refusal { try fixture.office(staff).issueFeedToken(FeedOrder(subject), label: "x", token: Self.token(1)) }
    #expect((refusal == nil) == may)
    #expect(may || refusal?.kind == .notAllowed)
    let other = try fixture.office().issueFeedToken(FeedOrder(subject), label: "y", token: Self.token(2))
    #expect(try fixture.office(staff).feedTokens().count == (may ? 2 : 0))
    #expect((fixture.refusal { try fixture.office(staff).revokeFeedToken(other.id) } == nil) == may)
  }

  @Test func `A token shows no more than whoever gave it out may still see`() throws {
    let fixture = try Fixture()
    let token = Self.token(5)
    _ = try fixture.office("L1").issueFeedToken(FeedOrder(.studio("W01")), label: "x", token: token)
    let standing = try standing(fixture)
    let grant = try #require(try standing.feedGrant(token.digest))
    #expect(throws: Never.self) { try standing.calendar(grant, grant.order) }
    // A1 leads the studio now.
    let members = try fixture.file("m.csv", "工作室编号,工号,身份,导师工号\nW01,A1,主持人,\nW01,L1,成员,\n")
    _ = try fixture.office().importRoster([members])
    let refusal = fixture.refusal { try standing.calendar(grant, grant.order) }
    #expect(refusal?.kind == .notAllowed)
  }

  @Test func `A person's own calendar stays good whoever gave it out; of others the list says that their issuer lost the right`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let tokens = (1...3).map { Self.token($0) }
    let office = try fixture.office("P1")
    _ = try office.issueFeedToken(FeedOrder(.person("A1")), label: "手机", token: tokens[0])
    _ = try office.issueFeedToken(FeedOrder(.studio("W01")), label: "平板", token: tokens[1])
    _ = try fixture.office("L1").issueFeedToken(FeedOrder(.studio("W01")), label: "电脑", token: tokens[2])
    #expect(try fixture.office().feedTokens().allSatisfy(\.isGood))
    // P1 is no project manager any more.
    _ = try fixture.office().importRoster([fixture.file("p.csv", "工号,姓名,岗位\nP1,潘一,\n")])
    let standing = try standing(fixture)
    let good = try tokens.map { token in try standing.isGood(try #require(try standing.feedGrant(token.digest))) }
    #expect(good == [true, false, true])
    #expect(try fixture.office().feedTokens().map(\.isGood) == good)
    let grant = try #require(try standing.feedGrant(tokens[0].digest))
    #expect(try standing.name(grant) == "安一的职责")
    #expect(throws: Never.self) { try standing.calendar(grant, grant.order) }
    #expect(try fixture.office("A1").revokeFeedToken(1).isGood == false)
  }

  @Test func `Erasing whoever gave addresses out ends no other person's own calendar`() throws {
    let fixture = try Fixture(installing: [])
    let tokens = (1...3).map { Self.token($0) }
    for (subject, token) in zip([FeedSubject.person("A1"), .person("O1"), .studio("W01")], tokens) {
      _ = try fixture.office("O1").issueFeedToken(FeedOrder(subject), label: "手机", token: token)
    }
    _ = try fixture.office().erasePerson("O1", reason: "本人申请")
    let standing = try standing(fixture)
    #expect(try tokens.map { try standing.feedGrant($0.digest) != nil } == [true, false, false])
    let summaries = try fixture.office().feedTokens()
    #expect(summaries.map(\.isGood) == [true, false, false] && summaries[0].issuer == "office")
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Bounds only narrow`() {
    let order = FeedOrder(.run(1), from: Day("2026-09-10"), through: Day("2026-09-20"))
    #expect(order.narrowed(from: Day("2026-09-01"), through: Day("2026-09-15")).window == Day("2026-09-10")!...Day("2026-09-15")!)
    #expect(order.narrowed(from: Day("2026-10-01"), through: nil).isEmpty)
    #expect(order.narrowed(from: nil, through: nil) == order)
  }

  @Test func `The last use stands beside the journal`() throws {
    let fixture = try Fixture()
    let issued = try fixture.office().issueFeedToken(FeedOrder(.studio("W01")), label: "x", token: Self.token(1))
    let standing = try standing(fixture)
    let before = try standing.journalPosition()
    try standing.noteFeedTokenUses([issued.id: Date(timeIntervalSince1970: 5000)])
    try standing.noteFeedTokenUses([issued.id: Date(timeIntervalSince1970: 4000)])
    #expect(try fixture.office().feedTokens().map(\.lastUsed) == [Date(timeIntervalSince1970: 5000)])
    #expect(try standing.journalPosition() == before)
  }

  @Test(arguments: ["", " ", "a\nb", String(repeating: "长", count: 41)])
  func `A label is a short line`(label: String) throws {
    let fixture = try Fixture(installing: [])
    #expect(
      fixture.refusal { try fixture.office().issueFeedToken(FeedOrder(.studio("W01")), label: label, token: Self.token(1)) }?.kind == .usage
    )
  }
}
