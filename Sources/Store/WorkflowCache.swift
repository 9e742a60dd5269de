import AcademicCalendar
import Synchronization
import Workflow

/// What is worked out once: workflows for each version (a version never changes), and the calendar while its notices are the same.
final class WorkflowCache: Sendable {
  struct Key: Hashable, Sendable {
    var id: String
    var version: Int
  }

  private let processes = Mutex<[Key: CompiledWorkflow]>([:])

  private let calendars = Mutex<(notices: [String], calendar: WorkingCalendar)?>(nil)

  func calendar(_ notices: [String]) throws -> WorkingCalendar {
    if let known = calendars.withLock({ $0 }), known.notices == notices { return known.calendar }
    let calendar = WorkingCalendar(notices: try notices.map { try StableJSON.read($0) as HolidayNotice })
    calendars.withLock { $0 = (notices, calendar) }
    return calendar
  }

  func process(_ key: Key, text: () throws -> String) throws -> CompiledWorkflow {
    if let known = processes.withLock({ $0[key] }) { return known }
    let process = try CompiledWorkflow(WorkflowReader.read(try text(), file: "\(key.id)@\(key.version)").definition)
    processes.withLock { $0[key] = process }
    return process
  }
}
