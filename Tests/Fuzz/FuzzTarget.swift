import AcademicCalendar
import CalDAV
import Evaluation
import Foundation
import ICalendar
import Office
import Planner
import Rules
import Statechart
import Workflow
import YAMLReading

/// What strangers' bytes can reach. Each reads them as far as the program ever does; whatever is wrong with them must be an error, never a
/// crash, a hang or boundless memory.
enum FuzzTarget: String, CaseIterable {
  case expression, workflow, scheme, statechart, scxml, calendar, xml, csv, problem, timetable, http

  func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    switch self {
    case .expression: evaluate(text)
    case .workflow: verify(text)
    case .scheme: _ = try? SchemeReader.read(text, file: "fuzz.yaml")
    case .statechart: step(text)
    case .scxml: _ = try? Chart(scxml: text)
    case .calendar: readCalendar(bytes)
    case .xml: _ = try? XMLReading.read(bytes)
    case .csv: _ = try? Office.problems(inRoster: Data(bytes))
    case .problem: solve(bytes)
    case .http: HTTPTarget.shared.take(bytes)
    case .timetable: _ = (try? CourseTimetable(text: text)).map { $0.problem() }
    }
  }

  private func evaluate(_ source: String) {
    let values: [String: Value] = ["x": 1, "s": "示范课", "l": [1, 2, "a"], "m": ["a": 1], "d": .day(Day(2014, 2, 28) ?? .earliest)]
    let environment = Environment(variables: values.mapValues { _ in .dyn })
    for isChecked in [true, false] {
      _ = (try? Expression(source, in: environment, checked: isChecked))?.evaluate(Bindings(values, unset: ["u"]), budget: 100_000)
    }
  }

  private func verify(_ text: String) {
    guard let result = try? WorkflowReader.read(text, file: "fuzz.yaml") else { return }
    _ = WorkflowVerification(result, file: "fuzz.yaml")
  }

  /// Reads a raw machine and lets it take a few events.
  private func step(_ text: String) {
    guard let machine = try? StatechartReader.read(text, file: "fuzz.yaml").machine else { return }
    var run = VirtualRun(machine)
    guard (try? run.begin()) != nil else { return }
    for line in [#"{"event":"a"}"#, #"{"event":"b","data":{"x":1}}"#, #"{"advance":"PT10S"}"#, #"{"event":"a"}"#] {
      guard (try? run.take(line)) != nil else { return }
    }
  }

  private func readCalendar(_ bytes: [UInt8]) {
    let report = CalendarCheck.check(bytes)
    _ = CalendarCheck.check(report.normalForm)
    let range = Date(timeIntervalSince1970: 1_790_000_000)..<Date(timeIntervalSince1970: 1_800_000_000)
    guard let object = try? CalendarObject(bytes) else { return }
    _ = object.busyTimes(in: range)
    _ = try? object.validate()
    _ = object.span
    var selection = DataSelection()
    selection.expand = TimeRange(start: range.lowerBound, end: range.upperBound)
    _ = object.selected(selection).bytes
  }

  private func solve(_ bytes: [UInt8]) {
    guard let problem = try? PlannerDocument.problem(Data(bytes)), problem.sessions.count <= 50 else { return }
    var options = SolveOptions()
    options.steps = 500
    _ = try? Planner.solve(problem, options)
  }
}
