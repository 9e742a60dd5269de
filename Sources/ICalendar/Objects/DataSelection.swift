/// Which components and properties of an object are wanted (RFC 4791 section 9.6.1).
public struct ComponentSelection: Hashable, Sendable {
  /// A property that is wanted, perhaps without its value (section 9.6.4).
  public struct Property: Hashable, Sendable {
    public var name: String
    public var hasNoValue: Bool

    /// A property by its name in capitals.
    public init(_ name: String, hasNoValue: Bool = false) { (self.name, self.hasNoValue) = (name, hasNoValue) }
  }

  /// The component's name in capitals.
  public var name: String
  /// The properties wanted; nil is all.
  public var properties: [Property]? = []
  /// The components wanted; nil is all.
  public var components: [ComponentSelection]? = []

  /// Nothing of a component yet.
  public init(_ name: String) { self.name = name }

  func applied(to component: ObjectComponent) -> ObjectComponent {
    var result = ObjectComponent(component.name)
    for line in component.lines {
      guard let properties else {
        result.lines.append(line)
        continue
      }
      guard let wanted = properties.first(where: { $0.name == line.name }) else { continue }
      result.lines.append(wanted.hasNoValue ? ObjectLine(line.name, "", parameters: line.parameters) : line)
    }
    for child in component.children {
      guard let components else {
        result.children.append(child)
        continue
      }
      if let wanted = components.first(where: { $0.name == child.name }) { result.children.append(wanted.applied(to: child)) }
    }
    return result
  }
}

/// What CALDAV:calendar-data asks for (RFC 4791 section 9.6).
public struct DataSelection: Hashable, Sendable {
  /// Which parts; nil is all.
  public var components: ComponentSelection?
  /// Instances within this range instead of the rule (section 9.6.5).
  public var expand: TimeRange?
  /// The rule, and only those changed instances that matter in this range (section 9.6.6).
  public var limitRecurrenceSet: TimeRange?
  /// FREEBUSY periods of this range only (section 9.6.7).
  public var limitFreeBusySet: TimeRange?

  /// The object as it is.
  public init() {}

  /// Whether the bytes may be given as they were stored.
  public var isWhole: Bool { self == DataSelection() }
}

extension CalendarObject {
  /// The object as far as it is wanted.
  /// - Parameter floating: the clock of times that have none.
  public func selected(_ selection: DataSelection, floating: ObjectZone = .office) -> CalendarObject {
    var object = self
    if let range = selection.expand { object = ObjectExpansion(object, range, floating).expanded() }
    if let range = selection.limitRecurrenceSet { object = ObjectExpansion(object, range, floating).limited() }
    if let range = selection.limitFreeBusySet { object = ObjectExpansion(object, range, floating).limitedFreeBusy() }
    if let components = selection.components, components.name == object.calendar.name {
      object.calendar = components.applied(to: object.calendar)
    }
    return object
  }
}
