import Crypto

/// The secret part of a feed's address: 160 random bits in 32 letters and digits. Only its hash is ever stored.
public struct FeedToken: Hashable, Sendable {
  /// Base32 (RFC 4648 section 6) in lower case, without padding.
  public let text: String

  /// A new token. Whoever stands at the edge brings the randomness.
  public init(using generator: inout some RandomNumberGenerator) {
    var text = ""
    for _ in 0..<4 {
      // Eight letters take 40 bits; the upper 24 of each number are left.
      let bits: UInt64 = generator.next()
      for index in 0..<8 {
        let letter = Self.letters[Int(truncatingIfNeeded: bits >> UInt64(5 * index)) & 31]
        text.unicodeScalars.append(Unicode.Scalar(letter))
      }
    }
    self.text = text
  }

  /// What is stored of it.
  public var digest: TokenDigest {
    var text = text
    return text.withUTF8 { TokenDigest(hashing: UnsafeRawBufferPointer($0)) }
  }

  /// How many letters a token has.
  public static let length = 32
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  /// Whether these bytes could be a token.
  static func isWellFormed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count == length else { return false }
    return bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) }
  }
}

/// SHA-256 of a feed token. Two are compared in constant time.
public struct TokenDigest: Hashable, Sendable {
  private let words: SIMD4<UInt64>

  /// The digest of what stands where a token should. What cannot be one is hashed as another text of the same length that is none either, so
  /// that it takes the same steps and the same time.
  public init(hashing bytes: UnsafeRawBufferPointer) {
    guard FeedToken.isWellFormed(bytes) else {
      var none = Self.noToken
      words = none.withUTF8 { Self.hash(UnsafeRawBufferPointer($0)) }
      return
    }
    words = Self.hash(bytes)
  }

  /// The digest of a text.
  public init(hashing text: some StringProtocol) {
    var text = String(text)
    self = text.withUTF8 { TokenDigest(hashing: UnsafeRawBufferPointer($0)) }
  }

  /// As long as a token, but of letters that none has.
  private static let noToken = String(repeating: "0", count: FeedToken.length)

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> SIMD4<UInt64> {
    SHA256.hash(data: bytes).withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
  }

  /// Whether two digests are the same: every bit of both is looked at, whatever the first ones say.
  public static func == (left: TokenDigest, right: TokenDigest) -> Bool {
    let difference = left.words ^ right.words
    return difference[0] | difference[1] | difference[2] | difference[3] == 0
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(words[0]) }

  /// Hexadecimal, as it is stored.
  public var hexadecimal: String {
    withUnsafeBytes(of: words) { bytes in
      let digits = Array("0123456789abcdef".utf8)
      return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
  }
}
