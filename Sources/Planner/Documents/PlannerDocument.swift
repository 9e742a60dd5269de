public import Foundation

/// Documents in, documents out: what `jiaoli plan solve` and `jiaoli plan score` do with their files.
public enum PlannerDocument {
  /// A document that cannot be read, with where and what to do.
  public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Chinese, one line for each defect.
    public var description: String
  }

  /// Reads a problem, checks its form and plans it.
  ///
  /// - Returns: the plan as JSON with sorted keys, so that equal plans are equal bytes.
  public static func solve(
    _ data: Data, _ options: SolveOptions = SolveOptions(), progress: ((Progress) -> Void)? = nil
  ) throws(Failure) -> Data {
    let problem = try problem(data)
    do {
      return try encode(Planner.solve(problem, options, progress: progress))
    } catch {
      throw Failure(description: "\(error)")
    }
  }

  /// Plans a problem.
  ///
  /// - Throws: `Failure` where the problem contradicts itself in form.
  public static func plan(
    _ problem: Problem, _ options: SolveOptions = SolveOptions(), progress: ((Progress) -> Void)? = nil
  ) throws(Failure) -> Plan {
    do { return try Planner.solve(problem, options, progress: progress) } catch { throw Failure(description: error.description) }
  }

  /// Scores a plan for a problem from scratch.
  ///
  /// - Returns: a `ScoreReport` as JSON.
  public static func score(_ problemData: Data, _ planData: Data) throws(Failure) -> Data {
    let problem = try problem(problemData)
    let plan = try plan(planData)
    return try encode(Planner.score(problem, plan))
  }

  /// Reads and checks `PROBLEM.json`.
  public static func problem(_ data: Data) throws(Failure) -> Problem {
    let problem = try decode(Problem.self, data, "排期问题")
    do { try problem.validate() } catch { throw Failure(description: error.description) }
    return problem
  }

  /// Reads `PLAN.json`.
  public static func plan(_ data: Data) throws(Failure) -> Plan { try decode(Plan.self, data, "排期方案") }

  /// Any value of this module as JSON with sorted keys.
  public static func encode(_ value: some Encodable) throws(Failure) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do { return try encoder.encode(value) } catch { throw Failure(description: "无法写成 JSON: \(error)") }
  }

  private static func decode<T: Decodable>(_ type: T.Type, _ data: Data, _ name: String) throws(Failure) -> T {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch DecodingError.keyNotFound(let key, let context) {
      throw Failure(description: "\(name) \(path(context.codingPath)): 缺少「\(key.stringValue)」")
    } catch DecodingError.typeMismatch(_, let context) {
      throw Failure(description: "\(name) \(path(context.codingPath)): 值的类型不对")
    } catch DecodingError.valueNotFound(_, let context) {
      throw Failure(description: "\(name) \(path(context.codingPath)): 值不能为空")
    } catch DecodingError.dataCorrupted(let context) {
      let reason = context.codingPath.isEmpty ? "不是 JSON" : context.debugDescription
      throw Failure(description: "\(name)\(context.codingPath.isEmpty ? "" : " " + path(context.codingPath)): \(reason)")
    } catch {
      throw Failure(description: "\(name): \(error)")
    }
  }

  private static func path(_ path: [any CodingKey]) -> String {
    path.reduce(into: "") { text, key in
      text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? key.stringValue : ".\(key.stringValue)")
    }
  }
}
