import Crypto
import CryptoExtras
import Foundation

/// The password of one device: 24 letters and digits in groups of four, made at random.
///
/// The first group finds the row among a person's devices and proves nothing; the other hundred bits are what scrypt guards (RFC 7914).
struct DeviceSecret {
  /// Neither 0 and o nor 1, i and l: people type it.
  private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
  private static let tagLength = 4
  private static let length = 24

  /// Without dashes.
  private let text: String

  /// A new one.
  static func random() -> DeviceSecret {
    var generator = SystemRandomNumberGenerator()
    return DeviceSecret(text: String((0..<length).map { _ in letters[Int.random(in: letters.indices, using: &generator)] }))
  }

  private init(text: String) { self.text = text }

  /// What somebody typed: dashes, blanks and capitals do not matter. Nil where it is no such password.
  init?(typed: String) {
    let text = String(typed.lowercased().filter { $0 != "-" && !$0.isWhitespace })
    guard text.count == Self.length, text.allSatisfy(Self.letters.contains) else { return nil }
    self.text = text
  }

  /// What finds it.
  var tag: String { String(text.prefix(Self.tagLength)) }

  /// As people see it, once.
  var shown: String {
    stride(from: 0, to: text.count, by: 4).map { String(text.dropFirst($0).prefix(4)) }.joined(separator: "-")
  }

  /// scrypt's cost: 16 MiB and some fifty milliseconds.
  static let cost = (rounds: 1 << 14, block: 8, lanes: 1)

  /// scrypt of the password.
  func hash(salt: Data, rounds: Int, block: Int, lanes: Int) throws -> Data {
    let key = try KDF.Scrypt.deriveKey(
      from: Array(text.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: block, parallelism: lanes)
    return key.withUnsafeBytes { Data($0) }
  }

  /// Whether two hashes are the same, in a time that says nothing of where they differ.
  static func areEqual(_ left: Data, _ right: Data) -> Bool {
    left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
