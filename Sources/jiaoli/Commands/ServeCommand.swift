import ArgumentParser
import Dispatch
import Foundation
import Logging
import NIOCore
import Office
import Synchronization
import WebService

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "启动服务: 日历订阅", discussion: "例: jiaoli serve --port 8080\n    停止用 Ctrl-C, 未完成的请求会先答完。")

  @Option(name: .long, help: ArgumentHelp("数据库文件", valueName: "文件"))
  var database: String?
  @Option(name: .long, help: ArgumentHelp("指定日期, 只用于演练库", valueName: "日期"))
  var today: String?
  @Option(name: .long, help: ArgumentHelp("监听的地址", valueName: "地址"))
  var host = "127.0.0.1"
  @Option(name: .long, help: ArgumentHelp("监听的端口; 0 为任一空闲端口", valueName: "端口"))
  var port = 8080
  @Flag(name: .long, help: "前面有自己的反向代理: 相信 X-Forwarded-For 和 X-Forwarded-Proto")
  var behindProxy = false
  @Flag(name: .long, help: "记录每个请求 (不含地址中的口令)")
  var logRequests = false

  func run() throws {
    let path = database ?? ProcessInfo.processInfo.environment["JIAOLI_DATABASE"] ?? "./jiaoli.db"
    let office = try StandingOffice(path: path, rehearsalDay: try today.map(Input.day), clock: { Date() })
    if let note = try office.office().upgradeNote { Output.remark(note) }
    let service = OfficeService(
      office, configuration: try configuration(), logger: Logger(label: "jiaoli") { StreamLogHandler.standardError(label: $0) })
    try Self.wait { try await service.run(onRunning: Self.announce) }
    Output.remark("服务已停止")
  }

  private func configuration() throws -> ServiceConfiguration {
    guard (0...65535).contains(port) else { throw OfficeError(.usage, "端口应为 0 至 65535") }
    var configuration = ServiceConfiguration()
    (configuration.host, configuration.port, configuration.isBehindProxy) = (host, port, behindProxy)
    configuration.logsRequests = logRequests
    return configuration
  }

  private static let announce: @Sendable (any Channel) async -> Void = { channel in
    guard let address = channel.localAddress, let host = address.ipAddress, let port = address.port else { return }
    Output.line("服务已启动: http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
  }

  /// Runs asynchronous work to its end: the command line is synchronous.
  private static func wait(_ body: @escaping @Sendable () async throws -> Void) throws {
    let outcome = Mutex<Result<Void, any Error>>(.success(()))
    let done = DispatchSemaphore(value: 0)
    Task {
      do { try await body() } catch { outcome.withLock { $0 = .failure(error) } }
      done.signal()
    }
    done.wait()
    try outcome.withLock { try $0.get() }
  }
}
