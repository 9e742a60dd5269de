import Foundation
import Testing

/// The service as a process: certificates, signals, tokens from the command line, and a real browser.
@Suite(.serialized) struct ServeTests {
  /// A service that runs until the test is over.
  final class Running {
    let fixture: Fixture
    let process: Process
    let address: String
    private let (out, err): (Pipe, Pipe)

    init(_ fixture: Fixture, _ arguments: [String] = []) throws {
      self.fixture = fixture
      (process, out, err) = try fixture.start(["serve", "--port", "0"] + arguments)
      var line = Data()
      while !line.contains(0x0A) {
        let more = out.fileHandleForReading.availableData
        guard !more.isEmpty else { break }
        line += more
      }
      address = String(decoding: line, as: UTF8.self).firstMatch(of: /https?:\/\/[0-9.:]+/).map { String($0.0) } ?? ""
    }

    deinit { if process.isRunning { process.terminate() } }

    /// Stops it as a service manager does.
    func stop() -> (status: Int32, log: String) {
      process.terminate()
      let log = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, log)
    }
  }

  static func run(_ program: String, _ arguments: [String], in folder: URL) throws -> String {
    let (process, out) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = folder
    (process.standardOutput, process.standardError) = (out, FileHandle.nullDevice)
    try process.run()
    let data = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  static func has(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  private struct Issued: Decodable {
    var secret: String
    var feed: String
    var page: String
  }

  private func issue(_ fixture: Fixture, _ subject: String, _ address: String) throws -> Issued {
    let answer = try fixture.run("feed", "token", "issue", subject, "--label", "我的手机", "--address", address, "--json")
    return try JSONDecoder().decode(Issued.self, from: Data(answer.out.utf8))
  }

  @Test(.enabled(if: has("curl"), "curl is not installed"))
  func `A token from the command line opens a feed, its last use is noted, and a signal stops the service`() throws {
    let fixture = try Fixture()
    let running = try Running(fixture)
    let issued = try issue(fixture, "A1", running.address)
    #expect(try Self.run("curl", ["-sf", issued.feed], in: fixture.folder) == fixture.run("feed", "A1").out)
    #expect(try Self.run("curl", ["-sf", issued.page], in: fixture.folder).contains("安1的职责"))
    #expect(try fixture.run("feed", "token", "list").out.contains("从未"))
    let end = running.stop()
    #expect(end.status == 0)
    #expect(!end.log.contains(issued.secret))
    let list = try fixture.run("feed", "token", "list", "A1")
    #expect(list.out.contains("person:A1") && list.out.contains("我的手机") && !list.out.contains("从未"))
    #expect(!list.out.contains(issued.secret))
    #expect(try fixture.run("feed", "token", "revoke", "1").out == "已撤销第 1 号订阅「我的手机」\n")
    #expect(try fixture.run("feed", "token", "revoke", "1").status == 1)
    #expect(try fixture.run("feed", "token", "revoke", "2").status == 66)
    #expect(try fixture.run("feed", "token", "issue", "A2", "--label", "x", "--as", "A1").status == 77)
  }

  @Test func `Tokens for everybody come as a table, in one go`() throws {
    let fixture = try Fixture()
    let answer = try fixture.run("feed", "token", "issue", "--all", "--label", "手机", "--address", "https://x.cn/")
    let lines = answer.out.split(separator: "\n")
    #expect(lines.count == 11 && lines[0] == "工号,姓名,订阅地址,说明与二维码")
    let row = /[A-Z][0-9],.+,https:\/\/x\.cn\/feeds\/[a-z2-7]{32}\.ics,https:\/\/x\.cn\/subscribe\/[a-z2-7]{32}/
    #expect(lines.dropFirst().allSatisfy { $0.wholeMatch(of: row) != nil })
    #expect(try fixture.run("feed", "token", "issue", "--all", "--label", "x", "--as", "A1").status == 77)
    #expect(try fixture.run("feed", "token", "issue", "--label", "x").status == 64)
  }

  @Test(.enabled(if: has("curl") && has("openssl"), "curl or openssl is not installed"))
  func `With a certificate the service speaks HTTP/1.1 and HTTP/2 as the client chooses`() throws {
    let fixture = try Fixture()
    _ = try Self.run(
      "openssl",
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=localhost"],
      in: fixture.folder)
    let files = ["--certificate", "cert.pem", "--key", "key.pem"]
    let running = try Running(fixture, files)
    #expect(running.address.hasPrefix("https://"))
    let issued = try issue(fixture, "A1", running.address)
    let expected = try fixture.run("feed", "A1").out
    for version in ["--http1.1", "--http2"] {
      let answer = try Self.run("curl", ["-sk", version, "-w", "%{http_version} %{http_code}", issued.feed], in: fixture.folder)
      #expect(answer == expected + (version == "--http2" ? "2 200" : "1.1 200"))
      let fields = try Self.run("curl", ["-skI", version, issued.feed], in: fixture.folder).lowercased()
      let tag = try #require(fields.firstMatch(of: /etag: ("[0-9a-f]+")/)).1
      let known = try Self.run(
        "curl", ["-sk", version, "-o", "/dev/null", "-w", "%{http_code}", "-H", "If-None-Match: \(tag)", issued.feed], in: fixture.folder)
      #expect(known == "304")
    }
    #expect(try Self.run("curl", ["-sk", issued.page], in: fixture.folder).contains("webcal://127.0.0.1"))
    #expect(running.stop().status == 0)
    // What is wrong with the files is said before anything is served.
    _ = try fixture.file("bad.pem", "none")
    for (arguments, status) in [
      (["--certificate", "cert.pem"], Int32(64)), (["--certificate", "none.pem", "--key", "key.pem"], 66),
      (["--certificate", "bad.pem", "--key", "key.pem"], 65), (["--certificate", "cert.pem", "--key", "bad.pem"], 65),
    ] {
      let refused = try Fixture.finish(fixture.start(["serve", "--port", "0"] + arguments))
      #expect(refused.status == status && refused.err.hasPrefix("错误: "), "\(arguments) \(refused.err)")
    }
  }

  @Test func `A port that is taken is said so`() throws {
    let fixture = try Fixture()
    let running = try Running(fixture)
    let port = String(running.address.split(separator: ":").last ?? "")
    let second = try fixture.run("serve", "--port", port)
    #expect(second.status == 75 && second.err.contains("不能在 127.0.0.1:\(port) 上监听"), "\(second)")
  }

  @Test(.enabled(if: has("chromium"), "chromium is not installed"))
  func `A real browser shows the page on a phone`() throws {
    let fixture = try Fixture()
    let running = try Running(fixture)
    let issued = try issue(fixture, "A1", running.address)
    let picture = fixture.folder.appending(path: "page.png")
    let profile = fixture.folder.appending(path: "profile").path
    let options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=\(profile)"]
    _ = try Self.run("chromium", options + ["--window-size=412,1600", "--screenshot=\(picture.path)", issued.page], in: fixture.folder)
    let bytes = try Data(contentsOf: picture)
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) && bytes.count > 20_000)
    let page = try Self.run("chromium", options + ["--dump-dom", issued.page], in: fixture.folder)
    #expect(page.contains("订阅日历: 安1的职责") && page.contains("<path d=\"M4 4h7"))
  }

  @Test(.enabled(if: has("chromium"), "chromium is not installed"))
  func `In a real browser a teacher hands in what a task asks for`() throws {
    let fixture = try Fixture()
    let running = try Running(fixture)
    let task = try #require(
      try JSONDecoder().decode([Listed].self, from: Data(fixture.run("tasks", "--as", "A1", "--json").out.utf8)).first)
    let account = try JSONDecoder().decode(
      Account.self, from: Data(fixture.run("account", "add", "A1", "--label", "手机", "--json").out.utf8))
    let browser = try Browser(profile: fixture.folder.appending(path: "profile"))
    try browser.open("\(running.address.replacing("://", with: "://A1:\(account.password)@"))/tasks/\(task.id)")
    #expect(try browser.run("document.title") == task.title)
    try browser.run(
      """
      for (const field of document.querySelectorAll('input[type=file]')) {
        const files = new DataTransfer(); files.items.add(new File(['内容'], field.name + '.docx')); field.files = files.files
      }
      document.querySelector('button').click()
      """, leads: true)
    #expect(try browser.run("document.body.innerText").contains("已提交"))
    #expect(try fixture.run("task", "show", String(task.id)).out.contains("待审"))
  }

  private struct Account: Decodable { var password: String }
  private struct Listed: Decodable { var (id, title): (Int, String) }
}
