/// What is wrong with a calendar: where, and which rule it breaks.
public struct Problem: Hashable, Sendable, CustomStringConvertible {
  /// The physical line, from 1; 0 where the whole file is meant.
  public let line: Int
  /// The property or component, in capitals; empty where a line has none.
  public let property: String
  /// The rule that is broken.
  public let rule: CalendarRule

  /// One Chinese line for people: `第 12 行 DTEND: …`.
  public var description: String {
    let place = line > 0 ? "第 \(line) 行" : "整个文件"
    return property.isEmpty ? "\(place): \(rule)" : "\(place) \(property): \(rule)"
  }
}

/// Problems as they are found, in a number that people can read.
struct ProblemLog {
  static let limit = 1000
  private(set) var problems: [Problem] = []
  private var more = 0

  /// Notes a problem, or only counts it where there are many.
  mutating func add(_ rule: CalendarRule, line: Int, property: String = "") {
    guard problems.count < Self.limit else { return more += 1 }
    problems.append(Problem(line: line, property: String(property.prefix(40)), rule: rule))
  }

  /// All problems by line, with the number of those left out.
  var report: [Problem] {
    let sorted = problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    return more == 0 ? sorted : sorted + [Problem(line: 0, property: "", rule: .tooManyProblems(more: more))]
  }
}
