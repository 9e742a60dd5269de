import Crypto

/// Names bytes by their content: the same bytes, the same tag.
public enum EntityTag {
  /// The first 128 bits of the SHA-256, hexadecimal.
  public static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: SHA256.hash(data: bytes).prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
