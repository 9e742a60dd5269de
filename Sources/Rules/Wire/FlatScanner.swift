/// Reads compact JSON of objects, arrays, whole numbers and strings without escapes; anything else fails it for good.
package struct FlatScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var hasFailed = false

  package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  package var isAtEnd: Bool { !hasFailed && position == bytes.count }

  /// Reads an object; each key is handed to `field`, which reads its value and says whether it knew the key.
  package mutating func object(_ field: (String, inout FlatScanner) -> Bool) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    if next(is: UInt8(ascii: "}")) { return true }
    repeat {
      guard let key = string(), take(UInt8(ascii: ":")), field(key, &self), !hasFailed else { return fail() }
    } while next(is: UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  /// Reads an array of like elements.
  package mutating func array<T>(_ element: (inout FlatScanner) -> T?) -> [T]? {
    guard take(UInt8(ascii: "[")) else { return nil }
    var elements: [T] = []
    if next(is: UInt8(ascii: "]")) { return elements }
    repeat {
      guard let value = element(&self), !hasFailed else {
        _ = fail()
        return nil
      }
      elements.append(value)
    } while next(is: UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? elements : nil
  }

  /// Reads a string without escapes.
  package mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      guard bytes[position] != UInt8(ascii: "\\"), bytes[position] >= 0x20 else {
        _ = fail()
        return nil
      }
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    return take(UInt8(ascii: "\"")) ? text : nil
  }

  /// Reads a whole number.
  package mutating func integer() -> Int64? {
    let isNegative = next(is: UInt8(ascii: "-"))
    let start = position
    var value: Int64 = 0
    while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"), digit <= 9 {
      let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) = tens.addingReportingOverflow(Int64(digit))
      guard !isTooLarge, !isLarger else {
        _ = fail()
        return nil
      }
      value = sum
      position += 1
    }
    guard position > start else {
      _ = fail()
      return nil
    }
    return isNegative ? -value : value
  }

  /// Reads a text as one value; nil where it is anything but what the closure reads.
  package static func read<T>(_ text: String, _ value: (inout FlatScanner) -> T?) -> T? {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = FlatScanner(bytes)
      guard let found = value(&scanner), scanner.isAtEnd else { return nil }
      return found
    }
  }

  private mutating func next(is byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func take(_ byte: UInt8) -> Bool { next(is: byte) || fail() }

  private mutating func fail() -> Bool {
    hasFailed = true
    return false
  }
}
