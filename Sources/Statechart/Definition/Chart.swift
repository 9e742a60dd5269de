/// A statechart as it is written: a value that can be built, compared, validated, drawn and compiled into a `Machine`.
///
/// The vocabulary and the semantics are those of SCXML 1.0 (W3C Recommendation, 1 September 2015).
public struct Chart: Hashable, Sendable {
  /// The name of the chart, visible to expressions as `name`.
  public var name: String
  /// What people call it.
  public var title: String
  /// The data, in document order; bound once, when the machine starts (early binding).
  public var data: [Datum]
  /// Where the machine starts; nil is the first state.
  public var initial: Initial?
  /// The top-level states, in document order.
  public var states: [State]
  /// Transitions that hold in every state; SCXML has none here, so an exported chart wraps its states when there are some.
  public var transitions: [Transition]

  /// A chart of these states.
  public init(
    name: String, title: String = "", data: [Datum] = [], initial: Initial? = nil, states: [State], transitions: [Transition] = []
  ) {
    self.name = name
    self.title = title
    self.data = data
    self.initial = initial
    self.states = states
    self.transitions = transitions
  }

  /// A data declaration (SCXML 1.0 section 5.3).
  public struct Datum: Hashable, Sendable {
    /// The name: `vars.NAME` in expressions, and plain `NAME` where nothing else has that name.
    public var name: String
    /// Its value when the machine starts; nil is null.
    public var value: Template?

    /// A data declaration.
    public init(_ name: String, _ value: Template? = nil) {
      self.name = name
      self.value = value
    }
  }

  /// A default way in: of a compound state, of a history state that has recorded nothing, or of the chart.
  public struct Initial: Hashable, Sendable {
    /// The states to enter, one in each region where there are several.
    public var targets: [StateID]
    /// What is done after the parent's entry actions and before the entry actions of the targets.
    public var actions: [Action]

    /// A default way in.
    public init(_ targets: StateID..., actions: [Action] = []) {
      self.init(targets: targets, actions: actions)
    }

    /// A default way in.
    public init(targets: [StateID], actions: [Action] = []) {
      self.targets = targets
      self.actions = actions
    }
  }
}
