import Foundation
import Logging
import Office
import ServiceLifecycle

/// What a service does that nobody asks for: the day turns, timers fire, a renewed certificate is taken up, and the last uses of tokens are
/// written down.
struct Housekeeping: Service {
  let office: StandingOffice
  let desk: FeedDesk
  let certificate: ServerCertificate?
  let metrics: ServiceMetrics
  let logger: Logger
  /// Each element is one look; in tests they come when the test says so.
  let ticks: AsyncStream<Void>
  /// Looks between two writings of uses.
  static let usesEvery = 60

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var count = 0
      for await _ in ticks {
        count += 1
        await turn()
        await renewCertificate()
        if count % Self.usesEvery == 0 { await noteUses() }
      }
    }
    await noteUses()
  }

  /// A tick every so often until the task is cancelled.
  static func ticks(every interval: Duration) -> AsyncStream<Void> {
    AsyncStream {
      do { try await Task.sleep(for: interval) } catch { return nil }
      return ()
    }
  }

  private func turn() async {
    await attempt("turn") { if try office.turnIfDue() { metrics.turns.add(1) } }
  }

  /// Connections that are open keep the certificate that they began with.
  private func renewCertificate() async {
    guard let certificate else { return }
    await attempt("certificate") { [logger] in
      switch certificate.look() {
      case .unchanged: break
      case .renewed: logger.notice("certificate renewed")
      case .unusable(let error): logger.warning("certificate kept", metadata: ["error": "\(error.message)"])
      }
    }
  }

  private func noteUses() async { await attempt("uses") { try desk.noteUses() } }

  /// What fails now is tried again with the next tick: another process may hold the database.
  private func attempt(_ what: String, _ body: @escaping @Sendable () throws -> Void) async {
    do {
      try await desk.onThread(body)
    } catch {
      logger.warning("housekeeping", metadata: ["what": "\(what)", "error": "\(OfficeError.of(error)?.message ?? "\(error)")"])
    }
  }
}
