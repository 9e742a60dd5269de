import Foundation
import Glibc
import Testing

/// A database that the person may not read or write.
@Suite struct PermissionTests {
  /// Runs the binary as nobody: permissions mean nothing to root.
  private func runAsNobody(_ fixture: Fixture, _ arguments: String...) throws -> Fixture.Answer {
    let (process, out, err) = (Process(), Pipe(), Pipe())
    let isRoot = getuid() == 0
    process.executableURL = isRoot ? URL(fileURLWithPath: "/usr/bin/setpriv") : Fixture.binary
    process.arguments = (isRoot ? ["--reuid=65534", "--regid=65534", "--clear-groups", Fixture.binary.path] : []) + arguments
    process.environment = ["JIAOLI_DATABASE": fixture.database]
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    (process.standardOutput, process.standardError) = (out, err)
    try process.run()
    return Fixture.finish((process, out, err))
  }

  private static let canDrop = getuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")

  @Test(
    .enabled(if: canDrop, "setpriv is needed to run without root's rights"),
    arguments: [(0o755, 0o000), (0o755, 0o444), (0o555, 0o644), (0o000, 0o644)])
  func `What may not be read or written is told so, and nothing is changed`(folder: Int, file: Int) throws {
    let fixture = try Fixture()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.database))
    chmod(fixture.database, mode_t(file))
    chmod(fixture.folder.path, mode_t(folder))
    defer { chmod(fixture.folder.path, 0o755) }
    let answer = try runAsNobody(fixture, "task", "urge", "1")
    chmod(fixture.folder.path, 0o755)
    chmod(fixture.database, 0o644)
    #expect(answer.status != 0 && answer.err.contains("错误:") && answer.err.contains("办法:"), "\(answer.err)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.database)) == bytes)
  }

  @Test func `Processes that write at once are all heard, each once`() throws {
    let fixture = try Fixture()
    let before = try fixture.run("doctor", "--json").out
    let started = try (0..<6).map { try fixture.start(["task", "urge", "1", "--note", "第\($0)次"]) }
    for answer in started.map(Fixture.finish) { #expect(answer.status == 0, "\(answer.err)") }
    // The latest stands beside the task, too.
    let shown = try #require(try fixture.run("task", "show", "1").out.components(separatedBy: "做了什么").last)
    for number in 0..<6 { #expect(shown.components(separatedBy: "第\(number)次").count == 2) }
    #expect(try fixture.run("doctor", "--json").out != before)
    #expect(try fixture.run("doctor").status == 0)
  }
}
