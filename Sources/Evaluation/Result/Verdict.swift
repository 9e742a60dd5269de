/// How something was judged.
public enum Verdict: Hashable, Sendable {
  case pass
  case fail
  /// It depends on these names, which are not set (未设定); never a pass, never a fail.
  case unknown(Set<String>)

  /// 通过, 未通过, 未设定.
  public var title: String {
    switch self {
    case .pass: "通过"
    case .fail: "未通过"
    case .unknown: "未设定"
    }
  }

  /// The unset names that it depends on.
  public var missing: Set<String> {
    if case .unknown(let names) = self { names } else { [] }
  }

  /// Both: a fail decides, whatever is unknown.
  public func and(_ other: Verdict) -> Verdict {
    switch (self, other) {
    case (.fail, _), (_, .fail): .fail
    case (.pass, .pass): .pass
    default: .unknown(missing.union(other.missing))
    }
  }

  /// Either: a pass decides, whatever is unknown.
  public func or(_ other: Verdict) -> Verdict {
    switch (self, other) {
    case (.pass, _), (_, .pass): .pass
    case (.fail, .fail): .fail
    default: .unknown(missing.union(other.missing))
    }
  }
}

extension Verdict: Codable {
  private enum Key: String, CodingKey { case outcome, missing }
  private enum Name: String, Codable { case pass, fail, unknown }

  /// Reads `{"outcome": "unknown", "missing": ["parameters.hours"]}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .outcome) {
    case .pass: self = .pass
    case .fail: self = .fail
    case .unknown: self = .unknown(try container.decodeIfPresent(Set<String>.self, forKey: .missing) ?? [])
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .pass: try container.encode(Name.pass, forKey: .outcome)
    case .fail: try container.encode(Name.fail, forKey: .outcome)
    case .unknown(let names):
      try container.encode(Name.unknown, forKey: .outcome)
      try container.encode(names.sorted(), forKey: .missing)
    }
  }
}

/// A value, or the unset names that it depends on.
public enum Known<Wrapped: Hashable & Sendable>: Hashable, Sendable {
  case known(Wrapped)
  case unknown(Set<String>)

  /// The value, if it is known.
  public var value: Wrapped? {
    if case .known(let value) = self { value } else { nil }
  }

  /// The unset names that it depends on.
  public var missing: Set<String> {
    if case .unknown(let names) = self { names } else { [] }
  }

  /// The same, with the value changed.
  func map<Other: Hashable & Sendable>(_ change: (Wrapped) -> Other) -> Known<Other> {
    switch self {
    case .known(let value): .known(change(value))
    case .unknown(let names): .unknown(names)
    }
  }

  /// Both values, or every name that either depends on.
  func with<Other: Hashable & Sendable, Both: Hashable & Sendable>(_ other: Known<Other>, _ combine: (Wrapped, Other) -> Both) -> Known<
    Both
  > {
    switch (self, other) {
    case (.known(let left), .known(let right)): .known(combine(left, right))
    default: .unknown(missing.union(other.missing))
    }
  }
}

extension Known<Double> {
  /// The same; but what has grown beyond all numbers is unknown, and says so.
  func finite(_ what: String) -> Known {
    if case .known(let number) = self, !number.isFinite { .unknown(["\(what) (超出了数的范围)"]) } else { self }
  }
}

extension Known: Codable where Wrapped: Codable {
  private enum Key: String, CodingKey { case value, missing }

  /// Reads `{"value": 12}` or `{"missing": ["parameters.hours"]}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let value = try container.decodeIfPresent(Wrapped.self, forKey: .value) {
      self = .known(value)
    } else {
      self = .unknown(try container.decodeIfPresent(Set<String>.self, forKey: .missing) ?? [])
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .known(let value): try container.encode(value, forKey: .value)
    case .unknown(let names): try container.encode(names.sorted(), forKey: .missing)
    }
  }
}
