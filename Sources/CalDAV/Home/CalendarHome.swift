public import Foundation
public import ICalendar

/// Whose home it is.
public struct Principal: Hashable, Sendable {
  /// The name in addresses: a staff number.
  public var id: String
  /// What people call them.
  public var name: String

  /// A principal.
  public init(id: String, name: String) { (self.id, self.name) = (id, name) }
}

/// A calendar collection (RFC 4791 section 4.2).
public struct CalendarCollection: Hashable, Sendable {
  /// What fills it.
  public enum Kind: String, Hashable, Sendable {
    /// The office: sessions and deadlines; nobody changes it here.
    case events
    /// The office: tasks, which may be ticked off.
    case tasks
    /// The teacher.
    case own
  }

  /// A number that no other collection ever has.
  public var id: Int64
  /// Its name in addresses.
  public var name: String
  public var kind: Kind
  /// Which components it takes.
  public var components: [String]
  /// What clients set: properties by their name, each as an XML element by itself.
  public var properties: [QualifiedName: String]
  /// The number of the last change in it; it only grows within an epoch.
  public var change: Int64
  /// In which epoch changes are counted, the same for a whole home: a home that goes back to an earlier state begins another.
  public var epoch: Int64
  public var created: Date
  /// When its last change was.
  public var modified: Date

  /// The entity tag as HTTP writes it: another one with each change in it.
  var quotedTag: String { "\"\(state)\"" }

  /// A collection.
  /// - Parameter modified: nil is when it was made.
  public init(
    id: Int64, name: String, kind: Kind, components: [String], properties: [QualifiedName: String], change: Int64, epoch: Int64 = 0,
    created: Date, modified: Date? = nil
  ) {
    (self.id, self.name, self.kind, self.components) = (id, name, kind, components)
    (self.properties, self.change, self.epoch) = (properties, change, epoch)
    (self.created, self.modified) = (created, modified ?? created)
  }

  /// Its state as a text that no other state of it ever has.
  var state: String { "\(id)-\(change)" + (epoch == 0 ? "" : "-\(epoch)") }
}

/// A calendar object resource (RFC 4791 section 4.1).
public struct CalendarResource: Hashable, Sendable {
  public var name: String
  /// A strong entity tag, without quotes.
  public var etag: String
  public var uid: String
  /// VEVENT, VTODO, VJOURNAL or VFREEBUSY.
  public var component: String
  public var size: Int
  public var created: Date
  public var modified: Date
  /// What clients set on it.
  public var properties: [QualifiedName: String]
  /// The octets as they were sent; empty where they were not asked for.
  public var body: [UInt8]

  /// A resource.
  public init(
    name: String, etag: String, uid: String, component: String, size: Int, created: Date, modified: Date,
    properties: [QualifiedName: String] = [:], body: [UInt8] = []
  ) {
    (self.name, self.etag, self.uid, self.component, self.size) = (name, etag, uid, component, size)
    (self.created, self.modified, self.properties, self.body) = (created, modified, properties, body)
  }

  /// The tag as HTTP writes it.
  var quotedTag: String { "\"\(etag)\"" }
}

/// What is to be stored.
public struct NewResource: Hashable, Sendable {
  public var name: String
  public var uid: String
  public var component: String
  public var span: ObjectSpan
  public var body: [UInt8]

  /// What is to be stored.
  public init(name: String, uid: String, component: String, span: ObjectSpan, body: [UInt8]) {
    (self.name, self.uid, self.component, self.span, self.body) = (name, uid, component, span, body)
  }

  /// What is to be stored, with the seconds since 1970 between which it matters.
  public init(name: String, uid: String, component: String, first: Int64?, last: Int64?, body: [UInt8]) {
    self.init(name: name, uid: uid, component: component, span: ObjectSpan(first: first, last: last), body: body)
  }
}

/// What changed in a collection since a token (RFC 6578), oldest change first.
public struct ChangePage: Hashable, Sendable {
  /// Resources that are there, without their octets.
  public var changed: [CalendarResource]
  /// Names that are gone.
  public var removed: [String]
  /// The number up to which this page goes.
  public var change: Int64
  /// Whether there is more.
  public var isTruncated: Bool

  /// A page.
  public init(changed: [CalendarResource], removed: [String], change: Int64, isTruncated: Bool) {
    (self.changed, self.removed, self.change, self.isTruncated) = (changed, removed, change, isTruncated)
  }
}

/// Which resources of a collection are wanted; each condition may let too many through, never too few.
public struct ResourceQuery: Hashable, Sendable {
  /// Seconds since 1970 that the resource's span must meet.
  public var during: ClosedRange<Int64>?
  /// The component it must be.
  public var component: String?
  /// Whether the octets are wanted.
  public var withBodies: Bool

  /// A query.
  public init(during: ClosedRange<Int64>? = nil, component: String? = nil, withBodies: Bool) {
    (self.during, self.component, self.withBodies) = (during, component, withBodies)
  }
}

/// One consistent state of a home.
public protocol HomeReading {
  /// The collections in the order in which they are shown.
  func collections() throws -> [CalendarCollection]
  /// The collection of that name.
  func collection(_ name: String) throws -> CalendarCollection?
  /// The resources of a collection by name.
  func resources(of collection: CalendarCollection, _ query: ResourceQuery) throws -> [CalendarResource]
  /// A resource with its octets.
  func resource(_ name: String, in collection: CalendarCollection) throws -> CalendarResource?
  /// The name of the resource with that UID.
  func holder(of uid: String, in collection: CalendarCollection) throws -> String?
  /// What changed after a number, or what is there after -1, at most so many; nil where the log does not reach back so far, or never was there.
  func changes(in collection: CalendarCollection, after change: Int64, limit: Int) throws -> ChangePage?
}

/// A home while it is changed: all of it, or nothing.
public protocol HomeWriting: HomeReading {
  func create(_ name: String, components: [String], properties: [QualifiedName: String]) throws
  /// Sets what clients keep with a collection; that is a change of it.
  func setProperties(_ properties: [QualifiedName: String], of collection: CalendarCollection) throws
  func setProperties(_ properties: [QualifiedName: String], of resource: CalendarResource, in collection: CalendarCollection) throws
  func rename(_ collection: CalendarCollection, to name: String) throws
  func remove(_ collection: CalendarCollection) throws
  /// Stores a resource, in the place of one of the same name.
  /// - Returns: its entity tag, without quotes.
  func put(_ resource: NewResource, in collection: CalendarCollection) throws -> String
  func remove(_ name: String, in collection: CalendarCollection) throws
}

/// What became of a task that a client changed.
public enum TickAnswer: Hashable, Sendable {
  /// Taken: the client must read the resource again to see what it is now.
  case taken
  /// Refused, and why.
  case refused(String)
}

/// The home of one teacher, behind which the office stands.
public protocol CalendarHome: Sendable {
  /// Whose it is.
  var owner: Principal { get }
  /// The one time of the request.
  var now: Date { get }
  /// A name that no resource has, for one that its client does not name.
  func newName() -> String
  /// Reads a consistent state.
  func read<T>(_ body: (any HomeReading) throws -> T) throws -> T
  /// Changes the home: everything or nothing.
  func write<T>(_ body: (any HomeWriting) throws -> T) throws -> T
  /// Hears what a client made of a task: ticked off, reopened, or something that is not its to change.
  func tick(_ task: CalendarResource, _ object: CalendarObject) throws -> TickAnswer
}
