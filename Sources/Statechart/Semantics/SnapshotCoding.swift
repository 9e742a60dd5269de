public import Foundation
import Rules

extension Snapshot: Codable {
  /// The version of the encoded form.
  static let version = 1

  private enum Key: String, CodingKey {
    case version = "v"
    case fingerprint = "chart"
    case session
    case outcome = "done"
    case configuration = "in"
    case history = "was"
    case data
    case invocations = "run"
    case serial = "n"
  }

  private struct Invocation: Codable {
    var id: InvocationID
    var s: Int
    var i: Int
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let version = try container.decode(Int.self, forKey: .version)
    guard version == Snapshot.version else {
      throw DecodingError.dataCorruptedError(
        forKey: .version, in: container, debugDescription: "快照版本 \(version) 不认识, 这里是 \(Snapshot.version)")
    }
    let fingerprint = UInt64(try container.decode(String.self, forKey: .fingerprint), radix: 16)
    guard let fingerprint else {
      throw DecodingError.dataCorruptedError(forKey: .fingerprint, in: container, debugDescription: "快照的结构指纹不是十六进制数")
    }
    self.init(
      fingerprint: fingerprint, session: try container.decodeIfPresent(String.self, forKey: .session) ?? "", histories: 0,
      data: try container.decodeIfPresent([Value].self, forKey: .data) ?? [])
    if container.contains(.outcome) { outcome = try container.decode(Value.self, forKey: .outcome) }
    configuration = try Snapshot.set(try container.decode([Int].self, forKey: .configuration), container)
    history = try (container.decodeIfPresent([[Int]].self, forKey: .history) ?? []).map { try Snapshot.set($0, container) }
    invocations = (try container.decodeIfPresent([Invocation].self, forKey: .invocations) ?? []).map {
      ActiveInvocation(id: $0.id, state: $0.s, index: $0.i)
    }
    serial = try container.decodeIfPresent(Int64.self, forKey: .serial) ?? 0
  }

  private static func set(_ members: [Int], _ container: KeyedDecodingContainer<Key>) throws -> BitSet {
    guard members.allSatisfy({ (0..<Compiler.mostStates).contains($0) }) else {
      throw DecodingError.dataCorruptedError(forKey: .configuration, in: container, debugDescription: "快照中的状态编号超出范围")
    }
    return BitSet(members)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Snapshot.version, forKey: .version)
    try container.encode(String(fingerprint, radix: 16), forKey: .fingerprint)
    if !session.isEmpty { try container.encode(session, forKey: .session) }
    if let outcome { try container.encode(outcome, forKey: .outcome) }
    try container.encode(Array(configuration), forKey: .configuration)
    if !history.isEmpty { try container.encode(history.map { Array($0) }, forKey: .history) }
    if !data.isEmpty { try container.encode(data, forKey: .data) }
    if !invocations.isEmpty {
      try container.encode(invocations.map { Invocation(id: $0.id, s: $0.state, i: $0.index) }, forKey: .invocations)
    }
    if serial != 0 { try container.encode(serial, forKey: .serial) }
  }

  /// The encoded form: JSON with sorted keys, the same bytes for the same snapshot.
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// Reads the encoded form.
  public init(encoded: Data) throws { self = try JSONDecoder().decode(Snapshot.self, from: encoded) }
}
