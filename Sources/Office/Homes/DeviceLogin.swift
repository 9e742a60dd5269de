import Crypto
import Foundation
import Store
import Synchronization

/// Settles who a device belongs to, for a service that is asked again and again.
///
/// A password that was right is remembered by a keyed hash, as long as the service runs and the password is not ended: scrypt is for
/// whoever guesses, not for every request.
public final class DeviceLogin: Sendable {
  private let office: StandingOffice
  private let key = SymmetricKey(size: .bits256)
  private let known = Mutex<[Data: Known]>([:])
  private static let limit = 10_000

  private struct Known {
    var device: Int64
    var person: String
    /// Milliseconds since 1970 when the use was last written down.
    var noted: Int64
  }

  /// How often a use is written down, in milliseconds.
  private static let noteEvery: Int64 = 3_600_000

  /// A login for an office that stays open.
  public init(_ office: StandingOffice) { self.office = office }

  /// The person whose device this is, where it was seen before; takes no time.
  public func remembered(user: String, password: String) throws -> String? {
    let fingerprint = fingerprint(user, password)
    guard let hit = known.withLock({ $0[fingerprint] }) else { return nil }
    guard try office.store.read({ try $0.isDevicePasswordLive(hit.device) }) else {
      known.withLock { $0[fingerprint] = nil }
      return nil
    }
    try note(hit, fingerprint)
    return hit.person
  }

  /// The person whose device this is, or nil: it takes as long for somebody whom nobody knows as for a wrong password.
  public func person(user: String, password: String) throws -> String? {
    guard let secret = DeviceSecret(typed: password) else {
      _ = try DeviceSecret.random().hash(salt: Data(count: 16), cost: DeviceSecret.cost)
      return nil
    }
    let record = try office.store.read { try $0.devicePassword(of: user, tag: secret.tag) }
    let cost = record.map { (rounds: $0.rounds, block: $0.block, lanes: $0.lanes) } ?? DeviceSecret.cost
    let hash = try secret.hash(salt: record?.salt ?? Data(count: 16), cost: cost)
    guard let record, DeviceSecret.areEqual(hash, record.hash) else { return nil }
    let hit = Known(device: record.id, person: record.person, noted: 0)
    let fingerprint = fingerprint(user, password)
    known.withLock { known in
      if known.count >= Self.limit { known.removeAll() }
      known[fingerprint] = hit
    }
    try note(hit, fingerprint)
    return record.person
  }

  private func fingerprint(_ user: String, _ password: String) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: Data("\(user)\u{0}\(password)".utf8), using: key))
  }

  private func note(_ hit: Known, _ fingerprint: Data) throws {
    let now = try office.office().at
    guard now - hit.noted >= Self.noteEvery else { return }
    known.withLock { $0[fingerprint]?.noted = now }
    try office.store.write(at: now, actor: hit.person) { try $0.touchDevicePassword(hit.device) }
  }
}

extension DeviceSecret {
  func hash(salt: Data, cost: (rounds: Int, block: Int, lanes: Int)) throws -> Data {
    try hash(salt: salt, rounds: cost.rounds, block: cost.block, lanes: cost.lanes)
  }
}
