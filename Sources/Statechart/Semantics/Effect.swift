public import AcademicCalendar
public import Rules

/// What a step asks of the host, in the order in which it was asked; the machine itself does nothing.
public enum Effect: Hashable, Sendable {
  /// Start this, and report back with events that carry its identifier, the last of them `done.invoke.ID`.
  case invoke(InvocationID, state: StateID, type: String, content: Value)
  /// Stop it; whatever it still sends is ignored.
  case cancel(InvocationID)
  /// Pass this event on to an invocation.
  case forward(InvocationID, Event)
  /// Deliver this when it is due.
  case send(Message)
  /// Take back a message that is not yet delivered.
  case cancelSend(SendID)
  /// Do this within the same transaction: `grant`, `record`, `notify`, `start`.
  case perform(String, Value)
  /// Write this into the log.
  case log(String, Value)
  /// An error event for which no active state has a transition: somebody should look into it.
  case unhandled(Event)
  /// The machine is at its end, with what its final state reports.
  case done(Value)
}

/// An event on its way.
public struct Message: Hashable, Sendable {
  /// The identifier for `cancelSend`.
  public var id: SendID
  /// The event's name.
  public var event: String
  /// Its data.
  public var data: Value
  /// When it is to be delivered.
  public var due: Due
  /// To whom.
  public var target: Target
  /// Whether the chart gave it its identifier or asked for it; the receiver sees no other.
  public var isNamed: Bool

  /// An event on its way.
  public init(id: SendID, event: String, data: Value, due: Due, target: Target, isNamed: Bool = true) {
    self.id = id
    self.event = event
    self.data = data
    self.due = due
    self.target = target
    self.isNamed = isNamed
  }

  /// When a message is delivered.
  public enum Due: Hashable, Sendable {
    /// At this moment.
    case at(Instant)
    /// As this day begins, where the office is.
    case on(Day)
  }

  /// To whom a message goes.
  public enum Target: Hashable, Sendable {
    /// Back to this machine.
    case own
    /// To the machine that invoked this one.
    case parent
    /// To something that this machine invoked.
    case invocation(InvocationID)
    /// To another session; where there is none, the host answers with `error.communication`.
    case session(String)
  }

  /// The event that arrives here when a message to this machine is due.
  public var arrival: Event { Event(event, data: data, sendID: isNamed ? id : nil) }
}
