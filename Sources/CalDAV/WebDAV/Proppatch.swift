import ICalendar

/// PROPPATCH (RFC 4918 section 9.2): all changes in their order, or none.
extension DAVServer {
  func proppatch(_ request: DAVRequest, _ location: Location) throws -> DAVResponse {
    guard let body = try request.xml(), body.name == .dav("propertyupdate") else {
      throw Refusal(400, reason: "DAV:propertyupdate expected")
    }
    let update = PropertyUpdate(body)
    guard !update.steps.isEmpty else { throw Refusal(400, reason: "nothing to set or remove") }
    return try home.write { writing in
      guard let target = try writing.target(location) else { throw Refusal.notFound }
      if let tag = target.quotedTag { try Conditions(request).check(tag) }
      let href = locator.href(location)
      var properties = target.properties
      var faults = update.apply(to: &properties)
      switch target {
      case .collection(let collection) where faults.isEmpty: try writing.setProperties(properties, of: collection)
      case .resource(let resource, let collection) where faults.isEmpty && collection.kind == .own:
        try writing.setProperties(properties, of: resource, in: collection)
      case .collection: break
      case .resource(_, let collection) where collection.kind == .own: break
      // The rest belongs to the office.
      default: faults = Dictionary(update.steps.map { ($0.element.name, PropertyUpdate.Fault.forbidden) }) { $1 }
      }
      return update.response(href, faults, Preferences(request))
    }
  }
}

/// The changes of a PROPPATCH, or the properties that a new calendar begins with.
struct PropertyUpdate {
  /// Why a property cannot be set.
  enum Fault {
    /// DAV:cannot-modify-protected-property.
    case protected
    /// The value is none of this property.
    case invalid(QualifiedName?)
    case forbidden
  }

  struct Step {
    var element: XMLElement
    var isRemoval: Bool
  }

  private(set) var steps: [Step] = []

  /// Reads DAV:set and DAV:remove in their order.
  init(_ body: XMLElement) {
    for instruction in body.children {
      let isRemoval = instruction.name == .dav("remove")
      guard isRemoval || instruction.name == .dav("set") else { continue }
      for property in instruction.child(.dav("prop"))?.children ?? [] {
        var property = property
        // An xml:lang above holds for the property too (RFC 4918 section 4.3).
        let language = QualifiedName("http://www.w3.org/XML/1998/namespace", "lang")
        if !property.attributes.contains(where: { $0.name == language }),
          let inherited = (instruction.attributes + (instruction.child(.dav("prop"))?.attributes ?? [])).last(where: { $0.name == language }
          )
        {
          property.attributes.append(inherited)
        }
        steps.append(Step(element: property, isRemoval: isRemoval))
      }
    }
  }

  /// Leaves properties out.
  mutating func remove(_ names: Set<QualifiedName>) { steps.removeAll { names.contains($0.element.name) } }

  /// Changes the properties; where any cannot be changed, says which.
  func apply(to properties: inout [QualifiedName: String]) -> [QualifiedName: Fault] {
    var faults: [QualifiedName: Fault] = [:]
    for step in steps {
      let name = step.element.name
      if LiveProperties.isProtected(name) {
        faults[name] = .protected
      } else if let fault = step.isRemoval ? nil : Self.fault(step.element) {
        faults[name] = fault
      } else {
        properties[name] = step.isRemoval ? nil : XMLWriting.fragment(step.element)
        if let twin = Self.twins[name] { properties[twin] = nil }
      }
    }
    return faults
  }

  /// Two ways to say one thing: the later holds (RFC 7809 section 5.2).
  private static let twins: [QualifiedName: QualifiedName] = [
    .caldav("calendar-timezone"): .caldav("calendar-timezone-id"), .caldav("calendar-timezone-id"): .caldav("calendar-timezone"),
  ]

  private static func fault(_ element: XMLElement) -> Fault? {
    switch element.name {
    case .caldav("calendar-timezone") where ObjectZone(calendar: Array(element.rawText.utf8)) == nil:
      .invalid(.caldav("valid-calendar-data"))
    case .caldav("calendar-timezone-id") where ObjectZone(identifier: element.text) == nil: .invalid(.caldav("valid-timezone"))
    case .caldav("schedule-calendar-transp")
    where ![[.caldav("opaque")], [.caldav("transparent")]].contains(element.children.map(\.name)):
      .invalid(nil)
    case .appleICal("calendar-order") where Int(element.text) == nil: .invalid(nil)
    default: nil
    }
  }

  /// The answer, in which what could have been done fails with what could not (section 9.2.1).
  func response(_ href: String, _ faults: [QualifiedName: Fault], _ preferences: Preferences) -> DAVResponse {
    if faults.isEmpty, preferences.isMinimal { return DAVResponse(200, headers: [("Preference-Applied", "return=minimal")]) }
    return DAVResponse(207, xml: XMLElement(.dav("multistatus"), [response(faults, [.href(href)])]))
  }

  /// A DAV:response that begins with these elements.
  func response(_ faults: [QualifiedName: Fault], _ first: [XMLElement]) -> XMLElement {
    XMLElement(.dav("response"), first + propstats(faults))
  }

  /// The properties by what became of them.
  func propstats(_ faults: [QualifiedName: Fault]) -> [XMLElement] {
    var seen: Set<QualifiedName> = []
    let names = steps.map(\.element.name).filter { seen.insert($0).inserted }
    let fine = names.filter { faults[$0] == nil }
    var propstats: [XMLElement] = []
    if !fine.isEmpty {
      let properties = XMLElement(.dav("prop"), fine.map { XMLElement($0) })
      propstats.append(XMLElement(.dav("propstat"), [properties, StatusLine.element(faults.isEmpty ? 200 : 424)]))
    }
    for name in names {
      guard let fault = faults[name] else { continue }
      let (status, condition): (Int, QualifiedName?) =
        switch fault {
        case .protected: (403, .dav("cannot-modify-protected-property"))
        case .invalid(let condition): (condition == nil ? 409 : 403, condition)
        case .forbidden: (403, nil)
        }
      var children = [XMLElement(.dav("prop"), [XMLElement(name)]), StatusLine.element(status)]
      if let condition { children.append(XMLElement(.dav("error"), [XMLElement(condition)])) }
      propstats.append(XMLElement(.dav("propstat"), children))
    }
    return propstats
  }
}
