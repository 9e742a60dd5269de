import CLibical
import Foundation
import Synchronization

/// The one door to libical: every call of the library happens inside ``use(_:)``.
///
/// libical loads its zones lazily and without care for threads, so one mutex admits one caller at a time and the zones are loaded by the
/// first. Its built-in zones are never consulted: a feed carries its own VTIMEZONE. What comes out is a copy, never a pointer.
enum Libical {
  private static let gate = Mutex(false)

  /// Runs `body` with the library to itself, then frees the temporaries that the library keeps for this thread.
  static func use<Value, Failure: Error>(_ body: () throws(Failure) -> sending Value) throws(Failure) -> sending Value {
    try gate.withLock { isReady throws(Failure) in
      if !isReady {
        icalerror_set_errors_are_fatal(0)
        _ = icaltimezone_get_utc_timezone()
        isReady = true
      }
      icalerror_clear_errno()
      defer { icalmemory_free_ring() }
      return try body()
    }
  }

  /// What the library said last, for error messages.
  static var lastError: String {
    guard let text = icalerror_strerror(icalerrno_return().pointee) else { return "?" }
    return String(cString: text)
  }

  /// Runs `body` with the bytes of a buffer that the library allocated, and frees it.
  static func consume<Value>(_ buffer: UnsafeMutablePointer<CChar>, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    defer { icalmemory_free_buffer(buffer) }
    return body(UnsafeRawBufferPointer(start: buffer, count: strlen(buffer)))
  }

  /// Copies a string that belongs to the library.
  static func copy(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}

/// A libical component that is owned here: freed with its children unless it is handed to a parent.
struct Component: ~Copyable {
  /// The library's pointer; valid while this value lives.
  let raw: OpaquePointer

  /// An empty component.
  init(_ kind: icalcomponent_kind) throws(FeedError) {
    guard let raw = icalcomponent_new(kind) else { throw .library(Libical.lastError) }
    self.raw = raw
  }

  /// An empty component with a name that the library does not know.
  init(named name: String) throws(FeedError) {
    guard let raw = icalcomponent_new_x(name) else { throw .library(Libical.lastError) }
    self.raw = raw
  }

  /// Takes ownership of a component that the library allocated.
  init(owning raw: OpaquePointer) { self.raw = raw }

  deinit { icalcomponent_free(raw) }

  /// Gives up ownership.
  consuming func release() -> OpaquePointer {
    let raw = raw
    discard self
    return raw
  }

  /// Adds a property that the library just made, and owns it from here on.
  borrowing func add(_ property: OpaquePointer?) throws(FeedError) {
    guard let property else { throw .library(Libical.lastError) }
    icalcomponent_add_property(raw, property)
  }

  /// Adds a child, which belongs to this component from here on.
  borrowing func add(_ child: consuming Component) { icalcomponent_add_component(raw, child.release()) }

  /// Appends the printed component to `output`, with lines folded at 75 octets.
  borrowing func print(into output: inout [UInt8]) throws(FeedError) {
    // Out of memory, or a component that the library refuses to print.
    guard let buffer = icalcomponent_as_ical_string_r(raw) else { throw .library(Libical.lastError) }
    Libical.consume(buffer) { Folding.refold($0, into: &output) }
  }
}
