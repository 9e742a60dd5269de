extension Machine {
  /// Deeper parts are shown by their values only.
  private static let deepestExplanation = 40
  /// Of more elements the first are shown.
  private static let shownElements = 20

  /// The tree of what a node decides.
  mutating func explain(_ index: Int32, _ wording: inout Wording, depth: Int) -> Explanation {
    wording.room -= 1
    guard depth < Self.deepestExplanation, wording.room > 0 else { return leaf(index, wording) }
    switch nodes[Int(index)].operation {
    case .and, .or: return logic(index, &wording, depth)
    case .not: return negation(index, &wording, depth)
    case .comparison, .membership: return comparison(index, wording)
    case .conditional: return conditional(index, &wording, depth)
    case .comprehension: return quantifier(index, &wording, depth) ?? leaf(index, wording)
    default: return leaf(index, wording)
    }
  }

  /// The value of a node as an outcome.
  mutating func outcome(_ index: Int32) -> Outcome {
    do throws(Halt) { return .value(try value(index)) } catch { return error.outcome }
  }

  private func node(_ kind: Explanation.Kind, _ sentence: String, _ outcome: Outcome, _ index: Int32) -> Explanation {
    Explanation(kind, sentence, outcome, at: program.syntax[Int(index)].position)
  }

  private mutating func leaf(_ index: Int32, _ wording: Wording) -> Explanation {
    let outcome = outcome(index)
    let syntax = program.syntax[Int(index)]
    if case .has = syntax.kind, case .value(let value) = outcome {
      return node(.value, (value == true ? "有 " : "没有 ") + wording.name(of: syntax), outcome, index)
    }
    let sentence: String =
      switch outcome {
      case .value(.bool(let flag)): "\(wording.name(of: syntax)) \(flag ? "成立" : "不成立")"
      case .value(let value): wording.side(syntax, value)
      default: Self.missing(outcome, wording)
      }
    return node(.value, sentence, outcome, index)
  }

  /// 未设定 or 无法计算; nothing for a value.
  private static func missing(_ outcome: Outcome, _ wording: Wording) -> String {
    switch outcome {
    case .unknown(let names): "未设定: " + names.sorted().map { wording.titles[$0] ?? $0 }.joined(separator: "、")
    case .error(let error): "无法计算: \(error.message)"
    case .value: ""
    }
  }

  // MARK: logic

  private mutating func logic(_ index: Int32, _ wording: inout Wording, _ depth: Int) -> Explanation {
    let operation = nodes[Int(index)]
    let settling = operation.operation == .or
    var children: [Explanation] = []
    for place in Int(operation.a)..<Int(operation.a + operation.b) {
      children.append(explain(pool[place], &wording, depth: depth + 1))
    }
    let outcome = Self.combine(children, settling: settling)
    if let settled = children.firstIndex(where: { $0.outcome == .value(.bool(settling)) }) { children[settled].isDeciding = true }
    var result = node(settling ? .any : .all, Self.sentence(children, outcome, settling: settling, wording), outcome, index)
    result.children = children
    return result
  }

  private static func combine(_ children: [Explanation], settling: Bool) -> Outcome {
    if children.contains(where: { $0.outcome == .value(.bool(settling)) }) { return .value(.bool(settling)) }
    var unknown: Set<String> = []
    var failure: Outcome?
    for child in children {
      switch child.outcome {
      case .unknown(let names): unknown.formUnion(names)
      case .error: failure = failure ?? child.outcome
      case .value(.bool): break
      case .value: failure = failure ?? .error(EvaluationError(.noMatchingOverload, "这里应当是 bool", at: Position()))
      }
    }
    return unknown.isEmpty ? failure ?? .value(.bool(!settling)) : .unknown(unknown)
  }

  private static func sentence(_ children: [Explanation], _ outcome: Outcome, settling: Bool, _ wording: Wording) -> String {
    let held = children.count { $0.outcome == .value(true) }
    switch outcome {
    case .value(true): return settling ? "\(children.count) 项中有 \(held) 项成立, 成立" : "\(children.count) 项全部成立"
    case .value:
      return settling ? "\(children.count) 项都不成立" : "\(children.count) 项中有 \(children.count { $0.outcome == .value(false) }) 项不成立"
    default: return missing(outcome, wording)
    }
  }

  private mutating func negation(_ index: Int32, _ wording: inout Wording, _ depth: Int) -> Explanation {
    var child = explain(nodes[Int(index)].a, &wording, depth: depth + 1)
    child.isDeciding = true
    var outcome = child.outcome
    var sentence = Self.missing(outcome, wording)
    if case .value(.bool(let flag)) = outcome {
      outcome = .value(.bool(!flag))
      sentence = flag ? "要求不成立, 却成立" : "要求不成立, 确实不成立"
    } else if case .value = outcome {
      outcome = .error(EvaluationError(.noMatchingOverload, "这里应当是 bool", at: program.syntax[Int(index)].position))
      sentence = Self.missing(outcome, wording)
    }
    var result = node(.not, sentence, outcome, index)
    result.children = [child]
    return result
  }

  private mutating func conditional(_ index: Int32, _ wording: inout Wording, _ depth: Int) -> Explanation {
    let operation = nodes[Int(index)]
    var condition = explain(operation.a, &wording, depth: depth + 1)
    condition.isDeciding = true
    guard case .value(.bool(let flag)) = condition.outcome else {
      var result = leaf(index, wording)
      result.children = [condition]
      return result
    }
    let branch = explain(flag ? operation.b : operation.c, &wording, depth: depth + 1)
    var result = node(.conditional, "条件\(flag ? "" : "不")成立, 取第\(flag ? "一" : "二")支: \(branch.sentence)", branch.outcome, index)
    result.children = [condition, branch]
    return result
  }

  // MARK: comparisons

  private mutating func comparison(_ index: Int32, _ wording: Wording) -> Explanation {
    let operation = nodes[Int(index)]
    let sign = BinaryOperator(code: Int(operation.c))
    let (left, right) = (outcome(operation.a).value, outcome(operation.b).value)
    let outcome = outcome(index)
    let sides =
      "\(wording.side(program.syntax[Int(operation.a)], left)) \(sign.symbol) \(wording.side(program.syntax[Int(operation.b)], right))"
    var sentence = sides + ", " + Self.missing(outcome, wording)
    if case .value(let value) = outcome {
      let gap = value == false ? left.flatMap { left in right.map { Shortfall.text(sign, left, $0) } } ?? "" : ""
      sentence = sides + (value == true ? " 成立" : " 不成立") + gap
    }
    var result = node(.comparison, sentence, outcome, index)
    result.comparison = Explanation.Comparison(sign.rawValue, left, right)
    return result
  }

  // MARK: macros

  /// `all`, `exists` and `existsOne` element by element; nil for other macros and for what is no list or map.
  private mutating func quantifier(_ index: Int32, _ wording: inout Wording, _ depth: Int) -> Explanation? {
    let macro = program.comprehensions[Int(nodes[Int(index)].a)]
    guard case .comprehension(let source) = program.syntax[Int(index)].kind, [.all, .exists, .existsOne].contains(macro.kind),
      let range = try? range(macro, index)
    else { return nil }
    let outcome = outcome(index)
    var inner = wording.within(source.second ?? source.variable, of: source.range)
    var children: [Explanation] = []
    for turn in 0..<min(range.count, Self.shownElements) {
      guard (try? enter(turn, range, macro)) != nil else { break }
      var child = explain(macro.body, &inner, depth: depth + 1)
      let settles = child.outcome == .value(.bool(macro.kind != .all))
      child.isDeciding = settles && macro.kind != .existsOne
      children.append(child)
      if child.isDeciding { break }
    }
    leave(macro)
    wording.room = inner.room
    var result = node(
      .quantifier, Self.sentence(macro.kind, range.count, children, outcome, wording.name(of: source.range), wording), outcome, index)
    result.children = children
    return result
  }

  private static func sentence(
    _ kind: Syntax.Comprehension.Kind, _ count: Int, _ children: [Explanation], _ outcome: Outcome, _ name: String, _ wording: Wording
  ) -> String {
    guard case .value(let value) = outcome else { return "\(name): \(missing(outcome, wording))" }
    let place = children.firstIndex(where: \.isDeciding).map { "第 \($0 + 1) 项" } ?? "有一项"
    switch (kind, value == true) {
    case (.all, true): return count == 0 ? "\(name)为空, 成立" : "\(name)的 \(count) 项全部符合"
    case (.all, false): return "\(name)的\(place)不符合"
    case (.exists, true): return "\(name)的\(place)符合"
    case (.exists, false): return count == 0 ? "\(name)为空, 不成立" : "\(name)的 \(count) 项都不符合"
    case (_, let holds): return "\(name)的 \(count) 项中\(holds ? "恰有" : "不是恰有")一项符合"
    }
  }
}
