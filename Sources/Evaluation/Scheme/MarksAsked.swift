/// The marks that schemes ask judges for: what counts nowhere should not be given.
public struct MarksAsked: Sendable {
  /// The column of whoever is judged: it counts only where a measure names it.
  public static let ownColumn = "自评"

  /// The items that have a name, in the order of the schemes.
  public private(set) var items: [String] = []
  /// The columns in which an item counts; nil is in any.
  private var judges: [String: Set<String>?] = [:]
  /// Columns in which any item counts; nil is in any, an empty set in none.
  private var judgesOfAny: Set<String>? = []
  /// Items of which the own mark is asked for; nil is of any.
  private var ownItems: Set<String>? = []

  /// - Parameters:
  ///   - scheme: the scheme that the marks are given in.
  ///   - others: every other scheme: it may count marks of this one.
  public init(_ scheme: Scheme, others: [Scheme] = []) {
    for query in Self.queries(scheme) { add(query, in: scheme.id) }
    for other in others { for query in Self.queries(other) { add(query, in: scheme.id) } }
  }

  private static func queries(_ scheme: Scheme) -> [MeasureQuery] {
    scheme.measures.compactMap { measure in
      guard case .query(let query) = measure.definition, query.source == .marks else { return nil }
      return query
    }
  }

  private mutating func add(_ query: MeasureQuery, in scheme: String) {
    if let schemes = query.filters[.scheme], !schemes.contains(scheme) { return }
    let columns = query.filters[.judge].map(Set.init)
    if columns?.contains(Self.ownColumn) ?? false { ownItems = Self.either(ownItems, query.filters[.item].map(Set.init)) }
    guard let named = query.filters[.item] else {
      judgesOfAny = Self.either(judgesOfAny, columns)
      return
    }
    for item in named {
      if let known = judges[item] {
        judges[item] = .some(Self.either(known, columns))
      } else {
        items.append(item)
        judges[item] = .some(columns)
      }
    }
  }

  private static func either(_ one: Set<String>?, _ other: Set<String>?) -> Set<String>? {
    if let one, let other { one.union(other) } else { nil }
  }

  /// Whether an item counts in a column.
  public func counts(_ item: String, in column: String) -> Bool {
    if let columns = columns(of: item) { return columns.contains(column) }
    return column != Self.ownColumn || (ownItems?.contains(item) ?? true)
  }

  /// The columns in which an item counts: empty where it counts nowhere, nil where it counts in any; see `counts` for the own one.
  public func columns(of item: String) -> Set<String>? {
    guard let named = judges[item] else { return judgesOfAny }
    return Self.either(named, judgesOfAny)
  }
}
