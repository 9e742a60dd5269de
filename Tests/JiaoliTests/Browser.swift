import Foundation

/// A headless Chromium, told what to do through its debugging pipe (Chrome DevTools Protocol), with one page.
///
/// It is waited for by what it reports, never by time.
final class Browser {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let process = Process()
  private let (orders, reports) = (Pipe(), Pipe())
  private var unread = Data()
  private var count = 0
  /// What it has reported since the last order, but for answers.
  private var events: Set<String> = []
  private var page: String?

  /// - Parameter profile: a folder of its own.
  init(profile: URL) throws {
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // It reads orders from descriptor 3 and reports on 4.
    process.arguments = [
      "-c", "exec chromium --headless --no-sandbox --disable-gpu --user-data-dir=\"$0\" --remote-debugging-pipe 3<&0 4>&1 >&2",
      profile.path,
    ]
    (process.standardInput, process.standardOutput, process.standardError) = (orders, reports, FileHandle.nullDevice)
    try process.run()
    let target = try order("Target.createTarget", ["url": "about:blank"])
    page = try order("Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])["sessionId"] as? String
    _ = try order("Page.enable")
  }

  deinit { if process.isRunning { process.terminate() } }

  /// Opens an address and waits until it is there.
  func open(_ address: String) throws {
    _ = try order("Page.navigate", ["url": address])
    try wait(for: "Page.loadEventFired")
  }

  /// Runs a script in the page.
  /// - Parameter leads: whether it leads to another page, which is waited for.
  @discardableResult
  func run(_ script: String, leads: Bool = false) throws -> String {
    let result = try order("Runtime.evaluate", ["expression": script, "userGesture": true])
    if leads { try wait(for: "Page.loadEventFired") }
    return (result["result"] as? [String: Any])?["value"] as? String ?? ""
  }

  private func order(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    count += 1
    events = []
    let id = count
    var message: [String: Any] = ["id": id, "method": method, "params": parameters]
    if let page { message["sessionId"] = page }
    try orders.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
    while true {
      let report = try report()
      guard report["id"] as? Int == id else {
        if let event = report["method"] as? String { events.insert(event) }
        continue
      }
      if let error = report["error"] { throw Failure(description: "\(method): \(error)") }
      return report["result"] as? [String: Any] ?? [:]
    }
  }

  private func wait(for event: String) throws {
    while !events.contains(event) {
      if let event = try report()["method"] as? String { events.insert(event) }
    }
  }

  /// The next thing that it says.
  private func report() throws -> [String: Any] {
    while true {
      if let end = unread.firstIndex(of: 0) {
        defer { unread = Data(unread[unread.index(after: end)...]) }
        return try JSONSerialization.jsonObject(with: unread[..<end]) as? [String: Any] ?? [:]
      }
      let more = reports.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure(description: "chromium ended") }
      unread += more
    }
  }
}
