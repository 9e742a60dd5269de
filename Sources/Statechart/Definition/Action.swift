public import Rules

/// A value that may have expressions in it.
public indirect enum Template: Hashable, Sendable {
  /// This value.
  case value(Value)
  /// What the expression gives.
  case expression(String)
  /// A list of what each gives.
  case list([Template])
  /// A map of what each field gives.
  case object([Field])

  /// A named field of an object.
  public struct Field: Hashable, Sendable {
    /// Its key.
    public var name: String
    /// Its value.
    public var value: Template

    /// A named field.
    public init(_ name: String, _ value: Template) {
      self.name = name
      self.value = value
    }
  }
}

/// Executable content (SCXML 1.0 section 4).
public indirect enum Action: Hashable, Sendable {
  /// Puts an event into the internal queue.
  case raise(event: String, data: Template? = nil)
  /// Sends an event, now or later, here or elsewhere.
  case send(Send)
  /// Takes back a delayed event by its send identifier.
  case cancel(Template)
  /// Assigns to a variable, or to a field within it.
  case set([String], Template)
  /// Does the first branch whose condition holds.
  case choose([Branch], otherwise: [Action] = [])
  /// Does its body for each element of a list.
  case forEach(Loop)
  /// Tells the host something for its log.
  case log(label: String, Template)
  /// Has the host do something within the same transaction.
  case perform(String, Template)

  /// One branch of a choice.
  public struct Branch: Hashable, Sendable {
    /// When it is taken.
    public var condition: String
    /// What is done.
    public var actions: [Action]

    /// One branch of a choice.
    public init(if condition: String, _ actions: [Action]) {
      self.condition = condition
      self.actions = actions
    }
  }

  /// A loop over a copy of a list (SCXML 1.0 section 4.6).
  public struct Loop: Hashable, Sendable {
    /// An expression that gives a list.
    public var list: String
    /// The variable that holds the element; declared by being named here.
    public var item: String
    /// The variable that holds the index from 0; declared by being named here.
    public var index: String?
    /// What is done for each.
    public var body: [Action]

    /// A loop.
    public init(_ item: String, index: String? = nil, in list: String, _ body: [Action]) {
      self.list = list
      self.item = item
      self.index = index
      self.body = body
    }
  }

  /// An event to be sent (SCXML 1.0 section 6.2).
  public struct Send: Hashable, Sendable {
    /// The event's name; an expression must give a string.
    public var event: Template
    /// Its identifier for `cancel`; nil is made when it is sent.
    public var id: SendID?
    /// A variable that receives the identifier.
    public var idLocation: [String]?
    /// Its data.
    public var data: Template?
    /// How long to wait: a duration, milliseconds, text such as `1.5s` or `PT1.5S`, or a number of days; a day or a timestamp is the
    /// time itself. Nil is at once.
    public var delay: Template?
    /// Where to: nil is this machine, `#_internal` its internal queue, `#_parent`, `#_INVOCATION`, `#_scxml_SESSION`.
    public var target: Template?
    /// The event processor; nil and the SCXML one are known.
    public var type: Template?

    /// An event to be sent.
    public init(
      _ event: Template, id: SendID? = nil, idLocation: [String]? = nil, data: Template? = nil, delay: Template? = nil,
      target: Template? = nil, type: Template? = nil
    ) {
      self.event = event
      self.id = id
      self.idLocation = idLocation
      self.data = data
      self.delay = delay
      self.target = target
      self.type = type
    }
  }
}
