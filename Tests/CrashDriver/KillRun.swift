import Foundation
import Glibc
import Office

/// Starts an office in a process of its own, kills it at a random moment, looks at what is left, and starts it again: many times.
struct KillRun {
  let count: Int
  let seed: UInt64
  /// After so many kills a new office is begun, so that looking at it stays quick.
  private static let lives = 40

  /// - Returns: whether nothing was ever wrong.
  func run() throws -> Bool {
    print("seed \(seed)")
    let folder = FileManager.default.temporaryDirectory.appending(path: "crash-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let base = try SmallOffice.make(in: folder.appending(path: "base"), on: SmallOffice.firstDay)
    _ = try base.office(on: nil).start("studio-semester", subjects: ["W01"], semester: "2026-2027-1", parameters: ["hosts": "S002"])
    var random = Seeded(state: seed)
    var (acknowledged, inFlight, kills) = (0, 0, 0)
    while kills < count {
      let home = folder.appending(path: "office-\(kills)")
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: base.path, toPath: home.appending(path: "office.db").path)
      let small = SmallOffice(folder: home)
      let before = try Verdict.kinds(of: small.path)
      var ledger = Ledger()
      for _ in 0..<min(Self.lives, count - kills) {
        kills += 1
        let output = try live(home, seed &+ UInt64(kills), forMicroseconds: UInt32.random(in: 20_000...220_000, using: &random))
        for line in output.split(separator: "\n", omittingEmptySubsequences: true) { ledger.read(line) }
        let problems = try Verdict(path: small.path, ledger: ledger, before: before).problems()
        guard problems.isEmpty else {
          print("kill \(kills):", problems.joined(separator: "\n"), separator: "\n")
          return false
        }
        if kills % 100 == 0 { print("\(kills) kills") }
      }
      acknowledged += ledger.acknowledged.count
      inFlight += ledger.begun.count - ledger.acknowledged.count - ledger.refused.count
      try FileManager.default.removeItem(at: home)
    }
    print("\(kills) kills, \(acknowledged) commands acknowledged, \(inFlight) cut off: nothing lost, nothing twice, nothing torn")
    return acknowledged > 0
  }

  /// One life of the office, until it is killed.
  private func live(_ home: URL, _ seed: UInt64, forMicroseconds time: UInt32) throws -> String {
    let (process, out) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["play", home.path, String(seed)]
    process.standardOutput = out
    try process.run()
    let pid = process.processIdentifier
    Thread.detachNewThread {
      usleep(time)
      kill(pid, SIGKILL)
    }
    let output = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
