import Foundation
import NIOCore
import NIOSSL
import Office
import Synchronization

/// The certificate that clients are shown: read from its files, and again when they change, so that renewing it needs no restart.
final class ServerCertificate: Sendable {
  /// What a look at the files brought.
  enum Look: Equatable {
    case unchanged
    case renewed
    /// The files changed and are no good, or not yet: the certificate in use stays. Told once for each state of the files.
    case unusable(OfficeError)
  }

  /// The bytes of both files.
  private struct Files: Equatable {
    var certificate: [UInt8]
    var key: [UInt8]
  }

  /// A certificate with those that vouch for it, and its key.
  private struct Pair {
    var chain: [NIOSSLCertificateSource]
    var key: NIOSSLPrivateKeySource
  }

  private struct State {
    var pair: Pair
    /// What the files held when they were looked at last.
    var seen: Files?
  }

  private let paths: CertificateFiles
  private let state: Mutex<State>

  /// Reads the files.
  /// - Throws: `OfficeError` saying which file is wrong.
  init(_ paths: CertificateFiles) throws {
    self.paths = paths
    let files = try Self.files(paths)
    state = Mutex(State(pair: try Self.pair(files, paths), seen: files))
  }

  /// TLS 1.2 and later; each handshake takes the certificate that is in use then.
  var configuration: TLSConfiguration {
    var configuration = Self.configuration(state.withLock(\.pair))
    configuration.sslContextCallback = { [self] _, promise in
      var change = NIOSSLContextConfigurationOverride()
      let pair = state.withLock(\.pair)
      (change.certificateChain, change.privateKey) = (pair.chain, pair.key)
      promise.succeed(change)
    }
    return configuration
  }

  /// Looks at the files and takes up what they hold, once they belong together: they may be replaced one after the other.
  func look() -> Look {
    do {
      let files = try Self.files(paths)
      guard files != state.withLock(\.seen) else { return .unchanged }
      state.withLock { $0.seen = files }
      let pair = try Self.pair(files, paths)
      state.withLock { $0.pair = pair }
      return .renewed
    } catch {
      let known = OfficeError.of(error) ?? OfficeError(.defect, "\(error)")
      // A file that is not there is told once, too.
      guard known.kind == .notFound else { return .unusable(known) }
      let wasThere = state.withLock { state in
        defer { state.seen = nil }
        return state.seen != nil
      }
      return wasThere ? .unusable(known) : .unchanged
    }
  }

  private static func files(_ paths: CertificateFiles) throws -> Files {
    Files(certificate: try bytes(paths.certificate, "证书"), key: try bytes(paths.key, "私钥"))
  }

  private static func bytes(_ path: String, _ what: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { throw OfficeError(.notFound, "读不到\(what)文件 \(path)") }
    return Array(data)
  }

  private static func pair(_ files: Files, _ paths: CertificateFiles) throws -> Pair {
    let chain = try read(paths.certificate, "证书") { try NIOSSLCertificate.fromPEMBytes(files.certificate) }
    let key = try read(paths.key, "私钥") { try NIOSSLPrivateKey(bytes: files.key, format: .pem) }
    let pair = Pair(chain: chain.map { .certificate($0) }, key: .privateKey(key))
    // That the two belong together is found out here, not with the first client.
    _ = try read(paths.key, "私钥") { try NIOSSLContext(configuration: configuration(pair)) }
    return pair
  }

  private static func configuration(_ pair: Pair) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: pair.chain, privateKey: pair.key)
    configuration.minimumTLSVersion = .tlsv12
    return configuration
  }

  private static func read<T>(_ path: String, _ what: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw OfficeError(.badInput, "\(path) 不能用作\(what)", advice: "应是 PEM 格式, 且证书与私钥是一对")
    }
  }
}
