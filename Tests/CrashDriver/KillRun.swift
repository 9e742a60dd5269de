import Foundation
import GRDB
import Glibc
import Office

/// Starts an office in a process of its own, kills it at a random moment, looks at what is left, and starts it again: many times.
struct KillRun {
  let count: Int
  let seed: UInt64
  /// After so many kills another office is begun, so that looking at everything stays quick.
  private static let lives = 100
  /// Everything is looked at anew after so many kills.
  private static let looks = 25

  /// What became of the commands.
  private struct Tally {
    var kills = 0
    var acknowledged: [String: Int] = [:]
    var refused: [String: Int] = [:]
    var open = 0

    mutating func add(_ ledger: Ledger) {
      for (marker, command) in ledger.begun {
        if ledger.acknowledged.contains(marker) { acknowledged[command.rawValue, default: 0] += 1 }
        if ledger.refused.contains(marker) { refused[command.rawValue, default: 0] += 1 }
      }
      open += ledger.open.count
    }
  }

  /// - Returns: whether nothing was ever wrong.
  func run() throws -> Bool {
    let (folder, began) = (FileManager.default.temporaryDirectory.appending(path: "crash-\(UUID().uuidString)"), Date())
    // What broke is kept.
    var isKept = true
    defer { if !isKept { try? FileManager.default.removeItem(at: folder) } }
    let base = try SmallOffice.make(in: folder.appending(path: "base"), on: SmallOffice.firstDay)
    let office = try base.office(on: nil)
    _ = try office.start("studio-semester", subjects: ["W01"], semester: "2026-2027-1", parameters: ["hosts": "S002"])
    _ = try office.start("network-study-pilot", subjects: [], semester: nil, parameters: ["schools": "S001,S002"])
    // The studio's semester may be over before anybody comes to plan it: so that there is something to publish, a draft is there from the start.
    var request = Office.PlanRequest()
    request.steps = 200
    _ = try office.plan("2026-2027-1", request)
    var (random, tally) = (Seeded(state: seed), Tally())
    while tally.kills < count {
      let home = folder.appending(path: "office-\(tally.kills)")
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      let small = SmallOffice(folder: home)
      try base.copy(to: small)
      guard try kill(small, &random, &tally) else {
        print("kept in \(home.path)")
        return false
      }
      try FileManager.default.removeItem(at: home)
    }
    isKept = false
    let all = tally.acknowledged.values.reduce(0, +)
    print(
      "\(tally.kills) kills in \(Int(Date().timeIntervalSince(began))) s, seed \(seed): \(all) commands acknowledged, \(tally.refused.values.reduce(0, +)) refused, "
        + "\(tally.open) cut off; nothing lost, nothing twice, nothing torn, every table as the journal says after each")
    print("acknowledged:", tally.acknowledged.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    let missing = Command.allCases.filter { tally.acknowledged[$0.rawValue] == nil }
    guard count < 500 || missing.isEmpty else {
      print("never done:", missing.map(\.rawValue).joined(separator: ", "))
      return false
    }
    return all > 0
  }

  /// The lives of one office.
  private func kill(_ small: SmallOffice, _ random: inout Seeded, _ tally: inout Tally) throws -> Bool {
    let inspector = try Inspector(path: small.path)
    // Another process may have the office open all the while: then nobody takes over its log between two lives.
    let witness = Bool.random(using: &random) ? try DatabaseQueue(path: small.path) : nil
    _ = try witness?.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM journal") }
    var ledger = Ledger()
    let lives = min(Self.lives, count - tally.kills)
    for life in 1...lives {
      tally.kills += 1
      let said = try live(small.folder, seed &+ UInt64(tally.kills), &random)
      // What stands after the last end of a line was cut off.
      for line in said[..<(said.lastIndex(of: "\n") ?? said.startIndex)].split(separator: "\n") { ledger.read(line) }
      let problems = try inspector.problems(&ledger, isWhole: life % Self.looks == 0 || life == lives)
      guard problems.isEmpty else {
        print("kill \(tally.kills), seed \(seed):", problems.joined(separator: "\n"), separator: "\n")
        return false
      }
      if tally.kills % 100 == 0 { FileHandle.standardError.write(Data("\(tally.kills) kills\n".utf8)) }
    }
    tally.add(ledger)
    try witness?.close()
    return true
  }

  /// One life of the office, until it is killed.
  private func live(_ home: URL, _ seed: UInt64, _ random: inout Seeded) throws -> String {
    let (process, out) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["play", home.path, String(seed)]
    process.standardOutput = out
    try process.run()
    let reading = out.fileHandleForReading
    // Now and then it is killed while it begins, mostly when it is at work, and now and then after long enough to have planned a semester.
    var output = Int.random(in: 0..<12, using: &random) == 0 ? Data() : reading.availableData
    usleep(UInt32.random(in: 0...(Int.random(in: 0..<10, using: &random) == 0 ? 1_500_000 : 120_000), using: &random))
    Glibc.kill(process.processIdentifier, SIGKILL)
    output += reading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
