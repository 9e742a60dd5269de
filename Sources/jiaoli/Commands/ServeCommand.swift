import ArgumentParser
import Dispatch
import Foundation
import Glibc
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
  @Option(name: .long, help: ArgumentHelp("证书文件 (PEM), 与 --key 一起用: 加密, 并支持 HTTP/2", valueName: "文件"))
  var certificate: String?
  @Option(name: .long, help: ArgumentHelp("私钥文件 (PEM)", valueName: "文件"))
  var key: String?
  @Option(name: .long, help: ArgumentHelp("别人访问服务用的地址, 如 https://rili.example.cn; 写在订阅说明和任务说明里", valueName: "网址"))
  var address: String?
  @Option(name: .long, help: ArgumentHelp("一个来源每分钟至多多少请求; 0 为不限", valueName: "次数"))
  var perClient = ServiceLimits().perClient
  @Option(name: .long, help: ArgumentHelp("一位教师的日历程序每分钟至多多少请求; 0 为不限", valueName: "次数"))
  var perAccount = ServiceLimits().perAccount
  @Option(name: .long, help: ArgumentHelp("一个订阅每分钟至多多少请求; 0 为不限", valueName: "次数"))
  var perToken = ServiceLimits().perToken
  @Option(name: .long, help: ArgumentHelp("一个来源至多多少连接; 0 为不限", valueName: "个数"))
  var connectionsPerClient = ServiceLimits().connectionsPerClient
  @Flag(name: .long, help: "记录每个请求 (不含地址中的口令)")
  var logRequests = false

  /// Whoever writes while another process does waits on a thread: so many may, before those who only read wait with them.
  private static let waitingThreads = 8

  func run() throws {
    NIOSingletons.blockingPoolThreadCountSuggestion = System.coreCount + Self.waitingThreads
    let path = Input.database(database)
    let office = try StandingOffice(path: path, rehearsalDay: try today.map(Input.day), clock: { Date() })
    if let note = try office.office().upgradeNote { Output.remark(note) }
    let service = try OfficeService(
      office, configuration: try configuration(), logger: Logger(label: "jiaoli") { StreamLogHandler.standardError(label: $0) })
    Self.allowManyConnections()
    let isEncrypted = certificate != nil
    try Self.wait { try await service.run { Self.announce($0, isEncrypted: isEncrypted) } }
    Output.remark("服务已停止")
  }

  private func configuration() throws -> ServiceConfiguration {
    guard (0...65535).contains(port) else { throw OfficeError(.usage, "端口应为 0 至 65535") }
    var configuration = ServiceConfiguration()
    (configuration.host, configuration.port, configuration.isBehindProxy) = (host, port, behindProxy)
    configuration.logsRequests = logRequests
    guard (certificate == nil) == (key == nil) else { throw OfficeError(.usage, "--certificate 与 --key 要一起用") }
    if let certificate, let key { configuration.certificate = CertificateFiles(certificate: certificate, key: key) }
    if let address {
      guard address.wholeMatch(of: /https?:\/\/[A-Za-z0-9.\-]+(:[0-9]{1,5})?(\/[A-Za-z0-9.\-_\/]*)?/) != nil else {
        throw OfficeError(.usage, "--address 应是网址", advice: "写作 https://rili.example.cn")
      }
      configuration.publicAddress = address
    }
    guard perClient >= 0, perAccount >= 0, perToken >= 0, connectionsPerClient >= 0 else { throw OfficeError(.usage, "次数和个数不能是负数") }
    (configuration.limits.perClient, configuration.limits.perToken) = (perClient, perToken)
    (configuration.limits.perAccount, configuration.limits.connectionsPerClient) = (perAccount, connectionsPerClient)
    return configuration
  }

  private static func announce(_ channel: any Channel, isEncrypted: Bool) {
    guard let address = channel.localAddress, let host = address.ipAddress, let port = address.port else { return }
    Output.line("服务已启动: \(isEncrypted ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)")
  }

  /// Connections are files to the system, which allows few of them until it is asked.
  private static func allowManyConnections() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
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
