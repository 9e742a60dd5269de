import AcademicCalendar
public import Rules
import Foundation

/// A machine driven by lines of JSON on virtual time: what `jiaoli statechart run` is made of.
///
/// A command is `{"event": NAME, "data": …}` or `{"advance": "PT1.5S"}`. After the start and after each command comes
/// `{"configuration": [active atomic states], "active": [all active states], "done": bool, "vars": {…}, "effects": […]}`,
/// both lists sorted. Virtual time begins at 0 (1970-01-01T00:00:00Z), and a day begins at midnight UTC.
public struct VirtualRun: Sendable {
  private let machine: Machine
  private let bindings: Bindings
  /// Where the machine stands; nil before the start.
  public private(set) var snapshot: Snapshot?
  /// The virtual time.
  public private(set) var now = Instant.zero
  private var timers: [Timer] = []
  private var serial = 0
  private var effects: [Effect] = []
  private let session: String

  private struct Timer {
    var due: Instant
    var serial: Int
    var message: Message
  }

  /// A run that has not begun.
  public init(_ machine: Machine, bindings: Bindings = Bindings(), session: String = "virtual") {
    self.machine = machine
    self.bindings = bindings
    self.session = session
  }

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
    let (snapshot, effects) = try machine.start(now: now, bindings: bindings, session: session)
    self.snapshot = snapshot
    self.effects = []
    try carryOut(effects)
    return try report(self.snapshot ?? snapshot)
  }

  /// Takes one command.
  ///
  /// - Returns: The line that answers it.
  /// - Throws: `LineError` for what is no command, `StepError` where the machine does not come to rest.
  public mutating func take(_ line: String) throws -> String {
    guard snapshot != nil else { throw LineError(description: "还没有开始") }
    let command = try command(line)
    effects = []
    switch (command.event, command.advance) {
    case (let name?, nil):
      let finished = name.hasPrefix("done.invoke.") ? InvocationID(String(name.dropFirst("done.invoke.".count))) : nil
      let invocation = command.invokeid ?? finished.flatMap { snapshot?.activeInvocations.contains($0) == true ? $0 : nil }
      try post(Event(name, data: command.data ?? .null, invokeID: invocation, sendID: command.sendid))
    case (nil, let length?):
      guard let milliseconds = Delay.milliseconds(length) else { throw LineError(description: "「\(length)」不是时长, 应如 PT1.5S") }
      try advance(milliseconds)
    default: throw LineError(description: "一行要有 event 或 advance, 且只有其一")
    }
    guard let snapshot else { throw LineError(description: "还没有开始") }
    return try report(snapshot)
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

  private mutating func post(_ event: Event) throws {
    guard let before = snapshot else { return }
    let (after, effects) = try machine.step(before, event, now: now, bindings: bindings)
    snapshot = after
    try carryOut(effects)
  }

  /// Delivers what falls due on the way, in order, each as of its own time.
  private mutating func advance(_ milliseconds: Int64) throws {
    let end = now + milliseconds
    while let next = timers.indices.min(by: { (timers[$0].due, timers[$0].serial) < (timers[$1].due, timers[$1].serial) }),
      timers[next].due <= end
    {
      let timer = timers.remove(at: next)
      now = max(now, timer.due)
      try post(timer.message.arrival)
    }
    now = end
  }

  private mutating func carryOut(_ new: [Effect]) throws {
    effects += new
    for effect in new {
      switch effect {
      case .send(let message):
        if case .session = message.target {
          try post(Event("error.communication", kind: .platform, sendID: message.id))
        } else if message.target == .own {
          serial += 1
          timers.append(Timer(due: moment(message.due), serial: serial, message: message))
        }
      case .cancelSend(let id): timers.removeAll { $0.message.id == id }
      case .invoke, .cancel, .forward, .perform, .log, .unhandled, .done: break
      }
    }
    if snapshot?.isDone == true { timers = [] }
  }

  private func moment(_ due: Message.Due) -> Instant {
    switch due {
    case .at(let instant): instant
    case .on(let day): Instant(milliseconds: Int64(day.rawValue) * 86_400_000)
    }
  }

  private struct Report: Encodable {
    var configuration: [StateID]
    var active: [StateID]
    var done: Bool
    var vars: [String: Value]
    var effects: [Value]
  }

  private func report(_ snapshot: Snapshot) throws -> String {
    let report = Report(
      configuration: machine.configuration(of: snapshot).sorted(), active: machine.active(in: snapshot).sorted(), done: snapshot.isDone,
      vars: machine.variables(of: snapshot), effects: effects.map(\.value))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }
}
