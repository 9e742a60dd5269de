import AcademicCalendar
import CalDAV
import Foundation
import Store
import Workflow

@testable import Office

/// Each command, given to the model and to the office.
extension SideBySide {
  /// - Returns: whether it should have been carried out, and whether it was; nil where it was not given.
  func give(_ command: ModelCommand) throws -> (expected: Bool, found: Bool)? {
    guard chance(command.rarity) else { return nil }
    return try task(command) ?? review(command) ?? run(command) ?? setting(command) ?? record(command) ?? personal(command)
  }

  private func task(_ command: ModelCommand) throws -> (expected: Bool, found: Bool)? {
    let id = pick(model.tasks.keys, orElse: 999_999)
    switch command {
    case .submit:
      let hasEvidence = model.tasks[id]?.isChain != true && chance(2)
      return (
        model.submit(id, withEvidence: hasEvidence), try isDone { _ = try office.submit(id, files: evidence(hasEvidence), note: nil) }
      )
    case .accept: return (model.accept(id), try isDone { _ = try office.accept(id, note: nil) })
    case .giveBack: return (model.giveBack(id), try isDone { _ = try office.giveBack(id, reason: "改") })
    case .waive: return (model.waive(id), try isDone { _ = try office.waive(id, reason: "免") })
    case .withdraw: return (model.withdraw(id), try isDone { _ = try office.withdraw(id, note: nil) })
    case .claim:
      let person = ["A1", "A2", "X1"].randomElement(using: &random) ?? "A1"
      let acting = try office.acting(as: person, on: office.today)
      return (model.claim(id, by: person), try isDone { _ = try acting.claim(id) })
    case .delegate:
      let person = person(OfficeModel.members)
      return (model.delegate(id, to: person), try isDone { _ = try office.delegate(id, to: person, note: nil) })
    case .urge: return (model.touch(id), try isDone { _ = try office.urge(id, note: nil) })
    case .copy: return (model.touch(id), try isDone { _ = try office.copy(id, to: ["P1"], note: nil) })
    case .tick:
      let (person, renames) = (model.tasks[id]?.assignee ?? "A1", chance(6))
      return (model.tick(id, renames: renames), try isDone { try tick(id, of: person, renames: renames) })
    default: return nil
    }
  }

  private func tick(_ id: Int64, of person: String, renames: Bool) throws {
    let path = "office-tasks/task-\(id).ics"
    let lines = String(decoding: try phone(person, "GET", path).body, as: UTF8.self).split(separator: "\r\n").map { line in
      line.hasPrefix("STATUS") ? "STATUS:COMPLETED" : renames && line.hasPrefix("SUMMARY") ? "SUMMARY:别的" : String(line)
    }
    try phone(person, "PUT", path, lines.joined(separator: "\r\n") + "\r\n")
  }

  private func review(_ command: ModelCommand) throws -> (expected: Bool, found: Bool)? {
    let isRuns = command == .resubmit || chance(2)
    let open = model.reviews.filter { $0.value.isOpen && (!isRuns || $0.value.task == nil) }.keys
    let id = pick(open.isEmpty || chance(5) ? Array(model.reviews.keys) : Array(open), orElse: 999_999)
    switch command {
    case .approve: return (model.decide(id, .approve), try isDone { try office.decide(id, .approve, note: nil) })
    case .returnReview: return (model.decide(id, .giveBack), try isDone { try office.decide(id, .return, note: "退") })
    case .reject: return (model.decide(id, .reject), try isDone { try office.decide(id, .reject, note: "否") })
    case .addReviewer:
      let person = person(["P1"])
      return (model.addReviewer(id, person), try isDone { try office.addReviewers(id, [person], note: nil) })
    case .resubmit: return (model.resubmit(id), try isDone { try office.resubmit(id, note: nil) })
    default: return nil
    }
  }

  private func run(_ command: ModelCommand) throws -> (expected: Bool, found: Bool)? {
    let id = pick(model.runs.keys, orElse: 999_999)
    switch command {
    case .start:
      let studio = pick(["W01"], orElse: "W99")
      let isBegun = model.start(of: studio)
      var runs: [Int64] = []
      _ = try isDone { runs = try office.start("model", subjects: [studio], semester: nil, parameters: [:]).runs }
      for run in runs where isBegun { guard model.adopt(try opened(by: run), of: run) else { return (isBegun, false) } }
      return (isBegun, !runs.isEmpty)
    case .suspend: return (model.suspend(id), try isDone { try office.suspend(id, reason: "停") })
    case .resume: return (model.resume(id), try isDone { try office.resume(id, reason: nil) })
    case .cancel: return (model.cancel(id), try isDone { try office.cancel(id, reason: "停办") })
    case .setParameter:
      let isNumber = !chance(3)
      return (
        model.setParameter(id, isNumber: isNumber),
        try isDone { try office.setParameters(id, ["pages": isNumber ? "3" : "三"], reason: "改") }
      )
    case .reopen:
      let phase: OfficeModel.Phase = chance(2) ? .work : .check
      let isReopened = model.reopen(id, phase)
      let found = try isDone { try office.reopen(id, phase: phase.rawValue, reason: "重来") }
      guard isReopened, found, phase == .work else { return (isReopened, found) }
      return (true, model.adopt(try opened(by: id), of: id))
    case .migrate:
      let isKnown = chance(2)
      return (
        model.migrate(toKnown: isKnown), try isDone { _ = try office.migrate("model", to: isKnown ? nil : 999, states: [:], reason: nil) }
      )
    default: return nil
    }
  }

  private func setting(_ command: ModelCommand) throws -> (expected: Bool, found: Bool)? {
    let isRight = chance(2)
    switch command {
    case .importRoster:
      let file = try fixture.file("p.csv", "工号,姓名,学校编号\nA1,安一,\(isRight ? "S001" : "S999")\n")
      return (isRight, try isDone { _ = try office.importRoster([file]) })
    case .addSemester: return (isRight, try isDone { try office.add(semester(isRight: isRight)) })
    case .importHolidays:
      let text = holidays(isRight: isRight)
      return (isRight, try isDone { _ = try office.importHolidays(text, file: "h.json") })
    case .install:
      let file = try version(isNext: isRight)
      return (model.books.install(isNext: isRight), try isDone { _ = try office.install([file]) })
    case .addAbsence:
      let person = person(["A1"])
      return (
        model.books.addAbsence(of: person),
        try isDone { try office.addAbsence(person, from: office.today + 30, through: office.today + 31, reason: "病假") }
      )
    case .removeAbsence:
      let id = pick(model.books.absences, orElse: 999_999)
      return (model.books.removeAbsence(id), try isDone { try office.removeAbsence(id) })
    case .plan:
      var request = Office.PlanRequest()
      request.steps = 0
      let found = try isDone {
        // What can be placed is the planner's business.
        if try !office.plan(isRight ? Self.semester : "2031-2032-1", request).sessions.isEmpty { model.books.isPlanned = true }
      }
      return (isRight, found)
    case .publish:
      return (isRight && model.books.isPlanned, try isDone { _ = try office.publish(isRight ? Self.semester : "2031-2032-1") })
    default: return nil
    }
  }

  private func record(_ command: ModelCommand) throws -> (expected: Bool, found: Bool)? {
    let person = person(["A1", "B1"])
    let fields = ["工号": person, "学时": "6", "日期": "2026-09-01"]
    switch command {
    case .addHours: return (model.books.addHours(of: person, correcting: nil), try isDone { _ = try office.addRecord("学时", fields) })
    case .correctHours:
      let id = pick(model.books.hours.keys, orElse: 999_999)
      return (
        model.books.addHours(of: person, correcting: id), try isDone { _ = try office.addRecord("学时", fields, correcting: "hours-\(id)") }
      )
    case .withdrawHours:
      let id = pick(model.books.hours.keys, orElse: 999_999)
      return (model.books.withdrawHours(id), try isDone { try office.withdrawRecords(["hours-\(id)"], reason: "录错") })
    case .addTitle:
      return (
        model.books.addTitle(of: person), try isDone { _ = try office.addRecord("称号", ["工号": person, "称号": "骨干", "授予日期": "2026-09-01"]) }
      )
    case .revokeTitle:
      let id = pick(model.books.titles.keys, orElse: 999_999)
      return (model.books.revokeTitle(id), try isDone { try office.revokeTitle("title-\(id)", on: nil, reason: "调离") })
    case .signIn:
      let id = pick(model.tasks.keys, orElse: 999_999)
      let isKnown = model.tasks[id] != nil && model.books.people.contains(person)
      return (isKnown, try isDone { _ = try office.signIn(String(id), [person], "present") })
    case .publishResults:
      let isKnown = chance(2)
      let expected = model.books.publishResults(of: 6, isKnown: isKnown)
      return (
        expected, try isDone { _ = try office.publish(Office.EvaluationRequest(isKnown ? "model-year" : "none", period: Self.semester)) }
      )
    case .decideConsequence:
      let (id, isConfirmed) = (pick(model.books.proposals.keys, orElse: 999_999), chance(2))
      return (
        model.books.decide(id, isConfirmed: isConfirmed),
        try isDone { try office.decideConsequence(id, isConfirmed: isConfirmed, on: nil, note: nil) }
      )
    default: return nil
    }
  }

  private func personal(_ command: ModelCommand) throws -> (expected: Bool, found: Bool)? {
    let person = person(["A1", "B1"])
    switch command {
    case .erase:
      let person = self.person(["E1", "E2", "L1"])
      return (model.books.erase(person, hasWork: false), try isDone { _ = try office.erasePerson(person, reason: "本人申请") })
    case .setRetention:
      let days = chance(2) ? 400 : 5
      return (days == 400, try isDone { try office.setAccessRetention(days: days) })
    case .issueToken:
      let token = FeedToken(using: &random)
      return (
        model.books.issueToken(of: person),
        try isDone { _ = try office.issueFeedToken(FeedOrder(.person(person)), label: "手机", token: token) }
      )
    case .revokeToken:
      let id = pick(model.books.tokens.keys, orElse: 999_999)
      return (model.books.revokeToken(id), try isDone { _ = try office.revokeFeedToken(id) })
    case .addDevice: return (model.books.addDevice(of: person), try isDone { _ = try office.addDevice(of: person, label: "手机") })
    case .revokeDevice:
      let id = pick(model.books.devices.keys, orElse: 999_999)
      return (model.books.revokeDevice(id), try isDone { _ = try office.revokeDevice(id) })
    case .putEvent:
      let (name, title, isNew) = (
        ["a", "b", "c"].randomElement(using: &random) ?? "a", "事 \(Int.random(in: 0..<999, using: &random))", chance(2)
      )
      let text = """
        BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:\(name)\r\nDTSTAMP:20260901T000000Z\r\nDTSTART:20260907T000000Z\r
        SUMMARY:\(title)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n
        """
      return (
        model.books.put(name, title, isNew: isNew),
        try isDone { try phone("A1", "PUT", "\(Self.calendar)/\(name).ics", text, isNew: isNew) }
      )
    case .removeEvent:
      let name = ["a", "b", "c"].randomElement(using: &random) ?? "a"
      return (model.books.remove(name), try isDone { try phone("A1", "DELETE", "\(Self.calendar)/\(name).ics") })
    default: return nil
    }
  }
}
