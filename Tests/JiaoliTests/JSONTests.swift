import Foundation
import Testing

/// The keys that programs read; they are added to, never changed.
@Suite struct JSONTests {
  private func object(_ text: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(text.utf8)) }

  private func keys(_ value: Any?) -> [String] {
    if let list = value as? [Any] { return keys(list.first) }
    return ((value as? [String: Any])?.keys).map(Array.init)?.sorted() ?? []
  }

  @Test func `Each command's JSON has the keys that it had`() throws {
    let fixture = try Fixture()
    let tasks = try object(fixture.run("tasks", "--studio", "W01", "--json").out)
    #expect(
      Set(["assignee", "assigneeName", "daysLate", "due", "evidence", "id", "opens", "run", "status", "target", "title"]).isSubset(
        of: keys(tasks)))
    let first = try #require((tasks as? [[String: Any]])?.first)
    #expect(first["due"] as? String == "2027-01-03")
    #expect(first["status"] as? String == "open")
    #expect(keys(first["evidence"]) == ["kind", "title"])

    let status = try object(fixture.run("status", "1", "--json").out)
    #expect(
      Set(["late", "phases", "run", "started", "status", "subject", "subjectName", "title", "version", "workflow"]).isSubset(
        of: keys(status)))
    #expect(
      keys((status as? [String: Any])?["phases"]) == [
        "done", "from", "id", "late", "missed", "required", "requiredDone", "stand", "through", "title", "total",
      ])
    #expect(try (object(fixture.run("status", "--json").out) as? [Any])?.count == 1)

    let plan = try object(fixture.run("plan", "2026-2027-1", "--steps", "0", "--json").out)
    #expect(keys(plan) == ["changed", "costs", "semester", "sessions", "unplaced"])
    #expect(
      keys((plan as? [String: Any])?["sessions"]) == [
        "day", "length", "people", "peopleNames", "period", "place", "placeName", "provisional", "task", "title",
      ])
    #expect(try keys(object(fixture.run("plan", "publish", "2026-2027-1", "--json").out)) == ["added", "cancelled", "moved"])

    let results = try object(fixture.run("evaluate", "studio-semester", "--json").out)
    #expect(
      Set(["indicators", "measures", "parameters", "period", "scheme", "subject", "title", "verdict", "version"]).isSubset(
        of: keys(results)))
    #expect(try keys(object(fixture.run("workflow", "list", "--json").out)) == ["id", "kind", "title", "version"])
    #expect(
      try keys(object(fixture.run("workflow", "show", "studio-semester", "--json").out)) == [
        "id", "parameters", "states", "subject", "title", "version",
      ])
    #expect(try keys(object(fixture.run("semester", "list", "--json").out)) == ["firstDay", "schoolYear", "term", "weeks"])
    _ = try fixture.file("people.csv", Fixture.people)
    #expect(
      try keys(object(fixture.run("import", "people.csv", "--json").out)) == [
        "ignoredColumns", "lessons", "memberships", "people", "remarks", "schools", "studios",
      ])
  }

  @Test func `Done and review answer with the task as it now stands`() throws {
    let fixture = try Fixture()
    let list = try #require(try object(fixture.run("tasks", "--person", "A1", "--json").out) as? [[String: Any]])
    let research = try #require(list.first { $0["title"] as? String == "研究成果" }?["id"] as? Int)
    _ = try fixture.file("论文.pdf", "论文")
    let done = try object(fixture.run("done", "\(research)", "--evidence", "论文.pdf", "--as", "A1", "--json").out) as? [String: Any]
    #expect(done?["status"] as? String == "submitted")
    let review = try object(fixture.run("review", "\(research)", "--accept", "--as", "L1", "--json").out) as? [String: Any]
    #expect(review?["status"] as? String == "accepted")
  }

  @Test func `Lists line up, and the feed is a calendar`() throws {
    let fixture = try Fixture()
    let lines = try fixture.run("tasks", "--person", "A1").out.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("编号  任务"))
    let feed = try fixture.run("feed", "A1").out
    #expect(feed.hasPrefix("BEGIN:VCALENDAR\r\n") && feed.hasSuffix("END:VCALENDAR\r\n"))
    #expect(try fixture.run("feed", "A1", "--today", "2026-10-01").out == feed)
    #expect(try fixture.run("feed", "--all", "feeds").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.appending(path: "feeds").path).count == 11)
  }
}
