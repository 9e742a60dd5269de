import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Office
import Testing

@testable import WebService

/// A renewed certificate is taken up while the service runs.
@Suite(.timeLimit(.minutes(1))) struct CertificateTests {
  static let hasOpenSSL = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/openssl")
  }

  /// Makes `NAME.pem` and `NAME-key.pem`.
  private func make(_ name: String, in fixture: Fixture) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
      "/CN=\(name)", "-keyout", "\(name)-key.pem", "-out", "\(name).pem",
    ]
    process.currentDirectoryURL = fixture.folder
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private func put(_ source: String, as target: String, _ fixture: Fixture) throws {
    try Data(contentsOf: fixture.folder.appending(path: source)).write(to: fixture.folder.appending(path: target), options: .atomic)
  }

  /// The certificate that a new connection is shown.
  private func shown(_ port: Int) async throws -> NIOSSLCertificate? {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let seen = loop.makePromise(of: NIOSSLCertificate?.self)
    let context = try NIOSSLContext(configuration: .makeClientConfiguration())
    let channel = try await ClientBootstrap(group: loop).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        let handler = try NIOSSLClientHandler(context: context, serverHostname: nil) { chain, answer in
          seen.succeed(chain.first)
          answer.succeed(.certificateVerified)
        }
        try channel.pipeline.syncOperations.addHandler(handler)
      }
    }.connect(host: "127.0.0.1", port: port).get()
    channel.closeFuture.whenComplete { _ in seen.succeed(nil) }
    let certificate = try await seen.futureResult.get()
    try? await channel.close()
    return certificate
  }

  @Test(.enabled(if: hasOpenSSL, "openssl is not installed"))
  func `A renewed certificate is shown to the next client, a half replaced one is not`() async throws {
    let fixture = try Fixture()
    for name in ["old", "new"] { try make(name, in: fixture) }
    for (source, target) in [("old.pem", "used.pem"), ("old-key.pem", "used-key.pem")] { try put(source, as: target, fixture) }
    let (old, new) = try (certificate("old", fixture), certificate("new", fixture))
    let (path, key) = (fixture.folder.appending(path: "used.pem").path, fixture.folder.appending(path: "used-key.pem").path)
    let service = try fixture.service { $0.certificate = CertificateFiles(certificate: path, key: key) }
    @Sendable func look() async throws {
      let once = AsyncStream<Void> { stream in
        stream.yield()
        stream.finish()
      }
      try await service.housekeeping(once).run()
    }
    try await serving(service) { port in
      let shown1 = try await shown(port)
      #expect(shown1 == old)
      try await look()
      let shown2 = try await shown(port)
      #expect(shown2 == old)
      // Whoever renews replaces one file after the other.
      try put("new.pem", as: "used.pem", fixture)
      try await look()
      let shown3 = try await shown(port)
      #expect(shown3 == old)
      try await look()
      #expect(fixture.log.text.matches(of: /certificate kept/).count == 1)
      try put("new-key.pem", as: "used-key.pem", fixture)
      try await look()
      let shown4 = try await shown(port)
      #expect(shown4 == new)
      #expect(fixture.log.text.contains("certificate renewed"))
      // What is lost later changes nothing, and is told once.
      try FileManager.default.removeItem(atPath: key)
      for _ in 0..<3 { try await look() }
      let shown5 = try await shown(port)
      #expect(shown5 == new)
      #expect(fixture.log.text.matches(of: /certificate kept/).count == 2)
    }
  }

  private func certificate(_ name: String, _ fixture: Fixture) throws -> NIOSSLCertificate? {
    try NIOSSLCertificate.fromPEMFile(fixture.folder.appending(path: "\(name).pem").path).first
  }
}
