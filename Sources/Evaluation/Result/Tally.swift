/// How the members of a group were judged: the rung between a person's result and the school's or the district's. Each group counts its members anew.
public struct Tally: Hashable, Sendable, Codable {
  /// How many passed.
  public var passed = 0
  /// How many failed.
  public var failed = 0
  /// How many could not be judged.
  public var unknown = 0
  /// The unset names that those depend on.
  public var missing: Set<String> = []
  /// How many were given each grade.
  public var grades: [String: Int] = [:]

  /// Nobody yet.
  public init() {}

  /// The members' results, which should be of one scheme and period.
  public init(_ results: some Sequence<EvaluationResult>) {
    for result in results { add(result.verdict, grade: result.grade?.value) }
  }

  /// All members.
  public var total: Int { passed + failed + unknown }

  /// Counts one member.
  public mutating func add(_ verdict: Verdict, grade: String? = nil) {
    switch verdict {
    case .pass: passed += 1
    case .fail: failed += 1
    case .unknown(let names):
      unknown += 1
      missing.formUnion(names)
    }
    if let grade { grades[grade, default: 0] += 1 }
  }

  /// How many members have one of these verdicts, as a measure: between two bounds while some are unknown.
  /// - Parameters:
  ///   - verdicts: `pass`, `fail`, `unknown`; empty counts all.
  ///   - records: the members' results, as they are shown.
  public func count(_ verdicts: [String], records: [RecordReference] = []) -> MeasuredValue {
    guard !verdicts.isEmpty else { return .number(total, records: records) }
    var low = 0
    if verdicts.contains("pass") { low += passed }
    if verdicts.contains("fail") { low += failed }
    if verdicts.contains("unknown") { return .number(low + unknown, records: records) }
    let isOpen = unknown > 0 && Set(verdicts).isDisjoint(with: ["unknown"]) && Set(verdicts) != ["pass", "fail"]
    return isOpen
      ? MeasuredValue(.between(low: low, high: low + unknown, missing: missing), records: records) : .number(low, records: records)
  }
}
