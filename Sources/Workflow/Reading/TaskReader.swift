import AcademicCalendar
import Rules
import YAMLReading
import Yams

/// Reads tasks and duties.
struct TaskReader {
  let reading: Reading
  let names: Names

  func tasks(_ node: Node?, isDuty: Bool) -> [TaskDefinition] {
    guard let node, let fields = reading.fields(node, isDuty ? "duties" : "tasks") else { return [] }
    return fields.entries.compactMap { key, keyNode, node in
      guard reading.identifier(key, at: keyNode) else { return nil }
      return task(key, node, isDuty: isDuty)
    }
  }

  private func task(_ key: String, _ node: Node, isDuty: Bool) -> TaskDefinition? {
    let what = isDuty ? "职责 \(key)" : "任务 \(key)"
    guard let fields = reading.fields(node, what) else { return nil }
    defer { fields.finish() }
    let quota = isDuty ? quota(fields) : nil
    let scope: ExpressionScope = isDuty ? .period : .state
    let expressions = scope.reader(reading, names.parameters)
    let evidence = fields.words("evidence")
    for (kind, node) in evidence where !names.evidence.contains(kind) {
      reading.report(at: node, "没有佐证种类「\(kind)」\(NearestName.hint(kind, among: names.evidence)); 新种类请写进 evidence")
    }
    let days = expressions.window(fields)
    return TaskDefinition(
      key: key, title: fields.requiredText("title") ?? key, role: role(fields),
      forEach: expressions.expression(fields, "for", [.list(.dyn), .dyn]), quota: quota,
      opens: expressions.date(fields, "opens") ?? days.opens, due: expressions.date(fields, "due") ?? days.due,
      activity: fields.node("activity").flatMap(activity), evidence: evidence.map(\.text),
      review: ReviewReader(reading: reading, names: names).review(fields), isRequired: fields.bool("required") ?? true,
      cite: fields.citation())
  }

  private func role(_ fields: Fields) -> String? {
    guard let role = fields.text("role") else { return nil }
    if !names.roles.contains(role) {
      reading.report(at: fields.node("role"), "没有角色「\(role)」\(NearestName.hint(role, among: names.roles)); 角色须写进 roles")
    }
    return role
  }

  private func quota(_ fields: Fields) -> Quota? {
    let expressions = ExpressionScope.state.reader(reading, names.parameters)
    let per = fields.choice("per", PeriodKind.self)
    if per == nil, fields.node("per") == nil {
      reading.report(at: fields.node, "\(fields.what)缺少 per (\(PeriodKind.allCases.map(\.rawValue).joined(separator: "、")))")
    }
    let count = expressions.expression(fields, "count", [.int, .double, .uint, .dyn])
    if count == nil, fields.node("count") == nil { reading.report(at: fields.node, "\(fields.what)缺少 count") }
    guard let per, let count else { return nil }
    return Quota(per: per, count: count, isMostly: fields.bool("mostly") ?? false)
  }

  private func activity(_ node: Node) -> ActivityDefinition? {
    guard let fields = reading.fields(node, "activity") else { return nil }
    defer { fields.finish() }
    let expressions = ExpressionScope.state.reader(reading, names.parameters)
    let place: ActivityDefinition.Place =
      switch fields.text("place") {
      case nil: .anywhere
      case "assignee": .assignee
      case "mentee": .mentee
      default: expressions.expression(fields, "place", [.list(.dyn), .dyn]).map { .among($0) } ?? .anywhere
      }
    return ActivityDefinition(
      kind: fields.identifier("kind") ?? "", periods: fields.integer("periods", in: 1...12) ?? 1, place: place,
      team: fields.node("team").flatMap(team), audience: fields.text("audience"))
  }

  private func team(_ node: Node) -> ActivityDefinition.Team? {
    guard let fields = reading.fields(node, "team") else { return nil }
    defer { fields.finish() }
    let expressions = ExpressionScope.state.reader(reading, names.parameters)
    guard let from = expressions.expression(fields, "from", [.list(.dyn), .dyn]) else { return nil }
    let (least, most) = (fields.integer("least", in: 1...50) ?? 1, fields.integer("most", in: 1...50) ?? 50)
    if least > most { reading.report(at: node, "team 的 least 大于 most") }
    return ActivityDefinition.Team(from: from, least: least, most: most)
  }
}
