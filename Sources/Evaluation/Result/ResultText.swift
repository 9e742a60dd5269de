import AcademicCalendar

extension EvaluationResult {
  /// The result as short lines of Chinese.
  /// - Parameter isExplained: with the values and the records behind each line.
  public func lines(isExplained: Bool = false) -> [String] {
    var lines = ["\(subject.name) · \(title) · \(period.title): \(summary)"]
    for indicator in indicators {
      lines.append("  " + indicator.summary)
      guard isExplained else { continue }
      lines += indicator.trace.flatMap(\.lines).map { "    " + $0 }
      for measure in measures where indicator.measures.contains(measure.name) && !measure.records.isEmpty {
        lines.append("    计入\(measure.title):")
        lines += measure.records.map { "      " + $0.line }
      }
    }
    if !consequences.isEmpty {
      lines.append("  后果:")
      lines += consequences.map { "    " + $0.line }
    }
    if isExplained, !verdict.missing.isEmpty { lines.append("  未设定: " + verdict.missing.sorted().map(shownName).joined(separator: "、")) }
    return lines
  }

  /// 通过, 86 分, 良好.
  public var summary: String {
    guard isApplicable else { return verdictTitle }
    var parts = [verdictTitle]
    if let score { parts.append(score.value.map { "\($0.shown) 分" } ?? "总分未设定") }
    if let grade { parts.append(grade.value ?? "等次未设定") }
    return parts.joined(separator: ", ")
  }

  /// A name that is unset as people call it.
  private func shownName(_ name: String) -> String {
    if let parameter = parameters.first(where: { "parameters." + $0.name.ruleName == name }) {
      return "参数「\(parameter.title)」(\(parameter.name))"
    }
    if let measure = measures.first(where: { $0.name.ruleName == name }) { return "「\(measure.title)」没有记录" }
    return "「\(name)」"
  }
}

extension IndicatorResult {
  /// 示范课: 通过 [S1-22 五(二)].
  public var summary: String {
    var parts: [String] = applies ? [] : ["不适用"]
    if let verdict { parts.append(verdict.title) }
    if let points { parts.append(points.value.map { "\($0.shown) 分" } ?? "未设定") }
    return "\(title): \(parts.joined(separator: ", "))" + (cite.map { " [\($0)]" } ?? "")
  }
}

extension TraceLine {
  /// Its sentences, and what went wrong.
  fileprivate var lines: [String] {
    let head = title.map { "\($0): " } ?? ""
    switch kind {
    case .application: return decision.sentences.map { "适用: " + $0 }
    case .requirement: return decision.sentences.map { head + $0 }
    case .points, .cap: return [head + decision.sentence + (problem == nil && value.value != nil ? " 分" : "")]
    case .weight: return ["\(title ?? "")权重: " + decision.sentence]
    }
  }
}

extension RecordReference {
  /// 2026-10-12 示范课 (task 12), 2.
  fileprivate var line: String {
    [day?.description, title, "(\(kind) \(id))"].compactMap(\.self).joined(separator: " ") + (amount.map { ": \($0.shown)" } ?? "")
  }
}

extension ConsequenceResult {
  /// What it is and whether it follows.
  fileprivate var line: String {
    let amount = effect.amount.map { $0.value.map { " \($0.shown)\(effect.kind.unit)" } ?? " (数额未设定)" } ?? ""
    let decision = needsDecision ? " — 酌情, 待人工决定" : ""
    let cause = verdict == .pass ? "" : " — 未定"
    return title + amount + decision + cause + (cite.map { " [\($0)]" } ?? "")
  }
}

extension EffectKind {
  /// The unit of its amount.
  public var unit: String {
    switch self {
    case .pay, .cut: " 元"
    case .hours: " 学时"
    default: ""
    }
  }
}
