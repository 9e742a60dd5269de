/// RFC 3744 (access control), RFC 5397 (current-user-principal), RFC 4791 section 6.2 and RFC 6638 section 2.
extension LiveProperties {
  static let principals: [QualifiedName: Getter] = [
    .dav("current-user-principal"): { elements([$0.href(.principal)]) },
    .dav("principal-collection-set"): { elements([$0.href(.principals)]) },
    .dav("principal-URL"): { if case .principal = $0.target { elements([$0.href(.principal)]) } else { nil } },
    .dav("alternate-URI-set"): { if case .principal = $0.target { [] } else { nil } },
    .dav("group-membership"): { if case .principal = $0.target { [] } else { nil } },
    .dav("group-member-set"): { if case .principal = $0.target { [] } else { nil } },
    .dav("owner"): { context in
      switch context.target {
      case .root, .principals, .homes: nil
      default: elements([context.href(.principal)])
      }
    },
    .dav("current-user-privilege-set"): { context in
      elements(privileges(context.target).map { XMLElement(.dav("privilege"), [XMLElement($0)]) })
    },
    .dav("acl"): { context in
      switch context.target {
      case .root, .principals, .homes: return nil
      default: break
      }
      // RFC 3744 section 5.5: one entry, which nobody can change.
      let granted = privileges(context.target).map { XMLElement(.dav("privilege"), [XMLElement($0)]) }
      let principal = XMLElement(.dav("principal"), [context.href(.principal)])
      return elements([XMLElement(.dav("ace"), [principal, XMLElement(.dav("grant"), granted), XMLElement(.dav("protected"))])])
    },
    .dav("supported-privilege-set"): { _ in elements([supported]) },
    .dav("acl-restrictions"): { _ in elements([XMLElement(.dav("no-invert")), XMLElement(.dav("grant-only"))]) },
    .dav("inherited-acl-set"): { _ in [] },
    .caldav("calendar-home-set"): { context in
      switch context.target {
      case .principal, .root, .home: elements([context.href(.home)])
      default: nil
      }
    },
    .caldav("calendar-user-address-set"): { context in
      if case .principal = context.target { elements(context.server.addresses.map(XMLElement.href)) } else { nil }
    },
    .caldav("calendar-user-type"): { if case .principal = $0.target { text("INDIVIDUAL") } else { nil } },
    .caldav("schedule-inbox-URL"): { if case .principal = $0.target { elements([$0.href(.inbox)]) } else { nil } },
    .caldav("schedule-outbox-URL"): { if case .principal = $0.target { elements([$0.href(.outbox)]) } else { nil } },
    .caldav("schedule-default-calendar-URL"): { context in
      guard case .inbox = context.target else { return nil }
      return elements(try context.reading.collections().filter { $0.kind == .own }.prefix(1).map { context.href(.collection($0.name)) })
    },
  ]

  /// What the owner may do (RFC 3744 section 3, RFC 4791 section 6.1.1).
  static func privileges(_ target: Target) -> [QualifiedName] {
    let reading: [QualifiedName] = [.dav("read"), .dav("read-acl"), .dav("read-current-user-privilege-set"), .caldav("read-free-busy")]
    let writing: [QualifiedName] = [.dav("write"), .dav("write-properties"), .dav("write-content"), .dav("bind"), .dav("unbind")]
    switch target {
    case .collection(let collection) where collection.kind == .own: return [.dav("all")] + reading + writing
    case .resource(_, let collection) where collection.kind == .own: return [.dav("all")] + reading + writing
    case .collection(let collection) where collection.kind == .tasks: return reading + [.dav("write-properties"), .dav("write-content")]
    case .resource(_, let collection) where collection.kind == .tasks: return reading + [.dav("write-content")]
    // Its colour may be set all the same; but programs take any privilege of writing for leave to add events.
    case .collection, .resource: return reading
    case .home: return reading + [.dav("bind"), .dav("unbind")]
    case .outbox: return reading + [.caldav("schedule-send"), .caldav("schedule-send-freebusy")]
    default: return reading
    }
  }

  private static let supported: XMLElement = {
    func privilege(_ name: QualifiedName, _ description: String, _ parts: [XMLElement] = []) -> XMLElement {
      XMLElement(
        .dav("supported-privilege"),
        [XMLElement(.dav("privilege"), [XMLElement(name)]), XMLElement(.dav("description"), text: description)] + parts)
    }
    let write = privilege(
      .dav("write"), "更改",
      [
        privilege(.dav("write-properties"), "更改属性"), privilege(.dav("write-content"), "更改内容"), privilege(.dav("bind"), "新建"),
        privilege(.dav("unbind"), "删除"),
      ])
    let read = privilege(.dav("read"), "读取", [privilege(.caldav("read-free-busy"), "读取忙闲")])
    return privilege(
      .dav("all"), "全部",
      [read, privilege(.dav("read-acl"), "读取权限"), privilege(.dav("read-current-user-privilege-set"), "读取自己的权限"), write])
  }()
}
