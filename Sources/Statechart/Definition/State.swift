public import Rules

extension Chart {
  /// A state of a chart, with all that it contains.
  public struct State: Hashable, Sendable {
    /// Its name, unique in the chart.
    public var id: StateID
    /// What people call it; empty is the name.
    public var title: String
    /// How it holds its children.
    public var kind: Kind
    /// The default way into a compound state (nil is its first child that is no history state) or the default of a history state.
    public var initial: Initial?
    /// Its children, in document order.
    public var states: [State]
    /// Its transitions, in document order: the first that matches is taken.
    public var transitions: [Transition]
    /// Transitions that are taken when the state has been active for a time.
    public var timers: [Timer]
    /// What is done on entry: each block fails on its own (SCXML 1.0 section 3.8).
    public var entry: [[Action]]
    /// What is done on exit, in blocks as on entry.
    public var exit: [[Action]]
    /// What lives while the state is active.
    public var invocations: [Invocation]
    /// What a final state reports.
    public var doneData: Template?

    /// A state; a compound state without children is atomic.
    public init(
      _ id: StateID, title: String = "", kind: Kind = .compound, initial: Initial? = nil, states: [State] = [],
      transitions: [Transition] = [], timers: [Timer] = [], entry: [[Action]] = [], exit: [[Action]] = [],
      invocations: [Invocation] = [], doneData: Template? = nil
    ) {
      self.id = id
      self.title = title
      self.kind = kind
      self.initial = initial
      self.states = states
      self.transitions = transitions
      self.timers = timers
      self.entry = entry
      self.exit = exit
      self.invocations = invocations
      self.doneData = doneData
    }

    /// What to show for it: the title, or else the name.
    public var label: String { title.isEmpty ? id.rawValue : title }
  }

  /// How a state holds its children.
  public enum Kind: Hashable, Sendable {
    /// One child is active at a time; without children the state is atomic.
    case compound
    /// All children are active at once.
    case parallel
    /// Entering it ends its parent.
    case final
    /// A place that returns to where its parent was left.
    case history(Depth)
  }

  /// How much a history state remembers.
  public enum Depth: String, Hashable, Sendable {
    /// The active children of its parent.
    case shallow
    /// The active atomic states within its parent.
    case deep
  }

  /// A transition (SCXML 1.0 section 3.5).
  public struct Transition: Hashable, Sendable {
    /// Event descriptors: dotted prefixes or `*`; none is a transition that needs no event.
    public var events: [String]
    /// The guard, an expression; nil always holds. A guard that is unknown does not hold.
    public var condition: String?
    /// Where it leads; none leaves the configuration as it is.
    public var targets: [StateID]
    /// Whether the source stays active when all targets lie within it (`type="internal"`).
    public var isInternal: Bool
    /// What is done between leaving and entering.
    public var actions: [Action]

    /// A transition.
    public init(
      on events: [String] = [], if condition: String? = nil, to targets: [StateID] = [], isInternal: Bool = false, do actions: [Action] = []
    ) {
      self.events = events
      self.condition = condition
      self.targets = targets
      self.isInternal = isInternal
      self.actions = actions
    }
  }

  /// A transition that is taken when its state has been active for a time.
  ///
  /// It is short for a `send` with the delay in a last entry block, a `cancel` in a first exit block, and a transition on the event sent.
  public struct Timer: Hashable, Sendable {
    /// The delay (or the day) as in `Send`.
    public var delay: Template
    /// What happens then; its `events` are ignored.
    public var transition: Transition

    /// A transition after a delay.
    public init(after delay: Template, _ transition: Transition) {
      self.delay = delay
      self.transition = transition
    }
  }

  /// Something that lives while its state is active and reports back as events (SCXML 1.0 section 6.4).
  public struct Invocation: Hashable, Sendable {
    /// Its name; nil is made when it starts, as `STATE.NUMBER`.
    public var id: InvocationID?
    /// A variable that receives the name.
    public var idLocation: [String]?
    /// What the host is to start.
    public var type: String
    /// What the host is told, evaluated when it starts.
    public var content: Template
    /// Whether every external event is passed on to it.
    public var autoforward: Bool
    /// What is done with each event that it sends, before a transition is chosen.
    public var finalize: [Action]

    /// Something that lives while its state is active.
    public init(
      _ id: InvocationID?, idLocation: [String]? = nil, type: String, content: Template = .value(.null), autoforward: Bool = false,
      finalize: [Action] = []
    ) {
      self.id = id
      self.idLocation = idLocation
      self.type = type
      self.content = content
      self.autoforward = autoforward
      self.finalize = finalize
    }
  }
}
