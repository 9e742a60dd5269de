import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// Whether the service is alive, whether it can answer, and what it counted, for those that watch it.
enum WatchingRoutes {
  static func add(to router: Router<ServiceContext>, _ desk: FeedDesk, _ metrics: ServiceMetrics) {
    router.get("/healthz") { _, _ in "ok\n" }
    router.get("/readyz") { _, _ in
      _ = try await desk.onThread { try desk.office.journalPosition() }
      return "ready\n"
    }
    router.get("/metrics") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text())))
    }
  }
}
