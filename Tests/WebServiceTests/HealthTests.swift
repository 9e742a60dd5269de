import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebService

@Suite struct HealthTests {
  @Test func `a living service says so`() async throws {
    let router = Router()
    Health.add(to: router)
    try await Application(router: router).test(.router) { client in
      try await client.execute(uri: "/healthz", method: .get) { #expect($0.status == .ok) }
    }
  }
}
