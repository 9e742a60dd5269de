public import Hummingbird
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

  /// A service that does not run yet.
  public init(_ office: StandingOffice, configuration: ServiceConfiguration = ServiceConfiguration(), logger: Logger) {
    (self.office, self.configuration, self.logger) = (office, configuration, logger)
  }

  /// Every route. What is added here is served; each area adds its own.
  public func router() -> Router<ServiceContext> {
    let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: ContextMiddleware(configuration: configuration))
    if configuration.logsRequests { router.add(middleware: RequestLogMiddleware()) }
    router.add(middleware: ErrorMiddleware())
    HealthRoutes.add(to: router, office)
    DAVRoutes.add(to: router, office)
    return router
  }

  /// The application, for a service group of ours or of a test.
  /// - Parameter onRunning: called with the listening channel once clients are answered.
  public func application(onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }) throws -> some ApplicationProtocol {
    Application(
      router: router(), server: .http1(),
      configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port), backlog: 1024),
      onServerRunning: onRunning,
      eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup(numberOfThreads: configuration.threads)), logger: logger)
  }

  /// Serves until one of these signals comes, or the task is cancelled; open requests are finished first.
  /// - Parameters:
  ///   - signals: what stops the service gracefully.
  ///   - onRunning: called with the listening channel once clients are answered.
  public func run(
    stoppingOn signals: [UnixSignal] = [.sigterm, .sigint], onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
  ) async throws {
    var group = ServiceGroupConfiguration(
      services: [try application(onRunning: onRunning)], gracefulShutdownSignals: signals, logger: logger)
    group.maximumGracefulShutdownDuration = configuration.limits.stopTime
    try await ServiceGroup(configuration: group).run()
  }
}
