import HTTPTypes

/// Header fields that HTTPTypes does not name.
extension HTTPField.Name {
  static let xForwardedFor = named("X-Forwarded-For")
  static let xForwardedProto = named("X-Forwarded-Proto")
  static let xRobotsTag = named("X-Robots-Tag")
  static let referrerPolicy = named("Referrer-Policy")
  static let secFetchSite = named("Sec-Fetch-Site")

  private static func named(_ name: String) -> HTTPField.Name {
    guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no token") }
    return field
  }
}
