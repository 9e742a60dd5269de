import NIOCore
import Testing

@testable import WebService

@Suite struct RateLimitTests {
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

  @Test func `So many at once, then one for each share of a minute`() {
    let limit = RateLimit(perMinute: 3)
    var paidUntil: Int64 = 0
    let waits = [0, 0, 0, 0, 19, 20, 20, 200, 200, 200, 200].map { limit.admit(&paidUntil, start + .seconds($0)) }
    #expect(waits == [nil, nil, nil, 20, 1, nil, 20, nil, nil, nil, 20])
  }

  @Test func `Nothing is counted where there is no limit`() {
    var paidUntil: Int64 = 0
    #expect((0..<100).allSatisfy { _ in RateLimit(perMinute: 0).admit(&paidUntil, start) == nil })
    #expect(paidUntil == 0)
  }
}
