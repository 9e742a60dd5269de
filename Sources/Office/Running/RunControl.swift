import Statechart
import Store
import Workflow

/// What is done to a run from outside, each with its reason.
extension Office {
  /// Halts a run: nothing in it can be done, and no timer fires, until it is resumed.
  public func suspend(_ number: Int64, reason: String) throws {
    try control(number, "暂停") { run in
      try requireActive(run)
      if run.isSuspended { throw OfficeError(.conflict, "第 \(number) 号流程运行已经暂停") }
      return .runSuspended(RunReason(run: number, reason: reason))
    }
  }

  /// Lets a halted run go on.
  public func resume(_ number: Int64, reason: String?) throws {
    try control(number, "恢复") { run in
      guard run.isSuspended else { throw OfficeError(.conflict, "第 \(number) 号流程运行没有暂停") }
      return .runResumed(RunReason(run: number, reason: reason))
    }
  }

  /// Calls a run off; what was handed in can still be reviewed.
  public func cancel(_ number: Int64, reason: String) throws {
    try control(number, "取消") { run in
      try requireActive(run)
      return .runCancelled(RunReason(run: number, reason: reason))
    }
  }

  /// Changes parameters of a run after its start; what depends on them is worked out anew.
  public func setParameters(_ number: Int64, _ values: [String: String], reason: String) throws {
    guard !values.isEmpty else { throw OfficeError(.usage, "请给出 名称=值", advice: "用 jiaoli workflow show 查看参数") }
    try change(number, values, reason: reason)
  }

  /// Brings a run's lists, days and responsible persons up to date with the roster and the calendar as they are; its parameters stay.
  public func refresh(_ number: Int64, reason: String) throws { try change(number, [:], reason: reason) }

  private func change(_ number: Int64, _ values: [String: String], reason: String) throws {
    try command { transaction in
      let run = try self.run(number, transaction.reader)
      try requireControl(run, "更改参数", transaction.reader)
      try requireActive(run)
      try requireRunning(number, transaction.reader)
      try check(values, try transaction.reader.process(run.workflow, run.version).definition, transaction.reader)
      try transaction.record(.parametersChanged(ParameterChange(run: number, values: values, reason: reason)))
    }
  }

  /// Enters a phase again that was over.
  public func reopen(_ number: Int64, phase: String, reason: String) throws {
    try command { transaction in
      let run = try self.run(number, transaction.reader)
      try requireControl(run, "重开", transaction.reader)
      guard run.status != .cancelled else { throw OfficeError(.conflict, "第 \(number) 号流程运行已经取消, 不能重开") }
      if run.isSuspended { throw OfficeError(.conflict, "第 \(number) 号流程运行暂停了", advice: "先用 jiaoli run resume 恢复") }
      let process = try transaction.reader.process(run.workflow, run.version)
      let phases = process.definition.states.filter { $0.kind != .final }
      guard let state = phases.first(where: { $0.id == phase || $0.title == phase }) else {
        throw OfficeError.unknown(Named("阶段", "用 jiaoli status \(number) 查看"), phase, among: phases.map(\.id), lists: true)
      }
      let isActive = run.status == .active && process.machine.isActive(StateID(state.id), in: run.snapshot)
      if isActive { throw OfficeError(.conflict, "\(state.title)正在进行, 不必重开") }
      guard try transaction.reader.wasEntered(state.id, run: number) else {
        throw OfficeError(.conflict, "\(state.title)还没有开始过, 不能重开")
      }
      try transaction.record(.phaseReopened(PhaseReopening(run: number, state: state.id, reason: reason)))
    }
  }

  /// A run by its number.
  func run(_ number: Int64, _ reader: Reader) throws -> RunRecord {
    guard let run = try reader.run(number) else {
      throw OfficeError(.notFound, "没有第 \(number) 号流程运行", advice: "用 jiaoli status 查看编号")
    }
    return run
  }

  private func control(_ number: Int64, _ what: String, _ fact: (RunRecord) throws -> Fact) throws {
    try command { transaction in
      let run = try self.run(number, transaction.reader)
      try requireControl(run, what, transaction.reader)
      try transaction.record(fact(run))
    }
  }

  private func requireControl(_ run: RunRecord, _ what: String, _ reader: Reader) throws {
    try actor.require(.control, try belonging(of: run, reader), "\(what)第 \(run.id) 号流程运行")
  }

  private func requireActive(_ run: RunRecord) throws {
    guard run.status == .active else {
      throw OfficeError(.conflict, "第 \(run.id) 号流程运行\(run.status.title)", advice: "用 jiaoli status \(run.id) 查看现状")
    }
  }

  /// Nothing in a halted run can be done.
  func requireRunning(_ number: Int64, _ reader: Reader) throws {
    guard try reader.isSuspended(run: number) else { return }
    throw OfficeError(.conflict, "第 \(number) 号流程运行暂停了", advice: "先用 jiaoli run resume \(number) 恢复")
  }
}
