import Foundation

extension Function {
  /// `base64.encode` and `base64.decode`; padding may be left out.
  static let encoders: [Function] = [
    Function(
      "base64.encode", [Overload([.bytes], .string)],
      .unary { (value, context) throws(Halt) -> Value? in
        guard case .bytes(let bytes) = value else { return nil }
        try context.charge(bytes: 2 * bytes.count)
        return .string(Data(bytes).base64EncodedString())
      }),
    Function(
      "base64.decode", [Overload([.string], .bytes)],
      .unary { (value, context) throws(Halt) -> Value? in
        guard case .string(let text) = value else { return nil }
        try context.charge(bytes: text.utf8.count)
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let padded = text + padding
        // Foundation takes padding alone for a byte.
        guard !padded.hasSuffix("==="), let data = Data(base64Encoded: padded) else { throw context.fail(.invalidArgument, "不是有效的 base64") }
        return .bytes(Array(data))
      }),
  ]
}
