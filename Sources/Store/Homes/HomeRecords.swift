public import Foundation
import GRDB

/// A calendar of a home.
public struct HomeCollectionRecord: Hashable, Sendable {
  /// Who fills it.
  public enum Kind: String, Hashable, Sendable {
    /// The office, with sessions and deadlines.
    case events
    /// The office, with tasks.
    case tasks
    /// The teacher.
    case own
  }

  /// A number that no other calendar ever has.
  public var id: Int64
  /// Whose.
  public var person: String
  /// Its name in addresses.
  public var name: String
  public var kind: Kind
  /// The components that it takes.
  public var components: [String]
  /// What clients set, by `{namespace}name`.
  public var properties: [String: String]
  /// The number of the last change; it only grows.
  public var change: Int64
  /// In which epoch changes are counted; 0 until the office is restored.
  public var epoch: Int64
  /// Milliseconds since 1970.
  public var created: Int64
  public var modified: Int64
  /// Of what the office fills: the journal's length and the day (``Day/rawValue``) when it was last compared.
  public var journal: Int64?
  public var day: Int32?

  init(row: Row) throws {
    (id, person, name, kind) = (row["id"], row["person"], row["name"], Kind(rawValue: row["kind"]) ?? .own)
    (components, properties) = (try StableJSON.read(row["components"]), try StableJSON.read(row["properties"]))
    (change, epoch, created, modified) = (row["change"], row["epoch"], row["created"], row["modified"])
    (journal, day) = (row["journal"], row["day"])
  }
}

/// A calendar object in a home.
public struct HomeResourceRecord: Hashable, Sendable {
  /// Its name in its calendar.
  public var name: String
  public var uid: String
  public var component: String
  /// A hash of its octets.
  public var etag: String
  public var size: Int
  /// Milliseconds since 1970.
  public var created: Int64
  public var modified: Int64
  /// What clients set, by `{namespace}name`.
  public var properties: [String: String]
  /// The number of its last change.
  public var change: Int64
  /// The octets; empty where they were not asked for.
  public var body: Data

  init(row: Row, hasBody: Bool) throws {
    (name, uid, component, etag) = (row["name"], row["uid"], row["component"], row["etag"])
    (size, created, modified, change) = (row["size"], row["created"], row["modified"], row["change"])
    let properties: String = row["properties"]
    self.properties = properties == "{}" ? [:] : try StableJSON.read(properties)
    body = hasBody ? row["body"] : Data()
  }
}

/// What changed in a calendar after a number.
public struct HomeChanges: Hashable, Sendable {
  /// Resources that are there, without octets.
  public var changed: [HomeResourceRecord]
  /// Names that are gone.
  public var removed: [String]
  /// The number up to which this goes.
  public var change: Int64
  /// Whether there is more.
  public var isTruncated: Bool
}

/// A calendar object to be kept.
public struct HomeResourceDraft: Hashable, Sendable {
  public var name: String
  public var uid: String
  public var component: String
  /// From when until when it matters, seconds since 1970; nil is open.
  public var first: Int64?
  public var last: Int64?
  public var body: Data

  /// A calendar object to be kept.
  public init(name: String, uid: String, component: String, first: Int64?, last: Int64?, body: Data) {
    (self.name, self.uid, self.component, self.first, self.last, self.body) = (name, uid, component, first, last, body)
  }
}

/// What is said of a task that was ticked off in vain.
public struct HomeTick: Hashable, Sendable {
  /// Milliseconds since 1970 of the last attempt.
  public var at: Int64
  /// How often it was tried.
  public var attempts: Int
  /// What is missing.
  public var message: String
}
