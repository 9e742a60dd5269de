/// Something at an address, with what is needed to answer for it.
enum Target {
  case root
  case principals
  case principal
  case homes
  case home
  case inbox
  case outbox
  case collection(CalendarCollection)
  case resource(CalendarResource, CalendarCollection)

  /// Its location.
  var location: Location {
    switch self {
    case .root: .root
    case .principals: .principals
    case .principal: .principal
    case .homes: .homes
    case .home: .home
    case .inbox: .inbox
    case .outbox: .outbox
    case .collection(let collection): .collection(collection.name)
    case .resource(let resource, let collection): .resource(resource.name, in: collection.name)
    }
  }

  /// Its calendar, where it is one or lies in one.
  var collection: CalendarCollection? {
    switch self {
    case .collection(let collection), .resource(_, let collection): collection
    default: nil
    }
  }

  /// Its entity tag in quotes; nil where nothing is told of its state.
  var quotedTag: String? {
    switch self {
    case .collection(let collection): collection.quotedTag
    case .resource(let resource, _): resource.quotedTag
    default: nil
    }
  }

  /// What clients set on it.
  var properties: [QualifiedName: String] {
    switch self {
    case .collection(let collection): collection.properties
    case .resource(let resource, _): resource.properties
    default: [:]
    }
  }
}

extension HomeReading {
  /// What stands at a location.
  func target(_ location: Location) throws -> Target? {
    switch location {
    case .root: return .root
    case .principals: return .principals
    case .principal: return .principal
    case .homes: return .homes
    case .home: return .home
    case .inbox: return .inbox
    case .outbox: return .outbox
    case .collection(let name): return try collection(name).map(Target.collection)
    case .resource(let name, let parent):
      guard let collection = try collection(parent), let resource = try resource(name, in: collection) else { return nil }
      return .resource(resource, collection)
    }
  }

  /// What lies directly in it.
  func members(of target: Target, withBodies: Bool) throws -> [Target] {
    switch target {
    case .root: [.principals, .homes]
    case .principals: [.principal]
    case .homes: [.home]
    case .home: try collections().map(Target.collection) + [.inbox, .outbox]
    case .collection(let collection):
      try resources(of: collection, ResourceQuery(withBodies: withBodies)).map { .resource($0, collection) }
    case .principal, .inbox, .outbox, .resource: []
    }
  }

  /// A target and what lies in it, to a depth.
  func walk(_ target: Target, _ depth: DAVRequest.Depth, withBodies: Bool) throws -> [Target] {
    switch depth {
    case .zero: return [target]
    case .one: return try [target] + members(of: target, withBodies: withBodies)
    case .infinity:
      return try [target] + members(of: target, withBodies: withBodies).flatMap { try walk($0, .infinity, withBodies: withBodies) }
    }
  }
}
