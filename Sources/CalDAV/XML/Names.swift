/// The namespaces of the protocol.
enum Namespace {
  static let dav = "DAV:"
  static let caldav = "urn:ietf:params:xml:ns:caldav"
  static let calendarServer = "http://calendarserver.org/ns/"
  static let appleICal = "http://apple.com/ns/ical/"
}

extension QualifiedName {
  /// A name of WebDAV (RFC 4918).
  public static func dav(_ local: String) -> QualifiedName { QualifiedName(Namespace.dav, local) }
  /// A name of CalDAV (RFC 4791).
  public static func caldav(_ local: String) -> QualifiedName { QualifiedName(Namespace.caldav, local) }
  /// A name of the extensions that calendarserver.org describes.
  public static func calendarServer(_ local: String) -> QualifiedName { QualifiedName(Namespace.calendarServer, local) }
  /// A name of Apple's calendar programs.
  public static func appleICal(_ local: String) -> QualifiedName { QualifiedName(Namespace.appleICal, local) }
}
