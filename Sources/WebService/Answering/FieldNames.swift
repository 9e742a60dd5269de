import HTTPTypes

/// Header fields that HTTPTypes does not name.
extension HTTPField.Name {
  static let xForwardedFor = named("X-Forwarded-For")
  static let xForwardedProto = named("X-Forwarded-Proto")

  private static func named(_ name: String) -> HTTPField.Name {
    guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no token") }
    return field
  }
}
