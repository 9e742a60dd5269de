import AcademicCalendar
import Foundation
import Office
import Workflow

/// What the office that is killed does, one command at a time.
enum Command: String, CaseIterable {
  case submit, submitWithEvidence, accept, giveBack, waive, urge, copy, delegate, start, cancel, plan, publish, absence, day

  /// The kind of fact that it records once; nil where its note tells.
  var kind: String? {
    switch self {
    case .start: "run.started"
    case .plan: "plan.drafted"
    case .publish: "plan.published"
    default: nil
    }
  }

  /// How often it comes.
  var weight: Int {
    switch self {
    case .submit, .submitWithEvidence, .accept: 20
    case .giveBack, .urge: 8
    case .waive, .copy, .delegate, .day: 3
    case .plan, .publish, .absence, .start, .cancel: 1
    }
  }

  /// Gives the command.
  /// - Parameter marker: a text that occurs nowhere else; it goes into the record as the note or the name of a file.
  func give(_ office: Office, _ marker: String, _ small: SmallOffice, _ random: inout Seeded) throws {
    let tasks = try office.tasks(Office.TaskQuery())
    func pick(_ fits: (TaskSummary) -> Bool) throws -> Int64 {
      guard let task = (tasks.filter(fits).randomElement(using: &random) ?? tasks.randomElement(using: &random)) else {
        throw OfficeError(.notFound, "no task")
      }
      return task.id
    }
    switch self {
    case .submit: _ = try office.submit(pick { $0.evidence.isEmpty && $0.status.isPending }, files: [], note: marker)
    case .submitWithEvidence:
      let id = try pick { !$0.evidence.isEmpty && $0.status.isPending }
      let kinds = tasks.first { $0.id == id }?.evidence.map(\.kind) ?? []
      let size = Int.random(in: 1...60_000, using: &random)
      let files = try kinds.map { kind in
        // Some bytes are handed in again and again, some are new.
        let bytes = Data("\(Bool.random(using: &random) ? marker : "same") \(kind)\n".utf8) + Data(repeating: UInt8(size % 7), count: size)
        return (kind: String?.some(kind), file: try small.write("\(marker)-\(kind).txt", bytes))
      }
      defer { for file in files { try? FileManager.default.removeItem(at: file.file) } }
      _ = try office.submit(id, files: files, note: marker)
    case .accept: _ = try office.accept(pick { $0.status == .submitted }, note: marker)
    case .giveBack: _ = try office.giveBack(pick { $0.status == .submitted }, reason: marker)
    case .waive: _ = try office.waive(pick { $0.status.isPending }, reason: marker)
    case .urge: _ = try office.urge(pick { $0.status.isPending }, note: marker)
    case .copy: _ = try office.copy(pick { _ in true }, to: ["P1"], note: marker)
    case .delegate:
      _ = try office.delegate(
        pick { $0.status.isPending && $0.assignee != nil }, to: ["A1", "A2"].randomElement(using: &random) ?? "A1", note: marker)
    case .start:
      let started =
        try Bool.random(using: &random)
        ? office.start("studio-semester", subjects: ["W01"], semester: "2026-2027-1", parameters: ["hosts": "S002"])
        : office.start("network-study-pilot", subjects: [], semester: nil, parameters: ["schools": "S001,S002"])
      // There was one already.
      if started.runs.isEmpty { throw OfficeError(.conflict, "started before") }
    case .cancel:
      guard let run = try office.runs().filter({ $0.status == "active" }).randomElement(using: &random) else { return }
      try office.cancel(run.run, reason: marker)
    case .plan:
      var request = Office.PlanRequest()
      request.steps = 2_000
      _ = try office.plan("2026-2027-1", request)
    case .publish: _ = try office.publish("2026-2027-1")
    case .absence:
      try office.addAbsence("A1", from: office.today + 7, through: office.today + 8, reason: marker)
    case .day: _ = try office.urge(pick { $0.status.isPending }, note: marker)
    }
  }
}
