import Hummingbird

/// Whether the service is alive, for those that watch it.
enum Health {
  static func add(to router: Router<BasicRequestContext>) {
    router.get("/healthz") { _, _ in "ok\n" }
  }
}
