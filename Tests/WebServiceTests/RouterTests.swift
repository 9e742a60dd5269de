import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Office
import Testing

@testable import WebService

/// The service by its router, without a socket.
@Suite struct RouterTests {
  @Test(arguments: ["/healthz", "/readyz"])
  func `A living service says so`(path: String) async throws {
    let fixture = try Fixture()
    try await fixture.service().application().test(.router) { client in
      try await client.execute(uri: path, method: .get) { #expect($0.status == .ok) }
      try await client.execute(uri: path, method: .head) { #expect($0.status == .ok) }
    }
  }

  @Test func `What is not there is said in a sentence`() async throws {
    let fixture = try Fixture()
    try await fixture.service().application().test(.router) { client in
      try await client.execute(uri: "/none", method: .get) { response in
        #expect(response.status == .notFound)
        #expect(response.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(String(buffer: response.body) == "没有这个地址\n")
      }
    }
  }

  private static let statuses: [(OfficeError.Kind, Int)] = [
    (.no, 409), (.usage, 400), (.badInput, 422), (.notFound, 404), (.defect, 500), (.damaged, 500), (.conflict, 409), (.busy, 503),
    (.notAllowed, 403),
  ]

  @Test func `Every kind of error has a status, and its answer says what to do next`() async throws {
    #expect(Self.statuses.map(\.0) == OfficeError.Kind.allCases)
    for (kind, status) in Self.statuses {
      let router = Router(context: ServiceContext.self)
      router.add(middleware: ErrorMiddleware())
      router.get("/") { _, _ -> String in throw OfficeError(kind, "出错了", places: ["a.csv:3"], advice: "改好后重试") }
      try await Application(router: router).test(.router) { client in
        try await client.execute(uri: "/", method: .get) { response in
          #expect(response.status.code == status)
          #expect(String(buffer: response.body) == "出错了\na.csv:3\n办法: 改好后重试\n")
          #expect((response.headers[.retryAfter] != nil) == (kind == .busy))
        }
      }
    }
  }

  @Test func `Any method can be routed, with a body up to the limit`() async throws {
    let fixture = try Fixture()
    let service = try fixture.service { $0.limits.bodyBytes = 10 }
    let router = service.router()
    router.on("/upload/**", method: HTTPRequest.Method("PROPFIND")!) { request, context in
      try await request.body.collect(upTo: context.maxUploadSize)
    }
    try await Application(router: router).test(.live) { client in
      try await client.execute(uri: "/upload/a/b", method: HTTPRequest.Method("PROPFIND")!, body: ByteBuffer(string: "0123456789")) {
        #expect(String(buffer: $0.body) == "0123456789")
      }
      try await client.execute(uri: "/upload/a/b", method: HTTPRequest.Method("PROPFIND")!, body: ByteBuffer(string: "0123456789a")) {
        #expect($0.status == .contentTooLarge)
      }
    }
  }
}
