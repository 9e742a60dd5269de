import Foundation

/// What a property is worked out from.
struct PropertyContext {
  let server: DAVServer
  let target: Target
  let reading: any HomeReading

  var href: String { server.locator.href(target.location) }
  func href(_ location: Location) -> XMLElement { .href(server.locator.href(location)) }
}

/// The properties that the server works out. Each is nil where the target has none of it.
struct LiveProperties {
  typealias Getter = @Sendable (PropertyContext) throws -> [XMLElement.Node]?

  /// Every live property, by its name.
  static let table: [QualifiedName: Getter] = webdav.merging(principals) { $1 }.merging(calendars) { $1 }.merging(extensions) { $1 }

  /// What DAV:allprop lists: the properties of RFC 4918; later ones must be asked for by name (RFC 4791 section 5.2, RFC 3744 section 4).
  static let common: [QualifiedName] = [
    "resourcetype", "displayname", "creationdate", "getcontentlength", "getcontenttype", "getetag", "getlastmodified", "supportedlock",
  ].map(QualifiedName.dav)

  /// What clients may set although the server reads it too; the rest of the table is protected.
  static let settable: Set<QualifiedName> = [
    .dav("displayname"), .caldav("calendar-description"), .caldav("calendar-timezone"), .caldav("schedule-calendar-transp"),
    .caldav("calendar-timezone-id"), .appleICal("calendar-color"), .appleICal("calendar-order"),
  ]

  /// Whether a property is the server's alone.
  static func isProtected(_ name: QualifiedName) -> Bool { (table[name] != nil || always.contains(name)) && !settable.contains(name) }

  /// Protected wherever they stand, although nothing here has them.
  private static let always: Set<QualifiedName> = [
    .dav("lockdiscovery"), .dav("getcontentlanguage"), .dav("quota-used-bytes"),
  ]

  static func text(_ text: String) -> [XMLElement.Node] { text.isEmpty ? [] : [.text(text)] }
  static func elements(_ elements: [XMLElement]) -> [XMLElement.Node] { elements.map(XMLElement.Node.element) }
}

extension PropertyContext {
  /// A property of the target, live or as a client set it; nil where it has none.
  func property(_ name: QualifiedName) throws -> XMLElement? {
    if let stored = target.properties[name], !LiveProperties.isProtected(name), let element = try? XMLReading.read(Array(stored.utf8)) {
      return element
    }
    guard let nodes = try LiveProperties.table[name]?(self) else { return nil }
    var element = XMLElement(name)
    element.nodes = nodes
    return element
  }

  /// The names of all properties that the target has.
  func names() throws -> [QualifiedName] {
    let live = try LiveProperties.table.keys.filter { try property($0) != nil }
    return Set(live).union(target.properties.keys).sorted { ($0.namespace, $0.local) < ($1.namespace, $1.local) }
  }
}

/// Dates as properties write them.
enum WireDate {
  /// RFC 3339, for DAV:creationdate.
  static func iso(_ date: Date) -> String { date.formatted(.iso8601) }

  /// RFC 9110 section 5.6.7, for DAV:getlastmodified.
  static func http(_ date: Date) -> String {
    let days = Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
    let iso = Array(iso(date).utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: iso[range], as: UTF8.self) }
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((days % 7) + 7) % 7]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let month = months[max(0, min(11, (Int(part(5..<7)) ?? 1) - 1))]
    return "\(weekday), \(part(8..<10)) \(month) \(part(0..<4)) \(part(11..<19)) GMT"
  }
}
