import Glibc

/// The input that is being tried, in a file that outlives a crash.
struct Trial {
  private let descriptor: Int32

  init(_ path: String) { descriptor = open(path, O_CREAT | O_RDWR | O_TRUNC, 0o600) }

  func begin(_ input: [UInt8]) {
    ftruncate(descriptor, 0)
    pwrite(descriptor, input, input.count, 0)
  }
}
