/// An XML name with its namespace (Namespaces in XML 1.0).
public struct QualifiedName: Hashable, Sendable {
  /// The namespace's address; empty is none.
  public var namespace: String
  /// The name without its prefix.
  public var local: String

  /// An XML name with its namespace.
  public init(_ namespace: String, _ local: String) { (self.namespace, self.local) = (namespace, local) }
}
