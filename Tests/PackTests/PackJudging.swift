import Workflow
import AcademicCalendar
import Evaluation
import Foundation
import Office
import Testing

extension PackOffice {
  /// One subject's result, with traces.
  func result(_ scheme: String, _ period: String, _ subject: String = "", set: [String: String] = [:]) throws -> EvaluationResult {
    var request = Office.EvaluationRequest(scheme, period: period, subjects: [subject])
    (request.parameters, request.isTraced) = (set, true)
    return try #require(try office().evaluate(request).first)
  }

  /// Publishes a period's results.
  func publish(_ scheme: String, _ period: String, set: [String: String] = [:]) throws {
    var request = Office.EvaluationRequest(scheme, period: period)
    request.parameters = set
    _ = try office().publish(request)
  }
}

extension EvaluationResult {
  /// The verdict of an indicator; nil where it has none or does not apply.
  func verdict(_ indicator: String) -> Verdict? { indicators.first { $0.name == indicator }.flatMap { $0.applies ? $0.verdict : nil } }

  /// A measure's value as a number.
  func number(_ measure: String) -> Double? {
    if case .known(.number(let number))? = measures.first(where: { $0.name == measure })?.value { return number }
    return nil
  }

  /// What certainly follows, by name.
  var follows: Set<String> { Set(consequences.filter { $0.verdict == .pass }.map(\.name)) }

  /// The amount of a consequence that certainly follows.
  func amount(_ name: String) -> Double? { consequences.first { $0.name == name && $0.verdict == .pass }?.effect.amount?.value }

  /// Whether it is unknown because of these names.
  func isUnknown(because name: String) -> Bool { verdict.missing.contains(name) }
}
