public import Rules
import Foundation

/// A machine driven by lines of JSON on virtual time: what `jiaoli statechart run` is made of.
///
/// A command is `{"event": NAME, "data": …}` or `{"advance": "PT1.5S"}`. After the start and after each command comes
/// `{"configuration": [active atomic states], "active": [all active states], "done": bool, "vars": {…}, "effects": […]}`,
/// both lists sorted. Machines that `invoke` starts run along; of them only what they log and fail in is told, with the invocation as
/// `child`. Virtual time begins at 0 (1970-01-01T00:00:00Z), and a day begins at midnight UTC.
public struct VirtualRun: Sendable {
  private let machine: Machine
  private let bindings: Bindings
  private var tree: SessionTree

  /// A run that has not begun.
  ///
  /// - Parameters:
  ///   - machine: The machine that it begins with.
  ///   - bindings: What the host's names mean.
  ///   - session: The session's name.
  ///   - source: The machine that `src` of an invocation names; without, such invocations are left to whoever drives the run.
  public init(
    _ machine: Machine, bindings: Bindings = Bindings(), session: String = "virtual", source: (@Sendable (String) throws -> Machine)? = nil
  ) {
    self.machine = machine
    self.bindings = bindings
    tree = SessionTree(root: session, loader: SessionLoader(source: source))
  }

  /// Where the machine stands; nil before the start.
  public var snapshot: Snapshot? { tree.sessions[tree.root]?.snapshot }
  /// The virtual time.
  public var now: Instant { tree.now }

  /// A line that is no command.
  public struct LineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, for people.
    public var description: String
  }

  private struct Command: Decodable {
    var event: String?
    var data: Value?
    var invokeid: InvocationID?
    var sendid: SendID?
    var advance: String?
  }

  /// Starts the machine.
  ///
  /// - Returns: The first line.
  /// - Throws: `StepError`.
  public mutating func begin() throws -> String {
    try tree.begin(machine, bindings)
    return try report()
  }

  /// Takes one command.
  ///
  /// - Returns: The line that answers it.
  /// - Throws: `LineError` for what is no command, `StepError` where the machine does not come to rest.
  public mutating func take(_ line: String) throws -> String {
    guard snapshot != nil else { throw LineError(description: "还没有开始") }
    let command = try command(line)
    switch (command.event, command.advance) {
    case (let name?, nil):
      let finished = name.hasPrefix("done.invoke.") ? InvocationID(String(name.dropFirst("done.invoke.".count))) : nil
      let invocation = command.invokeid ?? finished.flatMap { snapshot?.activeInvocations.contains($0) == true ? $0 : nil }
      try tree.post(Event(name, data: command.data ?? .null, invokeID: invocation, sendID: command.sendid))
    case (nil, let length?):
      guard let milliseconds = Delay.milliseconds(length) else { throw LineError(description: "「\(length)」不是时长, 应如 PT1.5S") }
      try tree.advance(milliseconds)
    default: throw LineError(description: "一行要有 event 或 advance, 且只有其一")
    }
    return try report()
  }

  private func command(_ line: String) throws -> Command {
    do {
      let data = Data(line.utf8)
      let known = ["event", "data", "invokeid", "sendid", "advance"]
      if let unknown = try JSONDecoder().decode([String: Value].self, from: data).keys.sorted().first(where: { !known.contains($0) }) {
        throw LineError(description: "命令没有「\(unknown)」这个键\(NearestName.hint(unknown, among: known)): \(line.prefix(200))")
      }
      return try JSONDecoder().decode(Command.self, from: data)
    } catch let error as LineError {
      throw error
    } catch {
      throw LineError(
        description: "这一行不是命令, 应如 {\"event\": \"done\"} 或 {\"advance\": \"PT1.5S\"}: \(line.prefix(200))")
    }
  }

  private struct Report: Encodable {
    var configuration: [StateID]
    var active: [StateID]
    var done: Bool
    var vars: [String: Value]
    var effects: [Value]
  }

  private mutating func report() throws -> String {
    guard let snapshot else { throw LineError(description: "还没有开始") }
    let report = Report(
      configuration: machine.configuration(of: snapshot).sorted(), active: machine.active(in: snapshot).sorted(), done: snapshot.isDone,
      vars: machine.variables(of: snapshot), effects: tree.takeEffects())
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return String(decoding: try encoder.encode(report), as: UTF8.self) } catch is EncodingError {
      throw LineError(description: "数据太深, 写不成一行 JSON")
    }
  }
}
