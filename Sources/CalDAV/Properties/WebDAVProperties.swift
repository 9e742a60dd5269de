import Foundation

/// RFC 4918 section 15, RFC 3253, RFC 5842, RFC 5995 and RFC 6578.
extension LiveProperties {
  static let webdav: [QualifiedName: Getter] = [
    .dav("resourcetype"): { elements(resourceType($0.target)) },
    .dav("displayname"): { displayName($0).map(text) },
    .dav("creationdate"): { creation($0.target).map { text(WireDate.iso($0)) } },
    .dav("getlastmodified"): { modification($0.target).map { text(WireDate.http($0)) } },
    .dav("getcontentlength"): { if case .resource(let resource, _) = $0.target { text(String(resource.size)) } else { nil } },
    .dav("getcontenttype"): { if case .resource = $0.target { text(DAVServer.calendarType) } else { nil } },
    .dav("getetag"): { if case .resource(let resource, _) = $0.target { text(resource.quotedTag) } else { nil } },
    .dav("supportedlock"): { _ in [] },
    .dav("supported-report-set"): { context in
      elements(
        Reports.supported(on: context.target).map { name in
          XMLElement(.dav("supported-report"), [XMLElement(.dav("report"), [XMLElement(name)])])
        })
    },
    .dav("sync-token"): { context in
      switch context.target {
      case .collection(let collection): text(SyncToken(collection).text)
      case .home: text(HomeToken(try context.reading.collections()).text)
      case .inbox: text(SyncToken.inbox)
      default: nil
      }
    },
    .dav("add-member"): { context in
      guard case .collection(let collection) = context.target, collection.kind == .own else { return nil }
      return elements([context.href(.resource(Locator.newMember, in: collection.name))])
    },
    .dav("resource-id"): { context in
      if case .collection(let collection) = context.target { elements([.href("urn:jiaoli:collection:\(collection.id)")]) } else { nil }
    },
  ]

  private static func resourceType(_ target: Target) -> [XMLElement] {
    let collection = XMLElement(.dav("collection"))
    return switch target {
    case .root, .principals, .homes, .home: [collection]
    case .principal: [XMLElement(.dav("principal"))]
    case .inbox: [collection, XMLElement(.caldav("schedule-inbox"))]
    case .outbox: [collection, XMLElement(.caldav("schedule-outbox"))]
    case .collection: [collection, XMLElement(.caldav("calendar"))]
    case .resource: []
    }
  }

  private static func displayName(_ context: PropertyContext) -> String? {
    switch context.target {
    case .principal: context.server.home.owner.name
    case .home: context.server.home.owner.name + "的日历"
    case .collection(let collection):
      switch collection.kind {
      case .events: "活动"
      case .tasks: "任务"
      case .own: collection.name
      }
    case .root, .principals, .homes, .inbox, .outbox, .resource: nil
    }
  }

  private static func modification(_ target: Target) -> Date? {
    switch target {
    case .collection(let collection): collection.modified
    case .resource(let resource, _): resource.modified
    default: nil
    }
  }

  private static func creation(_ target: Target) -> Date? {
    switch target {
    case .collection(let collection): collection.created
    case .resource(let resource, _): resource.created
    default: nil
    }
  }
}
