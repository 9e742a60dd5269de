import Hummingbird
import Office

/// Whether the service is alive, and whether it can answer, for those that watch it.
enum HealthRoutes {
  static func add(to router: Router<ServiceContext>, _ office: StandingOffice) {
    router.get("/healthz") { _, _ in "ok\n" }
    router.get("/readyz") { _, _ in
      _ = try office.journalPosition()
      return "ready\n"
    }
  }
}
