/// Something wrong with a chart, and where it stands.
public struct Problem: Hashable, Sendable, CustomStringConvertible {
  /// How bad it is.
  public var severity: Severity
  /// The states from the top level down to the one concerned; empty is the chart itself.
  public var path: [StateID]
  /// Which part of that state.
  public var part: Part
  /// What is wrong and what to do, for people.
  public var message: String
  /// The line and column within the expression, where the problem lies in one.
  public var position: Position?

  /// Something wrong with a chart.
  public init(_ severity: Severity = .error, _ path: [StateID], _ part: Part, _ message: String, position: Position? = nil) {
    self.severity = severity
    self.path = path
    self.part = part
    self.message = message
    self.position = position
  }

  /// How bad a problem is.
  public enum Severity: String, Hashable, Sendable, Codable {
    /// The chart cannot be run.
    case error
    /// The chart can be run.
    case warning
  }

  /// Part of a state or of a chart; numbers count from 0 in document order.
  public enum Part: Hashable, Sendable {
    case itself, initial, doneData
    case datum(String)
    case transition(Int), timer(Int), invocation(Int)
    case entry(block: Int), exit(block: Int)
  }

  /// A place in an expression's text, from 1.
  public struct Position: Hashable, Sendable {
    /// The line.
    public var line: Int
    /// The column.
    public var column: Int

    /// A place in an expression's text.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// Where it is, as a path of keys: `states.launch.on[2]`.
  public var place: String {
    let head = path.map { "states.\($0)" }.joined(separator: ".")
    let tail =
      switch part {
      case .itself: ""
      case .initial: "initial"
      case .doneData: "donedata"
      case .datum(let name): "data.\(name)"
      case .transition(let number): "on[\(number)]"
      case .timer(let number): "after[\(number)]"
      case .invocation(let number): "invoke[\(number)]"
      case .entry: "entry"
      case .exit: "exit"
      }
    return [head, tail].filter { !$0.isEmpty }.joined(separator: ".")
  }

  public var description: String {
    let location = place.isEmpty ? "" : "\(place): "
    let within = position.map { " (表达式第 \($0.line) 行第 \($0.column) 列)" } ?? ""
    return location + message + within
  }
}

/// A chart that cannot be run, with every reason.
public struct ChartError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in document order.
  public var problems: [Problem]

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// A step that could not be made; the snapshot that it started from still stands.
public enum StepError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The machine did not come to rest within the limit; these states were active when it was stopped.
  case endless(active: [StateID], event: String?)
  /// The snapshot belongs to another chart.
  case foreign

  public var description: String {
    switch self {
    case .endless(let active, let event):
      "状态机停不下来: 活动状态 \(active.map(\.rawValue).joined(separator: ", "))\(event.map { ", 事件 \($0)" } ?? "") 之后的转移没有尽头"
    case .foreign: "这个快照不属于这张状态图; 换了版本的运行要先迁移"
    }
  }
}
