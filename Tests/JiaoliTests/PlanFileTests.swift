import Foundation
import Testing

/// The planner's tools on files, as somebody who has only the binary uses them.
@Suite struct PlanFileTests {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture(studio: false)
    _ = try fixture.file("tiny.ctt", Self.timetable)
    _ = try fixture.file("problem.json", Self.problem)
  }

  /// Three courses, two rooms, two days of two periods; the big course needs the big room.
  private static let timetable = """
    Name: Tiny
    Courses: 3
    Rooms: 2
    Days: 2
    Periods_per_day: 2
    Curricula: 1
    Constraints: 1

    COURSES:
    big ada 2 2 40
    small bao 2 1 10
    other cai 1 1 10

    ROOMS:
    hall\t50
    room\t10

    CURRICULA:
    both  2 big small

    UNAVAILABILITY_CONSTRAINTS:
    big 0 0

    END.

    """

  /// One person for two sessions in the only period.
  private static let problem = """
    {
      "periods": [ { "start": "08:00", "end": "08:45" } ], "days": [ { "date": "2026-09-07", "week": 1 } ],
      "people": [ { "id": "li", "name": "李老师" } ],
      "sessions": [ { "id": "a", "title": "示范课", "people": ["li"] }, { "id": "b", "title": "讲座", "people": ["li"] } ]
    }
    """

  @Test func `An instance of the competition is solved into its solution file, and scored as its validator does`() throws {
    let solved = try fixture.run("plan", "solve", "tiny.ctt", "--steps", "200", "--output", "tiny.sol")
    #expect((solved.status, solved.out) == (0, ""))
    let solution = try String(contentsOf: fixture.folder.appending(path: "tiny.sol"), encoding: .utf8)
    #expect(solution.split(separator: "\n").count == 5)
    #expect(solution.hasPrefix("big hall "))
    let score = try fixture.run("plan", "score", "tiny.ctt", "tiny.sol").out
    #expect(score.contains("Violations of Conflicts (hard) : 0\n") && score.contains("Summary: Violations = 0, Total Cost = "))
    // The same from the general problem and a plan in JSON.
    #expect(try fixture.run("plan", "convert", "tiny.ctt", "--output", "tiny.json").status == 0)
    #expect(try fixture.run("plan", "convert", "tiny.json").out == Self.timetable)
    #expect(try fixture.run("plan", "solve", "tiny.ctt", "--steps", "200", "--json", "--output", "tiny.plan.json").status == 0)
    let cost = try #require(score.split(separator: " ").last.flatMap { Int($0.trimmingCharacters(in: .newlines)) })
    let report = try object(fixture.run("plan", "score", "tiny.json", "tiny.plan.json").out)
    let soft = try #require((report["score"] as? [String: Any])?["soft"] as? [[String: Any]])
    #expect(soft.reduce(0) { $0 + (($1["amount"] as? Int) ?? 0) * (($1["weight"] as? Int) ?? 0) } == cost)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `Progress can be read along as lines of JSON`() throws {
    let answer = try fixture.run("plan", "solve", "tiny.ctt", "--steps", "5000", "--stream", "--output", "tiny.sol")
    #expect(answer.status == 0 && answer.err == "")
    for line in answer.out.split(separator: "\n") {
      let progress = try object(String(line))
      #expect(progress["score"] != nil)
    }
    #expect(try fixture.run("plan", "solve", "tiny.ctt", "--stream").status == 64)
  }

  @Test func `What cannot be placed is explained by facts that cannot hold together`() throws {
    let solved = try fixture.run("plan", "solve", "problem.json", "--steps", "10", "--output", "plan.json")
    #expect(solved.status == 0)
    #expect(solved.err.hasPrefix("未排 1 项"))
    for arguments in [["plan", "explain", "problem.json"], ["plan", "explain", "problem.json", "plan.json"]] {
      let answer = try Fixture.finish(fixture.start(arguments))
      #expect(answer.status == 0)
      #expect(answer.out.contains("李老师") && answer.out.hasSuffix("故无法安排\n"), "\(answer)")
    }
    #expect(try fixture.run("plan", "explain", "tiny.ctt").out == "每一项都已排定\n")
  }

  @Test func `Numbers that no day has end in words, not in a crash`() throws {
    let wild = Self.problem.replacing(
      #""people": ["li"] } ]"#, with: #""people": ["li"], "previous": { "day": "2026-09-07", "period": 2147483648 } } ]"#)
    #expect(wild != Self.problem)
    _ = try fixture.file("wild.json", wild)
    #expect(try fixture.run("plan", "solve", "wild.json", "--steps", "10", "--keep", "--output", "wild.plan.json").status == 0)
    _ = try fixture.file(
      "far.json",
      #"{ "assignments": [ { "session": "a", "day": "2026-09-07", "firstPeriod": 9223372036854775807, "length": 1, "people": ["li"] } ] }"#)
    for command in ["score", "explain"] {
      let answer = try fixture.run("plan", command, "problem.json", "far.json")
      #expect(answer.status == 0 && !answer.out.isEmpty, "\(answer)")
    }
  }

  @Test func `Plans in files stand side by side`() throws {
    func plan(_ session: String) -> String {
      "{ \"assignments\": [ { \"session\": \"\(session)\", \"day\": \"2026-09-07\", \"firstPeriod\": 1, \"length\": 1, \"people\": [\"li\"] } ] }"
    }
    _ = try fixture.file("a.json", plan("a"))
    _ = try fixture.file("b.json", plan("b"))
    let text = try fixture.run("plan", "compare", "problem.json", "a.json", "b.json").out
    #expect(text.contains("未排") && text.contains("示范课") && text.contains("讲座"))
    let compared = try object(fixture.run("plan", "compare", "problem.json", "a.json", "b.json", "--json").out)
    #expect(compared["rows"] != nil)
    #expect(try fixture.run("plan", "compare", "problem.json", "a.json").status == 64)
  }

  @Test func `A file that cannot be used ends with status 65 and says where`() throws {
    _ = try fixture.file("bad.ctt", Self.timetable.replacingOccurrences(of: "big ada 2 2 40", with: "big ada zwei 2 40"))
    let answer = try fixture.run("plan", "solve", "bad.ctt")
    #expect(answer.status == 65 && answer.err.hasPrefix("错误: bad.ctt 不能用"), "\(answer)")
    #expect(try fixture.run("plan", "solve", "none.json").status == 66)
    let schema = try object(fixture.run("plan", "schema").out)
    #expect(schema["$schema"] != nil)
  }

  @Test func `Drafts of an office are kept, compared, taken up and exported`() throws {
    let fixture = try Fixture()
    let semester = "2026-2027-1"
    #expect(try fixture.run("plan", semester, "--steps", "0").status == 0)
    #expect(try fixture.run("plan", "keep", semester, "甲稿").out == "已另存为「甲稿」\n")
    #expect(try fixture.run("plan", "drafts", semester).out.contains("甲稿"))
    #expect(try fixture.run("plan", "compare", semester, "甲稿", "起草").out.contains("与第一个不同的活动"))
    #expect(try fixture.run("plan", "take", semester, "甲稿").status == 0)
    #expect(try fixture.run("plan", "drop", semester, "甲稿").status == 0)
    #expect(try fixture.run("plan", "take", semester, "甲稿").status == 66)
    #expect(try fixture.run("plan", "export", semester, "--to", ".").out.contains("problem.json"))
    let score = try object(fixture.run("plan", "score", "problem.json", "draft.json").out)
    #expect(score["violations"] != nil)
    #expect(try fixture.run("plan", "export", semester, "--to", ".").status == 75)
    let board = try fixture.run("plan", "board", semester, "--studio", "W01", "--as", "L1", "--person", "A1", "--json")
    let days = try #require(try JSONSerialization.jsonObject(with: Data(board.out.utf8)) as? [[String: Any]])
    #expect(days.count > 80 && days.contains { ($0["sessions"] as? [Any])?.isEmpty == false })
    #expect(try fixture.run("plan", "board", semester, "--person", "A11").status == 66)
    let entries = days.flatMap { $0["sessions"] as? [[String: Any]] ?? [] }
    let task = try #require(entries.first?["session"] as? String)
    #expect(try fixture.run("plan", "why", semester, "--studio", "W01", "--task", task, "--as", "L1").out.hasPrefix("排在 "))
    #expect(try fixture.run("plan", semester, "--pin", "\(task)=2026-10-03/1").status == 64)
  }
}
