import Foundation
import Testing

/// The office is killed, and its disk fails: `Scripts/crash` does the same thousands of times.
@Suite struct CrashTests {
  private func driver(_ arguments: String...) throws -> (status: Int32, text: String) {
    let (process, out) = (Process(), Pipe())
    process.executableURL = Fixture.binary.deletingLastPathComponent().appending(path: "CrashDriver")
    process.arguments = arguments
    process.standardOutput = out
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test(arguments: [1, 2]) func `Killed two dozen times at random points, nothing is lost, doubled or torn`(seed: Int) throws {
    let (status, text) = try driver("kill", "12", String(seed))
    #expect(status == 0, "\(text)")
  }

  @Test func `A database that does not sync its commits is seen to lose them`() throws {
    let (status, text) = try driver("control")
    #expect(status == 0, "\(text)")
  }

  @Test func `A power cut at a sync of the whole pilot leaves all that was acknowledged, whatever becomes of what was not synced`() throws {
    let (status, text) = try driver("faults", "29")
    #expect(status == 0 && text.contains("the pilot ended 2015-02"), "\(text)")
  }
}
