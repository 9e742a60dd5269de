import Rules
import YAMLReading
import Yams

/// Reads a review chain: `review`, a list of levels.
struct ReviewReader {
  let reading: Reading
  let names: Names

  func review(_ fields: Fields) -> ReviewDefinition? {
    guard let node = fields.node("review") else { return nil }
    guard case .sequence(let sequence) = node, sequence.count > 0 else {
      reading.report(at: node, "review 应为各级审核的列表, 至少一级")
      return nil
    }
    var seen: Set<String> = []
    let levels = sequence.compactMap { node -> ReviewDefinition.Level? in
      guard let level = level(node) else { return nil }
      if !seen.insert(level.id).inserted { reading.report(at: node, "审核级「\(level.id)」出现两次") }
      return level
    }
    return ReviewDefinition(levels: levels)
  }

  private func level(_ node: Node) -> ReviewDefinition.Level? {
    guard let fields = reading.fields(node, "审核级"), let id = fields.identifier("id") else { return nil }
    defer { fields.finish() }
    if id == "author" { reading.report(at: node, "author 指提交人, 不能作审核级的 id") }
    let role = fields.text("role")
    if let role, !names.roles.contains(role) {
      reading.report(at: fields.node("role"), "没有角色「\(role)」\(NearestName.hint(role, among: names.roles)); 角色须写进 roles")
    }
    let expressions = ExpressionScope.state.reader(reading, names.parameters)
    return ReviewDefinition.Level(
      id: id, title: fields.requiredText("title") ?? id, role: role, quorum: quorum(fields), due: expressions.date(fields, "due"),
      cite: fields.citation())
  }

  private func quorum(_ fields: Fields) -> ReviewDefinition.Quorum {
    guard let text = fields.text("quorum") else { return .any }
    switch text {
    case "any": return .any
    case "all": return .all
    default:
      let parts = text.split(separator: "/").compactMap { Double($0.trimmed) }
      let share = parts.count == 2 && parts[1] > 0 ? parts[0] / parts[1] : parts.first
      if let share, parts.count <= 2, share > 0, share <= 1 { return .share(share) }
      reading.report(at: fields.node("quorum"), "quorum「\(text)」应为 all (会签)、any (或签) 或 0 至 1 的比例, 如 2/3 (票签)")
      return .any
    }
  }
}
