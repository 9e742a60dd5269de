public import CalDAV
public import Foundation
public import ICalendar
import Store

/// The calendar home of one teacher: what the office shows them, and what they keep themselves.
public struct TeacherHome: CalendarHome {
  let office: Office
  /// Where people hand in evidence: the address of the service, without a slash at its end.
  let address: String
  public let owner: Principal

  /// The home of whoever gives the commands.
  public init(_ office: Office, address: String) {
    (self.office, self.address) = (office, address)
    owner = Principal(id: office.actor.id, name: office.actor.name)
  }

  public var now: Date { Date(timeIntervalSince1970: Double(office.at) / 1000) }

  public func newName() -> String { UUID().uuidString.lowercased() }

  public func read<T>(_ body: (any HomeReading) throws -> T) throws -> T {
    // Mostly nothing happened in the office since, and one look is enough.
    let answer: T? = try office.store.read { reader in
      guard try OfficeCalendars.areFresh(owner.id, reader, office.today) else { return .none }
      return .some(try body(HomeState(reader: reader, person: owner.id)))
    }
    if case .some(let answer) = answer { return answer }
    try refresh()
    return try office.store.read { try body(HomeState(reader: $0, person: owner.id)) }
  }

  public func write<T>(_ body: (any HomeWriting) throws -> T) throws -> T {
    try office.store.write(at: office.at, actor: owner.id) { transaction in
      if try !OfficeCalendars.areFresh(owner.id, transaction.reader, office.today) { try calendars.refresh(transaction) }
      return try body(HomeChanging(transaction: transaction, person: owner.id))
    }
  }

  public func tick(_ task: CalendarResource, _ object: CalendarObject) throws -> TickAnswer {
    let answer = try TickOff(office: office, address: address).hear(task, object)
    if answer == .taken { try refresh() }
    return answer
  }

  private var calendars: OfficeCalendars { OfficeCalendars(person: owner.id, today: office.today, address: address) }

  private func refresh() throws {
    try office.store.write(at: office.at, actor: owner.id) { try calendars.refresh($0) }
  }
}

/// A home as CalDAV reads it.
private struct HomeState: HomeReading {
  let reader: Reader
  let person: String

  func collections() throws -> [CalendarCollection] { try reader.homeCollections(of: person).map(CalendarCollection.init) }

  func collection(_ name: String) throws -> CalendarCollection? { try reader.homeCollection(name, of: person).map(CalendarCollection.init) }

  func resources(of collection: CalendarCollection, _ query: ResourceQuery) throws -> [CalendarResource] {
    try reader.homeResources(in: collection.id, during: query.during, component: query.component, hasBodies: query.withBodies)
      .map(CalendarResource.init)
  }

  func resource(_ name: String, in collection: CalendarCollection) throws -> CalendarResource? {
    try reader.homeResource(name, in: collection.id).map(CalendarResource.init)
  }

  func holder(of uid: String, in collection: CalendarCollection) throws -> String? { try reader.homeHolder(of: uid, in: collection.id) }

  func changes(in collection: CalendarCollection, after change: Int64, limit: Int) throws -> ChangePage? {
    guard let record = try reader.homeCollection(collection.name, of: person) else { return nil }
    let changes = try reader.homeChanges(in: record, after: change, limit: limit)
    return ChangePage(
      changed: changes.changed.map(CalendarResource.init), removed: changes.removed, change: changes.change,
      isTruncated: changes.isTruncated)
  }
}

/// A home while CalDAV changes it.
private struct HomeChanging: HomeWriting {
  let transaction: Transaction
  let person: String
  private var state: HomeState { HomeState(reader: transaction.reader, person: person) }

  func collections() throws -> [CalendarCollection] { try state.collections() }
  func collection(_ name: String) throws -> CalendarCollection? { try state.collection(name) }
  func resources(of collection: CalendarCollection, _ query: ResourceQuery) throws -> [CalendarResource] {
    try state.resources(of: collection, query)
  }
  func resource(_ name: String, in collection: CalendarCollection) throws -> CalendarResource? { try state.resource(name, in: collection) }
  func holder(of uid: String, in collection: CalendarCollection) throws -> String? { try state.holder(of: uid, in: collection) }
  func changes(in collection: CalendarCollection, after change: Int64, limit: Int) throws -> ChangePage? {
    try state.changes(in: collection, after: change, limit: limit)
  }

  func create(_ name: String, components: [String], properties: [QualifiedName: String]) throws {
    try transaction.createHomeCollection(name, of: person, kind: .own, components: components, properties: properties.byText)
  }

  func setProperties(_ properties: [QualifiedName: String], of collection: CalendarCollection) throws {
    try transaction.setHomeProperties(properties.byText, ofCollection: collection.id)
  }

  func setProperties(_ properties: [QualifiedName: String], of resource: CalendarResource, in collection: CalendarCollection) throws {
    try transaction.setHomeProperties(properties.byText, of: resource.name, in: collection.id)
  }

  func rename(_ collection: CalendarCollection, to name: String) throws { try transaction.renameHomeCollection(collection.id, to: name) }
  func remove(_ collection: CalendarCollection) throws { try transaction.removeHomeCollection(collection.id) }

  func put(_ resource: NewResource, in collection: CalendarCollection) throws -> String {
    try transaction.putHomeResource(
      HomeResourceDraft(
        name: resource.name, uid: resource.uid, component: resource.component, first: resource.span.first, last: resource.span.last,
        body: Data(resource.body)), in: collection.id)
  }

  func remove(_ name: String, in collection: CalendarCollection) throws { try transaction.removeHomeResource(name, in: collection.id) }
}
