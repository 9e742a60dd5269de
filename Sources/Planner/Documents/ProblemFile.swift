public import Foundation

/// A problem as a file holds it: `PROBLEM.json`, or an instance of the timetabling competition (`.ctt`).
public enum ProblemFile: Sendable {
  case problem(Problem)
  case timetable(CourseTimetable)

  /// Reads either; what begins with `{` is JSON.
  ///
  /// - Throws: `PlannerDocument.Failure`, with every finding and its place.
  public init(_ data: Data) throws(PlannerDocument.Failure) {
    let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
    let first = data.first { !blank.contains($0) }
    guard first != nil else { throw PlannerDocument.Failure(description: "文件是空的; 应为 PROBLEM.json 或课表竞赛的 .ctt") }
    if first == UInt8(ascii: "N"), let text = String(data: data, encoding: .utf8) {
      do { self = .timetable(try CourseTimetable(text: text)) } catch { throw PlannerDocument.Failure(description: error.description) }
    } else {
      self = .problem(try PlannerDocument.problem(data))
    }
  }

  /// The problem that the file states.
  public var problem: Problem {
    switch self {
    case .problem(let problem): problem
    case .timetable(let instance): instance.problem()
    }
  }

  /// Reads a plan for it: `PLAN.json`, or for an instance also a solution file of the competition.
  public func plan(_ data: Data) throws(PlannerDocument.Failure) -> Plan {
    if case .timetable(let instance) = self, data.first(where: { $0 > 0x20 }) != UInt8(ascii: "{") {
      do {
        return instance.plan(try instance.lectures(String(decoding: data, as: UTF8.self)))
      } catch {
        throw PlannerDocument.Failure(description: error.description)
      }
    }
    return try PlannerDocument.plan(data)
  }

  /// Writes a plan of it: JSON, or for an instance the competition's solution file.
  ///
  /// - Parameter json: JSON in any case.
  public func write(_ plan: Plan, json: Bool = false) throws(PlannerDocument.Failure) -> Data {
    if case .timetable(let instance) = self, !json { return Data(instance.solutionText(plan, of: problem).utf8) }
    return try PlannerDocument.encode(plan) + Data("\n".utf8)
  }

  /// The other format: an instance as `PROBLEM.json`, a problem as `.ctt` where that can say as much.
  public func converted() throws(PlannerDocument.Failure) -> Data {
    switch self {
    case .timetable(let instance): return try PlannerDocument.encode(instance.problem()) + Data("\n".utf8)
    case .problem(let problem):
      do { return Data(try CourseTimetable(problem).text.utf8) } catch { throw PlannerDocument.Failure(description: error.description) }
    }
  }
}
