import Foundation
import Rules
@testable import Statechart

/// A machine at play in a test: every step is checked to survive encoding and to give the same bytes when it is made again.
struct Play {
  let machine: Machine
  private(set) var snapshot: Snapshot
  /// The effects of the last step.
  private(set) var effects: [Effect]
  private(set) var now = Instant.zero
  var bindings = Bindings()

  init(
    _ chart: Chart, _ environment: Environment = Environment(), strictness: Machine.Strictness = .strict, bindings: Bindings = Bindings()
  )
    throws
  {
    machine = try Machine(chart, environment: environment, strictness: strictness)
    self.bindings = bindings
    (snapshot, effects) = try machine.start(now: now, bindings: bindings, session: "s1")
  }

  init(_ states: Chart.State..., data: [Chart.Datum] = [], initial: Chart.Initial? = nil) throws {
    try self.init(Chart(name: "t", data: data, initial: initial, states: states))
  }

  struct Unsteady: Error { var reason: String }

  mutating func send(_ name: String, _ data: Value = .null, invokeID: InvocationID? = nil) throws {
    try send(Event(name, data: data, invokeID: invokeID))
  }

  mutating func send(_ event: Event) throws {
    let bytes = try snapshot.encoded()
    let read = try Snapshot(encoded: bytes)
    guard read == snapshot, try read.encoded() == bytes else { throw Unsteady(reason: "encoding loses something") }
    let text = try snapshot.text()
    guard text == String(decoding: bytes, as: UTF8.self) else { throw Unsteady(reason: "the text differs from the encoding") }
    guard try Snapshot(text: text) == snapshot else { throw Unsteady(reason: "the text loses something") }
    let again = try machine.step(read, event, now: now, bindings: bindings)
    (snapshot, effects) = try machine.step(snapshot, event, now: now, bindings: bindings)
    guard again.snapshot == snapshot, again.effects == effects else { throw Unsteady(reason: "the same step differs") }
  }

  /// The active atomic states, joined.
  var at: String { machine.configuration(of: snapshot).map(\.rawValue).sorted().joined(separator: " ") }

  func data(_ name: String) -> Value? { machine.variables(of: snapshot)[name] }

  /// What was logged in the last step.
  var log: [String] {
    effects.compactMap { if case .log(let label, _) = $0 { label } else { nil } }
  }
}

/// An action that leaves a trace in the log.
func trace(_ label: String) -> Action { .log(label: label, .value(.null)) }
