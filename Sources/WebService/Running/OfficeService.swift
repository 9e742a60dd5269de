public import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
public import Logging
public import NIOCore
import NIOPosix
public import Office
import ServiceLifecycle
public import UnixSignals

/// The service of an office: its routes, its application, and how it starts and stops.
public struct OfficeService: Sendable {
  /// The office that is served.
  public let office: StandingOffice
  /// How the service runs.
  public let configuration: ServiceConfiguration
  /// Where it says what happens; no token and no address of a request ever stands there.
  public let logger: Logger
  let desk: FeedDesk
  let ledger: ClientLedger
  let metrics = ServiceMetrics()
  let certificate: ServerCertificate?
  let ticks: AsyncStream<Void>

  /// A service that does not run yet.
  /// - Parameter ticks: when to look whether the day turned, a timer came due or the certificate was renewed; nil is as often as the
  ///   configuration says.
  /// - Throws: `OfficeError` where the certificate cannot be used.
  public init(
    _ office: StandingOffice, configuration: ServiceConfiguration = ServiceConfiguration(), ticks: AsyncStream<Void>? = nil, logger: Logger
  ) throws {
    (self.office, self.configuration, self.logger) = (office, configuration, logger)
    self.ticks = ticks ?? Housekeeping.ticks(every: configuration.turnInterval)
    desk = FeedDesk(office, configuration.limits, threads: NIOThreadPool.singleton, metrics: metrics)
    ledger = ClientLedger(perMinute: configuration.limits.perClient, connections: configuration.limits.connectionsPerClient)
    certificate = try configuration.certificate.map(ServerCertificate.init)
  }

  /// Every route. What is added here is served; each area adds its own.
  public func router() -> Router<ServiceContext> {
    let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: HeadMiddleware())
    router.add(middleware: ContextMiddleware(configuration: configuration, ledger: ledger, metrics: metrics))
    router.add(middleware: TimeLimitMiddleware(limits: configuration.limits, metrics: metrics))
    if configuration.logsRequests { router.add(middleware: RequestLogMiddleware()) }
    router.add(middleware: ErrorMiddleware())
    router.add(middleware: ExpectationMiddleware())
    WatchingRoutes.add(to: router, desk, metrics)
    FeedRoutes(desk: desk).add(to: router)
    let address = ServiceAddress(configuration.publicAddress)
    SubscribeRoutes(desk: desk, address: address).add(to: router)
    let accounts = RateLedger<String>(perMinute: configuration.limits.perAccount)
    let wrong = WrongPasswords(first: configuration.limits.wrongPasswordTime)
    let door = DAVDoor(DeviceLogin(office), wrong: wrong, clients: ledger, accounts: accounts)
    DAVRoutes.add(to: router, office, door: door, address: address)
    return router
  }

  /// The application, for a service group of ours or of a test.
  /// - Parameter onRunning: called with the listening channel once clients are answered.
  public func application(onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }) -> some ApplicationProtocol {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.threads ?? max(1, System.coreCount - 1))
    return Application(
      router: router(), server: server(),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port), backlog: 1024,
        availableConnectionsDelegate: .maximum(configuration.limits.connections, logger: logger)),
      services: [housekeeping(ticks)],
      onServerRunning: onRunning, eventLoopGroupProvider: .shared(group), logger: logger)
  }

  /// What the service does beside, at these moments.
  func housekeeping(_ ticks: AsyncStream<Void>) -> Housekeeping {
    Housekeeping(office: office, desk: desk, certificate: certificate, metrics: metrics, logger: logger, ticks: ticks)
  }

  /// HTTP/1.1 without encryption, or HTTP/1.1 and HTTP/2 as the client chooses with it (ALPN).
  private func server() -> HTTPServerBuilder {
    var http1 = HTTP1Channel.Configuration(idleTimeout: configuration.limits.headTime)
    http1.httpDecoder = .init(
      maxHeaderFieldSize: configuration.limits.headBytes, maxHeaderListSize: configuration.limits.headBytes,
      maxHeaderFieldCount: configuration.limits.headFields)
    let channelConfiguration = http1
    let encryption = certificate?.configuration
    return HTTPServerBuilder { responder in
      guard let encryption else { return guarded(HTTP1Channel(responder: responder, configuration: channelConfiguration)) }
      var http2 = HTTP2UpgradeChannel.Configuration(
        idleTimeout: .nanoseconds(configuration.limits.headTime.nanoseconds), gracefulCloseTimeout: configuration.limits.stopTime,
        streamConfiguration: channelConfiguration)
      // A client that opens streams and grants them no window is not idle.
      http2.maxAgeTimeout = configuration.limits.http2Age
      return guarded(try HTTP2UpgradeChannel(tlsConfiguration: encryption, configuration: http2, responder: responder))
    }
  }

  private func guarded(_ base: some ServerChildChannel) -> any ServerChildChannel {
    GuardedChannel(base: base, desk: desk, ledger: ledger, metrics: metrics, configuration: configuration)
  }

  /// Serves until one of these signals comes, or the task is cancelled; open requests are finished first.
  /// - Parameters:
  ///   - signals: what stops the service gracefully.
  ///   - onRunning: called with the listening channel once clients are answered.
  /// - Throws: `OfficeError` where it cannot begin.
  public func run(
    stoppingOn signals: [UnixSignal] = [.sigterm, .sigint], onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
  ) async throws {
    var group = ServiceGroupConfiguration(
      services: [application(onRunning: onRunning)], gracefulShutdownSignals: signals, logger: logger)
    group.maximumGracefulShutdownDuration = configuration.limits.stopTime
    WarmUp.render()
    do {
      try await ServiceGroup(configuration: group).run()
    } catch let error as IOError {
      throw OfficeError(
        error.errnoCode == EACCES ? .notAllowed : .conflict, "不能在 \(configuration.host):\(configuration.port) 上监听",
        advice: "换一个 --host 或 --port; 端口可能正被别的程序占用")
    }
  }
}
