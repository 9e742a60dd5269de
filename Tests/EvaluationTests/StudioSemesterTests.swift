import AcademicCalendar
import Rules
import Testing
import YAMLReading

@testable import Evaluation

struct StudioSemesterTests {
  let autumn = Semester(schoolYear: 2026, term: 1, firstDay: day("2026-09-01"), weeks: 20)!
  let done: [String: Double] = [
    "lessons": 1, "lectures": 1, "studies": 1, "lessons-waived": 0, "lectures-waived": 0, "studies-waived": 0, "lessons-due": 1,
    "lectures-due": 1,
    "studies-due": 1, "visits": 0,
    "visits-assigned": 0, "assigned": 3,
  ]

  func judge(_ changes: [String: Double], without: [String] = [], parameters: [String: Value] = [:]) throws -> EvaluationResult {
    let scheme = try SchemeReader.read(shipped("studio-semester/scheme.yaml"), file: "scheme.yaml")
    var numbers = done.merging(changes) { $1 }
    for name in without { numbers[name] = nil }
    return scheme.judge(numbers, parameters: parameters, period: EvaluationPeriod(autumn))
  }

  @Test func `The shipped scheme reads without a warning`() throws {
    let (scheme, warnings) = try SchemeReader.readWithWarnings(shipped("studio-semester/scheme.yaml"), file: "scheme.yaml")
    #expect(warnings.isEmpty)
    #expect(scheme.subject == SchemeSubject(.person, filters: [.membership: ["主持人", "成员"], .workflow: ["studio-semester"]]))
    #expect(scheme.queries.map(\.name).count == 12)
    #expect(
      scheme.queries.first?.query
        == MeasureQuery(
          .tasks, filters: [.workflow: ["studio-semester"], .task: ["demonstration-lesson"], .status: ["accepted"]], day: .due))
    #expect(scheme.period.period(named: "2026-2027学年第一学期", semesters: [autumn])?.start == autumn.firstDay)
  }

  @Test func `One of each passes, and no visit assigned is no visit missed`() throws {
    let result = try judge([:])
    #expect(result.verdict == .pass)
    #expect(result.indicators.map(\.verdict) == [.pass, .pass, .pass, .pass])
    #expect(result.score == nil)
  }

  @Test(arguments: [("lessons", 0), ("lectures", 1), ("studies", 2)])
  func `A duty that was not done fails its own line`(name: String, line: Int) throws {
    let result = try judge([name: 0])
    #expect(result.verdict == .fail)
    #expect(result.indicators.enumerated().allSatisfy { ($0.element.verdict == .fail) == ($0.offset == line) })
  }

  @Test func `Every assigned visit must be accepted`() throws {
    #expect(try judge(["visits": 2, "visits-assigned": 2]).verdict == .pass)
    #expect(try judge(["visits": 1, "visits-assigned": 2]).verdict == .fail)
  }

  @Test func `Who joined later and was assigned nothing has neither passed nor failed`() throws {
    let result = try judge(["assigned": 0, "lessons": 0, "lectures": 0, "studies": 0])
    #expect(result.verdictTitle == "不适用")
    #expect(result.verdict == .unknown([]))
  }

  @Test func `A duty that was waived lowers what is asked`() throws {
    #expect(try judge(["lessons": 0, "lessons-waived": 1, "lessons-due": 0]).verdict == .pass)
    #expect(try judge(["lessons": 0, "lessons-waived": 1], parameters: ["lessons": 2]).verdict == .fail)
  }

  @Test func `What one studio waives does not waive what another asks for`() throws {
    #expect(try judge(["lessons": 0, "lessons-waived": 1, "lessons-due": 1]).verdict == .fail)
    #expect(try judge(["lessons": 1, "lessons-waived": 1, "lessons-due": 1]).verdict == .pass)
    // A person's number stays that of one person.
    #expect(try judge(["lessons": 1, "lessons-waived": 1, "lessons-due": 2]).verdict == .pass)
  }

  @Test func `The office's own number takes the place of the default`() throws {
    #expect(try judge(["lessons": 1], parameters: ["lessons": 2]).verdict == .fail)
    #expect(try judge(["lessons": 2], parameters: ["lessons": 2]).verdict == .pass)
  }

  @Test func `A run's own setting holds for its members alone`() throws {
    let scheme = try SchemeReader.read(shipped("studio-semester/scheme.yaml"), file: "scheme.yaml")
    #expect(scheme.parameters.first?.follows == SchemeParameter.RunParameter(workflow: "studio-semester", parameter: "lessons"))
    let evaluator = Evaluator(scheme, period: EvaluationPeriod(autumn), semesters: [autumn])
    let values = done.mapValues { MeasuredValue.number($0) }
    let stricter = evaluator.evaluate(teacher, values: values, parameters: ["lessons": 2])
    #expect(stricter.verdict == .fail)
    #expect(stricter.parameters.first?.value == .number(2))
    #expect(evaluator.evaluate(teacher, values: values).verdict == .pass)
    #expect(evaluator.evaluate(teacher, values: values, parameters: ["lessons": "两节"]).verdict == .unknown(["parameters.lessons"]))
  }

  @Test func `What was not measured is unknown, and a fail elsewhere still decides`() throws {
    #expect(try judge([:], without: ["lessons"]).verdict == .unknown(["lessons"]))
    #expect(try judge(["studies": 0], without: ["lessons"]).verdict == .fail)
  }
}
