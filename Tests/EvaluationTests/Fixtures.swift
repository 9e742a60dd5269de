import AcademicCalendar
import Foundation
import Rules
import Testing
import YAMLReading

@testable import Evaluation

/// The year 2024, in which most cases are judged.
let year2024 = EvaluationPeriod(key: "2024", title: "2024年", days: day("2024-01-01")...day("2024-12-31"))
let teacher = SubjectReference(.person, id: "T1", name: "甲老师")

func day(_ text: String) -> Day { Day(text)! }

/// A scheme of a few lines: what is given, between a head and nothing more.
func scheme(_ body: String, period: String = "calendar-year", subject: String = "person") throws -> Scheme {
  try SchemeReader.read("scheme: sample\nversion: 1\ntitle: 样例\nsubject: \(subject)\nperiod: \(period)\n" + body, file: "样例.yaml")
}

/// The findings of a scheme that cannot be read, as `line:column message`.
func findings(_ text: String) -> [String] {
  do {
    _ = try SchemeReader.read(text, file: "样例.yaml")
    return []
  } catch {
    return error.findings.filter { $0.severity == .error }.map { "\($0.line):\($0.column) \($0.message)" }
  }
}

extension Scheme {
  /// Judges the teacher over 2024 on these numbers.
  func judge(_ numbers: [String: Double], parameters: [String: Value] = [:], period: EvaluationPeriod = year2024) -> EvaluationResult {
    evaluate(teacher, period: period, values: numbers.mapValues { .number($0) }, parameters: parameters)
  }
}

/// A file of `Workflows`.
func shipped(_ path: String) throws -> String {
  let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return try String(contentsOf: root.appending(path: "Workflows").appending(path: path), encoding: .utf8)
}

/// A file of `Sources`.
func source(_ path: String) throws -> String {
  let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return try String(contentsOf: root.appending(path: "Sources").appending(path: path), encoding: .utf8)
}
