import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Office

/// Lets devices in by Basic authentication (RFC 7617): a staff number and the password of one device.
///
/// Whoever is not let in learns nothing: somebody unknown and a wrong password take the same time and get the same answer.
final class DAVDoor: Sendable {
  /// Who came in, or what to answer.
  enum Entry {
    case person(String)
    case refused(Response)
  }

  private let login: DeviceLogin
  private let wrong: WrongPasswords
  private let clients: ClientLedger?
  private let accounts: RateLedger<String>?
  private let now: @Sendable () -> NIODeadline
  private let pause: @Sendable (Duration) async throws -> Void

  /// A door.
  /// - Parameters:
  ///   - clients: how often each address may come with a password that is not known yet; nil is without limit.
  ///   - accounts: how often each person may come; nil is without limit.
  ///   - now: the time by which is counted how often somebody comes.
  ///   - pause: waits; tests do not.
  init(
    _ login: DeviceLogin, wrong: WrongPasswords = WrongPasswords(), clients: ClientLedger? = nil, accounts: RateLedger<String>? = nil,
    now: @escaping @Sendable () -> NIODeadline = { .now() },
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    (self.login, self.wrong, self.clients, self.accounts, self.now, self.pause) = (login, wrong, clients, accounts, now, pause)
  }

  /// Reads the credentials of a request.
  /// - Parameter key: what counts as its client.
  func enter(_ field: String?, client: String, key: ClientKey? = nil, logger: Logger) async throws -> Entry {
    guard let (user, password) = field.flatMap(Self.credentials) else {
      if field != nil, let wait = clients?.admit(key, now()) { return .refused(ErrorAnswer.tooOften(wait)) }
      return .refused(Self.unauthorized)
    }
    // Now and then it writes down that the device was here, and may have to wait for that.
    let remembered = try await NIOThreadPool.singleton.runIfActive { [login] in try login.remembered(user: user, password: password) }
    if let person = remembered {
      if let wait = accounts?.admit(person, now()) { return .refused(ErrorAnswer.tooOften(wait)) }
      return .person(person)
    }
    if let wait = clients?.admit(key, now()) { return .refused(ErrorAnswer.tooOften(wait)) }
    let attempt = WrongPasswords.Attempt(user: user, client: client)
    guard !wrong.isBarred(attempt) else { return .refused(Self.barred) }
    // scrypt takes its time on purpose.
    let person = try await NIOThreadPool.singleton.runIfActive { [login] in try login.person(user: user, password: password) }
    if let person {
      wrong.forget(attempt)
      return .person(person)
    }
    // What was typed may be anything, a password in the wrong field too.
    let delay = wrong.note(attempt)
    logger.warning("wrong password", metadata: ["client": "\(client)", "delay": "\(delay)"])
    try await pause(delay)
    return .refused(Self.unauthorized)
  }

  private static func credentials(_ field: String) -> (user: String, password: String)? {
    let parts = field.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "basic", field.utf8.count < 2000,
      let data = Data(base64Encoded: parts[1].trimmingCharacters(in: .whitespaces)), let text = String(validating: data, as: UTF8.self),
      let colon = text.firstIndex(of: ":")
    else { return nil }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }

  private static var unauthorized: Response {
    ErrorAnswer.response(
      .unauthorized, "需要工号和设备密码 (由 jiaoli account add 生成)", [.wwwAuthenticate: "Basic realm=\"jiaoli\", charset=\"UTF-8\""])
  }

  private static var barred: Response { ErrorAnswer.response(.tooManyRequests, "密码连续错误, 请十分钟后再试", [.retryAfter: "600"]) }
}
