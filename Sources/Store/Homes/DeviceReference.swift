/// A device whose password was made or ended, as the journal says it.
public struct DeviceReference: Codable, Hashable, Sendable {
  /// The password's number.
  public var number: Int64
  /// Whose it is: a staff number.
  public var person: String
  /// Which device.
  public var label: String

  /// A device whose password was made or ended.
  public init(number: Int64, person: String, label: String) { (self.number, self.person, self.label) = (number, person, label) }
}
