import AcademicCalendar
import Rules
import Workflow
import YAMLReading

/// A workflow as `workflow show --json` gives it.
struct WorkflowSummary: Encodable {
  struct TaskLine: Encodable {
    var key: String
    var title: String
    var role: String?
    var per: String?
    var required: Bool
    var evidence: [String]
    var cite: String?
  }

  struct StateLine: Encodable {
    var id: String
    var title: String
    var tasks: [TaskLine]
    var each: String?
  }

  struct ParameterLine: Encodable {
    var name: String
    var title: String
    var value: String?
  }

  var id: String
  var version: Int
  var title: String
  var subject: String
  var states: [StateLine]
  var parameters: [ParameterLine]

  init(_ definition: WorkflowDefinition) {
    (id, version, title, subject) = (definition.id, definition.version, definition.title, definition.subject.rawValue)
    states = definition.allStates.map { state in
      StateLine(
        id: state.id, title: state.title,
        tasks: state.tasks.map { task in
          TaskLine(
            key: task.key, title: task.title, role: task.role, per: task.quota?.per.rawValue, required: task.isRequired,
            evidence: task.evidence, cite: task.cite?.description)
        }, each: state.each?.workflow)
    }
    parameters = definition.parameters.map { ParameterLine(name: $0.name, title: $0.title, value: $0.defaultValue.map(Self.text)) }
  }

  /// A parameter's value in words.
  static func text(_ value: Value) -> String {
    switch value {
    case .list(let values): values.isEmpty ? "(空)" : values.map(text).joined(separator: "、")
    case .string(let text): text
    case .int(let number): String(number)
    case .double(let number): String(number)
    case .bool(let flag): flag ? "是" : "否"
    case .day(let day): day.description
    default: "\(value)"
    }
  }
}
