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

    #expect(keys(status).contains("reminders"))
    #expect(try (object(fixture.run("tasks", "--reminders", "--json").out) as? [Any])?.isEmpty == true)

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
        "ignoredColumns", "lessons", "memberships", "people", "remarks", "schools", "staleRuns", "studios",
      ])
  }

  @Test func `Reminders have keys of their own, and stand below the tasks and in the status`() throws {
    let fixture = try Fixture(studio: false)
    _ = try fixture.file("people.csv", Fixture.people)
    _ = try fixture.file("schools.csv", "学校编号,学校名称,片区,学段\nS001,实验小学,城区,小学\nS002,峰口小学,乡镇,小学\n")
    _ = try fixture.file(
      "w.yaml",
      """
      workflow: w
      version: 1
      title: 提醒一下
      subject: person
      roles: { own: 本人 }
      states:
        only:
          tasks: { t: { title: 一项, for: "[subject]", role: own } }
          entry: [ { notify: own, text: 明天截止 } ]
          on: { done: end }
        end: { type: final }
      """)
    for line in [["import", "schools.csv", "people.csv"], ["workflow", "install", "w.yaml"], ["start", "w", "--subject", "A1", "A2"]] {
      #expect(try Fixture.finish(fixture.start(line + ["--today", "2026-09-01"])).status == 0, "\(line)")
    }
    let reminders = try object(fixture.run("tasks", "--reminders", "--json").out)
    #expect(
      keys(reminders) == ["day", "id", "isCurrent", "names", "people", "role", "runs", "targets", "text", "workflow"])
    #expect((reminders as? [[String: Any]])?.first?["people"] as? [String] == ["A1", "A2"])
    let own = try fixture.run("tasks", "--as", "A1").out
    #expect(own.contains("\n提醒\n") && own.contains("明天截止") && !own.contains("A2"))
    #expect(try fixture.run("status", "1").out.contains("明天截止"))
    #expect(try fixture.run("tasks", "--as", "A3", "--reminders").out == "没有提醒\n")
    #expect(try fixture.run("task", "urge", "1", "--note", "快办").status == 0)
    #expect(try fixture.run("tasks", "--as", "A1").out.contains("(2026-09-01 催办: 快办)"))
    let urged = try object(fixture.run("tasks", "--as", "A1", "--json").out) as? [[String: Any]]
    #expect(urged?.first?["urged"] as? [String: String] == ["day": "2026-09-01", "note": "快办"])
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
