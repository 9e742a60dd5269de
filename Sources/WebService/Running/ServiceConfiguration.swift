public import NIOCore

/// How the service runs: what `jiaoli serve` was told.
public struct ServiceConfiguration: Sendable {
  /// The address to listen on.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 is any free one.
  public var port = 8080
  /// Event loops, the threads that carry connections; nil is one for each core but one, which is left to those that read the records.
  public var threads: Int?
  /// Whether X-Forwarded-For and X-Forwarded-Proto may be believed: a proxy of ours stands before the service.
  public var isBehindProxy = false
  /// The certificate with which the service encrypts; nil for none.
  public var certificate: CertificateFiles?
  /// The address by which people reach the service, such as `https://calendar.example.cn`; nil is what their browser says.
  public var publicAddress: String?
  /// How often the service looks whether the day turned or a timer came due.
  public var turnInterval = Duration.seconds(1)
  /// What one client may ask of the service.
  public var limits = ServiceLimits()
  /// Whether each request is logged, by its route and never by its address.
  public var logsRequests = false

  /// The usual configuration.
  public init() {}
}

/// Files in PEM form.
public struct CertificateFiles: Hashable, Sendable {
  /// The certificate with those that vouch for it.
  public var certificate: String
  /// Its private key.
  public var key: String

  /// Files in PEM form.
  public init(certificate: String, key: String) { (self.certificate, self.key) = (certificate, key) }
}

/// What one client may ask of the service, so that it cannot hold others up.
public struct ServiceLimits: Sendable {
  /// The largest request body in bytes.
  public var bodyBytes = 1 << 20
  /// The most that a connection may send between two writes of ours, in bytes: the files of one task, and what encryption adds.
  public var sentBytes = 66 << 20
  /// So many bytes a second of a body are slow, but come: a request has that much more time for those that it brings.
  public var slowestBytes = 32 << 10
  /// The largest request head in bytes.
  public var headBytes = 16 << 10
  /// The most header fields of a request.
  public var headFields = 64
  /// How long a connection may wait for a whole request head: its first, or the next.
  public var headTime = TimeAmount.seconds(30)
  /// How long a request may take from its head until its answer begins, beside the time for its body.
  public var requestTime = TimeAmount.seconds(30)
  /// How long a client may leave an answer untaken that is ready for it.
  public var takingTime = TimeAmount.seconds(30)
  /// How long a connection with HTTP/2 may live.
  public var http2Age = Duration.seconds(600)
  /// The most connections at a time.
  public var connections = 10_000
  /// The most connections of one client at a time; 0 is without limit. Not counted behind a proxy.
  public var connectionsPerClient = 200
  /// Requests a minute of one client, an IPv4 address or an IPv6 network of 64 bits; 0 is without limit.
  public var perClient = 1200
  /// Requests a minute of one teacher's calendar programs together, once their password is known to be right; 0 is without limit. A program that
  /// looks for the first time, or brings many events at once, asks thousands of times; those of a school come from one address.
  public var perAccount = 30_000
  /// Requests a minute with one token; 0 is without limit.
  public var perToken = 60
  /// For how long what is known of the records may be taken for granted.
  public var freshness = TimeAmount.milliseconds(5)
  /// Bytes of feeds that are kept ready, about.
  public var cacheBytes = 256 << 20
  /// Tokens that are kept ready.
  public var cachedTokens = 200_000
  /// How long the answer to a first wrong password waits; each further one takes twice as long, 32 times as long at most.
  public var wrongPasswordTime = Duration.milliseconds(250)
  /// How long open requests may still take once the service is told to stop.
  public var stopTime = Duration.seconds(10)

  /// The usual limits.
  public init() {}
}
