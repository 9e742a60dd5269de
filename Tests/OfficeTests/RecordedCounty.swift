import AcademicCalendar
import Evaluation
import Foundation
import Store
import Testing

@testable import Office

/// The small county with records and schemes of the test's own.
struct RecordedCounty {
  let fixture: Fixture

  init(_ schemes: String..., records: [String] = [], on day: String = "2026-12-21") throws {
    fixture = try Fixture(installing: [], on: day)
    let office = try fixture.office(on: day)
    if !schemes.isEmpty {
      _ = try office.install(try schemes.enumerated().map { try fixture.file("scheme\($0.offset).yaml", $0.element) })
    }
    for text in records { try enter(text) }
  }

  var office: Office { get throws { try fixture.office() } }

  /// Imports records as text.
  func enter(_ text: String, on day: String? = nil) throws {
    _ = try fixture.office(on: day).importRecords([fixture.file("records.csv", text)])
  }

  /// Judges one subject, with traces.
  func result(_ scheme: String, _ subject: String, _ period: String, asOf: String? = nil) throws -> EvaluationResult {
    var request = Office.EvaluationRequest(scheme, period: period, subjects: [subject])
    (request.asOf, request.isTraced) = (asOf.flatMap { Day($0) }, true)
    return try #require(try office.evaluate(request).first)
  }

  /// The value of each measure as text.
  func measures(_ scheme: String, _ subject: String, _ period: String) throws -> [String: String] {
    Dictionary(try result(scheme, subject, period).measures.map { ($0.name, $0.value.value?.text ?? "未设定") }, uniquingKeysWith: { $1 })
  }

  /// Publishes a period.
  @discardableResult
  func publish(_ scheme: String, _ period: String, on day: String? = nil) throws -> Office.PublicationSummary {
    try fixture.office(on: day).publish(Office.EvaluationRequest(scheme, period: period))
  }
}
