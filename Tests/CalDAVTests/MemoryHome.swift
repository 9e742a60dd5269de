import CalDAV
import Foundation
import ICalendar
import Synchronization

/// A home in memory, for the protocol alone.
final class MemoryHome: CalendarHome {
  struct Stored {
    var collection: CalendarCollection
    var resources: [String: (resource: CalendarResource, span: ObjectSpan, change: Int64)] = [:]
    var removed: [String: Int64] = [:]
  }

  struct Contents {
    var collections: [Stored] = []
    var next: Int64 = 1
  }

  let owner = Principal(id: "T1", name: "张老师")
  let now = Date(timeIntervalSince1970: 1_788_220_800)
  private let contents = Mutex(Contents())
  /// What was heard of tasks.
  let ticks = Mutex<[String]>([])
  private let names = Mutex(0)
  private let answer: TickAnswer

  init(answer: TickAnswer = .taken) {
    self.answer = answer
    contents.withLock { contents in
      for (name, kind, component) in [("events", CalendarCollection.Kind.events, "VEVENT"), ("tasks", .tasks, "VTODO")] {
        contents.collections.append(
          Stored(
            collection: CalendarCollection(
              id: contents.next, name: name, kind: kind, components: [component], properties: [:], change: 0, created: now)))
        contents.next += 1
      }
    }
  }

  func newName() -> String {
    names.withLock { count in
      count += 1
      return "new-\(count)"
    }
  }

  func read<T>(_ body: (any HomeReading) throws -> T) throws -> T { try body(State(contents.withLock { $0 }, now)) }

  func write<T>(_ body: (any HomeWriting) throws -> T) throws -> T {
    let state = State(contents.withLock { $0 }, now)
    let result = try body(state)
    contents.withLock { $0 = state.contents }
    return result
  }

  func tick(_ task: CalendarResource, _ object: CalendarObject) throws -> TickAnswer {
    ticks.withLock { $0.append(task.name) }
    return answer
  }

  /// Puts what the office shows.
  func show(_ name: String, _ body: [UInt8], in collection: String) throws {
    let object = try CalendarObject(body)
    try write { writing in
      guard let collection = try writing.collection(collection) else { return }
      let new = NewResource(name: name, uid: object.uid ?? "", component: object.kind, span: object.span, body: body)
      _ = try writing.put(new, in: collection)
    }
  }

  /// One state of the home. Not Sendable: it lives for one read or write.
  private final class State: HomeWriting {
    var contents: Contents
    let now: Date

    init(_ contents: Contents, _ now: Date) { (self.contents, self.now) = (contents, now) }

    private func index(_ id: Int64) -> Int { contents.collections.firstIndex { $0.collection.id == id } ?? 0 }

    func collections() -> [CalendarCollection] { contents.collections.map(\.collection) }
    func collection(_ name: String) -> CalendarCollection? { collections().first { $0.name == name } }

    func resources(of collection: CalendarCollection, _ query: ResourceQuery) -> [CalendarResource] {
      contents.collections[index(collection.id)].resources.values.filter { entry in
        guard query.component.map({ $0 == entry.resource.component }) ?? true, let during = query.during else {
          return query.component.map { $0 == entry.resource.component } ?? true
        }
        return (entry.span.last ?? .max) >= during.lowerBound && (entry.span.first ?? .min) <= during.upperBound
      }.map(\.resource).sorted { $0.name < $1.name }
    }

    func resource(_ name: String, in collection: CalendarCollection) -> CalendarResource? {
      contents.collections[index(collection.id)].resources[name]?.resource
    }

    func holder(of uid: String, in collection: CalendarCollection) -> String? {
      contents.collections[index(collection.id)].resources.values.first { $0.resource.uid == uid }?.resource.name
    }

    func changes(in collection: CalendarCollection, after change: Int64, limit: Int) -> ChangePage? {
      let stored = contents.collections[index(collection.id)]
      let all =
        stored.resources.values.map { ($0.change, $0.resource as CalendarResource?, $0.resource.name) }
        + stored.removed.map { ($1, nil as CalendarResource?, $0) }
      let sorted = all.filter { $0.0 > change && ($0.1 != nil || change >= 0) }.sorted { $0.0 < $1.0 }
      let page = sorted.prefix(limit)
      let isTruncated = sorted.count > page.count
      return ChangePage(
        changed: page.compactMap(\.1), removed: page.filter { $0.1 == nil }.map(\.2),
        change: isTruncated ? page.last?.0 ?? change : stored.collection.change, isTruncated: isTruncated)
    }

    func create(_ name: String, components: [String], properties: [QualifiedName: String]) {
      contents.collections.append(
        Stored(
          collection: CalendarCollection(
            id: contents.next, name: name, kind: .own, components: components, properties: properties, change: 0, created: now)))
      contents.next += 1
    }

    func setProperties(_ properties: [QualifiedName: String], of collection: CalendarCollection) {
      contents.collections[index(collection.id)].collection.properties = properties
      contents.collections[index(collection.id)].collection.change += 1
    }

    func setProperties(_ properties: [QualifiedName: String], of resource: CalendarResource, in collection: CalendarCollection) {
      contents.collections[index(collection.id)].resources[resource.name]?.resource.properties = properties
    }

    func rename(_ collection: CalendarCollection, to name: String) {
      contents.collections[index(collection.id)].collection.name = name
    }

    func remove(_ collection: CalendarCollection) { contents.collections.remove(at: index(collection.id)) }

    func put(_ resource: NewResource, in collection: CalendarCollection) -> String {
      let place = index(collection.id)
      contents.collections[place].collection.change += 1
      let change = contents.collections[place].collection.change
      let etag = "\(change)"
      contents.collections[place].removed[resource.name] = nil
      let stored = CalendarResource(
        name: resource.name, etag: etag, uid: resource.uid, component: resource.component, size: resource.body.count, created: now,
        modified: now, body: resource.body)
      contents.collections[place].resources[resource.name] = (stored, resource.span, change)
      return etag
    }

    func remove(_ name: String, in collection: CalendarCollection) {
      let place = index(collection.id)
      contents.collections[place].collection.change += 1
      contents.collections[place].resources[name] = nil
      contents.collections[place].removed[name] = contents.collections[place].collection.change
    }
  }
}
