/// A report: named tables with a title, and where its figures come from. What prints it is chosen later.
public struct Report: Hashable, Sendable {
  /// The title.
  public var title: String

  /// A report with its title.
  public init(title: String) { self.title = title }
}
