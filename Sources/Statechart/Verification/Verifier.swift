extension Machine {
  /// Explores what the machine can do, with guards as unknown and invocations free to finish, and reports what is wrong.
  ///
  /// - Parameters:
  ///   - limit: How many situations to explore; beyond it only what is certain all the same is reported.
  ///   - ignored: Descriptors of events that are taken not to come, such as those by which somebody steps in from outside (`reopen`): what
  ///     can be reached only through them counts as unreachable, and their own transitions are not reported.
  public func verify(limit: Int = 20_000, ignoring ignored: Set<String> = []) -> Verification {
    Verifier(program, Exploration(program, limit: limit, ignoring: ignored)).verification
  }
}

/// Turns an exploration into findings.
struct Verifier {
  private let program: Program
  private let exploration: Exploration
  /// The states that may be active, exactly or, where the exploration had to stop, at most.
  private let reachable: BitSet

  init(_ program: Program, _ exploration: Exploration) {
    self.program = program
    self.exploration = exploration
    reachable = exploration.isExhaustive ? exploration.reached : exploration.reached.union(Verifier.bound(program, exploration))
  }

  var verification: Verification {
    let findings = unreachable + neverTaken + cannotFinish + endless + conflicts
    let ordered = findings.filter { $0.severity == .error } + findings.filter { $0.severity == .warning }
    return Verification(findings: ordered, situations: exploration.situations.count, isExhaustive: exploration.isExhaustive)
  }

  /// What could be active if every transition from a state that could be active could be taken.
  private static func bound(_ program: Program, _ exploration: Exploration) -> BitSet {
    var result = BitSet()
    var fresh = BitSet()
    func add(_ targets: [Int]) {
      for target in targets {
        let history = program.states[target].historySlot >= 0
        let states = history ? program.states[program.states[target].parent].descendants : BitSet([target])
        for state in states where program.states[state].historySlot < 0 && !result.contains(state) {
          result.insert(state)
          fresh.insert(state)
          add([program.states[state].parent].filter { $0 != 0 })
          if program.states[state].kind == .parallel { add(program.states[state].children) }
          add(program.states[state].initial?.targets ?? [])
        }
      }
    }
    add(program.initial.targets)
    for number in program.states[0].transitions where !exploration.isIgnored(number) { add(program.transitions[number].targets) }
    while let state = fresh.popFirst() {
      for number in program.states[state].transitions where !exploration.abstraction.isImpossible(number) && !exploration.isIgnored(number)
      {
        add(program.transitions[number].targets)
      }
    }
    return result
  }

  /// Of the states that cannot be reached, those that do not merely follow from others: the outermost, and not those whose every way in
  /// starts from another of them (unless they all lead to one another).
  private var unreachable: [Finding] {
    let lost = program.states.indices.dropFirst().filter { state in
      let parent = program.states[state].parent
      return program.states[state].historySlot < 0 && !reachable.contains(state) && (parent == 0 || reachable.contains(parent))
    }
    let roots = lost.filter { state in
      let inside = program.states[state].descendants.union(BitSet([state]))
      let ways = program.transitions.filter { !inside.contains($0.source) && $0.targets.contains { inside.contains($0) } }
      return ways.isEmpty || ways.contains { $0.source == 0 || reachable.contains($0.source) }
    }
    return (roots.isEmpty ? lost : roots).map { state in
      Finding(
        .unreachableState, .error, path: program.path(to: state), message: "状态 \(program.states[state].id) 永远到不了",
        events: sequence(to: program.states[state].parent) ?? [])
    }
  }

  private func sequence(to state: Int) -> [String]? {
    if state == 0 { return [] }
    return exploration.first { $0.contains(state) }.map { exploration.events(to: $0) }
  }

  private var neverTaken: [Finding] {
    program.transitions.indices.compactMap { number in
      let transition = program.transitions[number]
      guard !exploration.taken.contains(number), !exploration.isIgnored(number),
        transition.source == 0 || reachable.contains(transition.source)
      else { return nil }
      let impossible = exploration.abstraction.isImpossible(number)
      let shadow = shadow(of: number)
      guard exploration.isExhaustive || impossible || shadow != nil else { return nil }
      let reason =
        if impossible {
          "它的条件永远不成立"
        } else if let shadow {
          "它前面的转移 \(name(shadow)) 总是先被采用"
        } else if let missing = missingInvocation(transition) {
          "没有叫 \(missing) 的调用"
        } else {
          "没有哪种情形会用到它"
        }
      let part = program.part(of: transition)
      return Finding(
        .neverTaken, .error, path: program.path(to: transition.source), part: part, message: "转移 \(name(number)) 永远不会发生: \(reason)",
        events: (sequence(to: transition.source) ?? []) + transition.events.prefix(1))
    }
  }

  /// The invocation that a transition waits for, where no state has one of that name.
  private func missingInvocation(_ transition: CompiledTransition) -> String? {
    let awaited = transition.events.filter { $0.hasPrefix("done.invoke.") }.map { EventTable.normalized(String($0.dropFirst(12))) }
    let known = program.states.flatMap(\.invocations)
    guard awaited.count == transition.events.count, !known.contains(where: { $0.id == nil }) else { return nil }
    return awaited.first { name in !known.contains { $0.id.map { EventTable.matches(name, $0.rawValue) } ?? false } }
  }

  /// An earlier transition of the same state that always holds for every event of this one.
  private func shadow(of number: Int) -> Int? {
    let transition = program.transitions[number]
    return program.states[transition.source].transitions.first { other in
      guard other < number, program.transitions[other].condition == nil else { return false }
      let earlier = program.transitions[other]
      if transition.isEventless || earlier.isEventless { return earlier.isEventless }
      return transition.events.allSatisfy { event in
        earlier.events.contains { EventTable.matches($0, EventTable.normalized(event)) }
      }
    }
  }

  private func name(_ number: Int) -> String {
    let transition = program.transitions[number]
    let source = transition.source == 0 ? program.name : program.states[transition.source].id.rawValue
    let events = transition.events.isEmpty ? "(无事件)" : transition.events.joined(separator: " ")
    let targets = transition.targets.map { program.states[$0].id.rawValue }.joined(separator: ", ")
    return "\(source) —\(events)→ \(targets.isEmpty ? "(原地)" : targets)"
  }

  private var endless: [Finding] {
    exploration.loops.map { loop in
      let innermost = loop.configuration.intersection(program.atomic).first { _ in true } ?? 0
      let names = loop.configuration.intersection(program.atomic).map { program.states[$0].id.rawValue }
      return Finding(
        .endless, .error, path: program.path(to: innermost), message: "在 \(names.joined(separator: ", ")) 之间不等事件的转移没有尽头",
        events: loop.events)
    }
  }

  private var conflicts: [Finding] {
    exploration.conflicts.map { conflict in
      let loser = program.transitions[conflict.loser]
      return Finding(
        .conflict, .warning, path: program.path(to: loser.source), part: program.part(of: loser),
        message: "转移 \(name(conflict.loser)) 与 \(name(conflict.winner)) 争抢, 后者先被采用", events: conflict.events)
    }
  }

  /// The situations where a run is first lost: those from which no end can be reached, while it could be from the one before.
  private var cannotFinish: [Finding] {
    guard exploration.isExhaustive, exploration.loops.isEmpty else { return [] }
    let finals = program.states[0].children.filter { program.states[$0].kind == .final }
    guard !finals.isEmpty else {
      return [Finding(.cannotFinish, .warning, path: [], message: "最外层没有终止状态, 一旦开始就不会结束")]
    }
    let alive = aliveSituations
    if !alive.contains(0) {
      return [
        Finding(
          .cannotFinish, .error, path: [],
          message: "从一开始就没有办法走到终止状态 \(finals.map { program.states[$0].id.rawValue }.joined(separator: ", "))")
      ]
    }
    var findings: [Finding] = []
    var reported: Set<Int> = []
    for number in exploration.situations.indices where alive.contains(number) {
      for lost in exploration.successors[number] where !alive.contains(lost) && reported.insert(lost).inserted {
        findings.append(lostFinding(lost))
      }
    }
    return Array(findings.sorted { $0.events.count < $1.events.count }.prefix(8))
  }

  private func lostFinding(_ situation: Int) -> Finding {
    let configuration = exploration.situations[situation].configuration.intersection(program.atomic)
    let innermost = configuration.first { _ in true } ?? 0
    let names = configuration.map { program.states[$0].id.rawValue }.joined(separator: ", ")
    return Finding(
      .cannotFinish, .error, path: program.path(to: innermost), message: "到了 \(names) 就再也走不到终止状态", events: exploration.events(to: situation)
    )
  }

  private var aliveSituations: BitSet {
    var predecessors = [[Int]](repeating: [], count: exploration.situations.count)
    for (number, successors) in exploration.successors.enumerated() { for next in successors { predecessors[next].append(number) } }
    var alive = BitSet(exploration.finished.sorted())
    var pending = Array(exploration.finished)
    while let number = pending.popLast() {
      for previous in predecessors[number] where !alive.contains(previous) {
        alive.insert(previous)
        pending.append(previous)
      }
    }
    return alive
  }
}
