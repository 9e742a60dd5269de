import Foundation
import NIOSSL
import Office

/// TLS by certificate files.
enum Encryption {
  /// - Throws: `OfficeError` saying which file is wrong.
  static func configuration(_ files: CertificateFiles) throws -> TLSConfiguration {
    let chain = try read(files.certificate, "证书") { try NIOSSLCertificate.fromPEMFile(files.certificate) }
    let key = try read(files.key, "私钥") { try NIOSSLPrivateKey(file: files.key, format: .pem) }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    // That the two belong together is found out here, not with the first client.
    _ = try read(files.key, "私钥") { try NIOSSLContext(configuration: configuration) }
    return configuration
  }

  private static func read<T>(_ path: String, _ what: String, _ body: () throws -> T) throws -> T {
    guard FileManager.default.isReadableFile(atPath: path) else { throw OfficeError(.notFound, "读不到\(what)文件 \(path)") }
    do {
      return try body()
    } catch {
      throw OfficeError(.badInput, "\(path) 不能用作\(what)", advice: "应是 PEM 格式, 且证书与私钥是一对")
    }
  }
}
