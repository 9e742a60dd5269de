import AcademicCalendar
import Foundation
import Office
import Workflow

/// The pilot from its first day to its last (启动, 推进, 深化, 总结), at its real dates, with what goes along with it: schools apply, raise questions,
/// ask for resources and are verified, and reviewers decide; teachers keep calendars. Each command is given by whoever watches.
struct PilotPlay {
  /// Gives a command: what it is, and how.
  let give: (Command, (Marker) throws -> Void) throws -> Void
  let small: SmallOffice
  private var returned: Set<Int64> = []

  static let firstDay = Day(2014, 1, 2) ?? .earliest
  private static let lastDay = Day(2015, 3, 31) ?? .latest

  init(small: SmallOffice, give: @escaping (Command, (Marker) throws -> Void) throws -> Void) { (self.small, self.give) = (small, give) }

  /// Plays it.
  /// - Returns: the day on which the pilot ended; nil is never.
  mutating func play(_ office: Office) throws -> Day? {
    try start(office, "network-study-pilot", set: ["schools": "S001,S002"])
    try start(office, "school-application", of: "S002")
    var day = Self.firstDay
    while day <= Self.lastDay {
      let today = try office.acting(as: nil, on: day)
      guard try today.progress(of: 1).status == "active" else { return try today.progress(of: 1).ended }
      if day.month == 6 && day.dayOfMonth < 15 { for school in ["S001", "S002"] { try start(today, "feedback-ticket", of: school) } }
      if day.month == 9 && day.dayOfMonth < 15 { try start(today, "resource-request", of: "S001") }
      if day.month == 12 && day.dayOfMonth < 15 { for school in ["S001", "S002"] { try start(today, "school-verification", of: school) } }
      try workOff(today)
      try keepCalendar(today)
      day = day + 14
    }
    return nil
  }

  private func start(_ office: Office, _ workflow: String, of school: String? = nil, set values: [String: String] = [:]) throws {
    try give(.start) { _ in _ = try office.start(workflow, subjects: school.map { [$0] } ?? [], semester: nil, parameters: values) }
  }

  /// Everything that can be done today is handed in, returned now and then, and decided, until nothing is left.
  private mutating func workOff(_ office: Office) throws {
    for _ in 0..<40 {
      let open = try office.tasks(Office.TaskQuery()).filter { $0.status == .open }
      let reviews = try office.approvals()
      guard !open.isEmpty || !reviews.isEmpty else { return }
      for task in open {
        try submit(task, office)
        if task.id % 5 == 0 {
          try give(.giveBack) { _ = try office.giveBack(task.id, reason: $0.text) }
          try submit(task, office)
        }
        try give(.accept) { _ = try office.accept(task.id, note: $0.text) }
      }
      for review in reviews { try decide(review, office) }
    }
  }

  private func submit(_ task: TaskSummary, _ office: Office) throws {
    try give(.submitWithEvidence) { marker in
      let files = try task.evidence.map {
        (kind: String?.some($0.kind), file: try small.write("\($0.kind).txt", Data("\(marker.text) \($0.kind)".utf8)))
      }
      _ = try office.submit(task.id, files: files, note: marker.text)
    }
  }

  /// The first time it is returned and handed in again, every other chain then rejected; what goes round is approved.
  private mutating func decide(_ review: ApprovalSummary, _ office: Office) throws {
    if returned.insert(review.run).inserted {
      try give(.decide) { try office.decide(review.id, .return, note: $0.text) }
      try give(.decide) { try office.resubmit(review.id, note: $0.text) }
      if review.run % 2 == 0 { return try give(.decide) { try office.decide(review.id, .reject, note: $0.text) } }
    }
    try give(.decide) { try office.decide(review.id, .approve, note: $0.text) }
  }

  /// A teacher's calendar program puts an event, changes one and takes one out.
  private func keepCalendar(_ office: Office) throws {
    for command in [.put, .remove, .put] as [Command] {
      try give(command) { marker in
        let phone = Phone(try office.acting(as: marker.person, on: office.today))
        if command == .put { try phone.put(marker.slot, marker: marker.text, length: 3_000) } else { try phone.remove(marker.slot) }
      }
    }
  }
}
