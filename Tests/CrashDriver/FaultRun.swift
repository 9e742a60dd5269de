import AcademicCalendar
import Crypto
import FaultVFS
import Foundation
import GRDB
import Office
import Store

/// Plays a whole pilot and a studio's semester on a disk that remembers what was synced, and examines what a power cut at each sync would have
/// left: with the unsynced writes dropped, torn and garbled.
final class FaultRun {
  /// At which syncs: every one, or every n-th.
  private let every: Int
  private let folder = FileManager.default.temporaryDirectory.appending(path: "faults-\(UUID().uuidString)")
  private var images: URL { folder.appending(path: "images") }
  private var random = Seeded(state: 1)
  private var (number, refused, cut, examined, failures) = (0, 0, 0, 0, 0)
  /// What was acknowledged, and what is there now.
  private var (acknowledged, present) = (DiskState(), DiskState())
  private var rebuilt: RebuiltTables?

  init(every: Int) { self.every = max(1, every) }

  /// - Returns: whether nothing was ever wrong.
  func run() throws -> Bool {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
    let (live, began) = (folder.appending(path: "live"), Date())
    guard fault_vfs_install(live.path, images.path, 20_140_102, Int32(every)) == 0 else { return false }
    let small = try SmallOffice.make(in: live, on: PilotPlay.firstDay)
    // The office is made; from here on everything is acknowledged.
    try FileManager.default.removeItem(at: images)
    try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
    let before = Int(fault_vfs_syncs())
    let office = try small.office(on: PilotPlay.firstDay)
    rebuilt = try RebuiltTables(for: office.store)
    acknowledged = try DiskState(path: small.path, after: DiskState(), isExamined: true)
    var pilot = PilotPlay(small: small) { command, body in try self.give(command, small, body) }
    let end = try pilot.play(office)
    try playStudio(try office.acting(as: nil, on: SmallOffice.firstDay), small)
    let syncs = Int(fault_vfs_syncs()) - before
    print(
      "the pilot ended \(end.map(\.description) ?? "never"); \(number) commands (\(refused) refused), \(syncs) syncs, the power cut at \(cut) of them: "
        + "\(examined) disks examined in \(Int(Date().timeIntervalSince(began))) s, \(failures) with something wrong")
    return failures == 0 && examined > 0 && end != nil && (every > 1 || cut == syncs)
  }

  /// A semester of the studio: planned, published, replanned around an absence, published again.
  private func playStudio(_ office: Office, _ small: SmallOffice) throws {
    try give(.start, small) { _ in
      _ = try office.start("studio-semester", subjects: ["W01"], semester: "2026-2027-1", parameters: ["hosts": "S002"])
    }
    try give(.start, small) { try Command.start.give(office, $0, small, &self.random) }
    let commands: [Command] = [
      .plan, .publish, .absence, .plan, .publish, .submit, .tick, .tickInVain, .untick, .urge, .copy, .delegate, .waive, .cancel,
    ]
    for command in commands { try give(command, small) { try command.give(office, $0, small, &self.random) } }
  }

  /// Gives one command and then examines every disk that a power cut during it would have left.
  private func give(_ command: Command, _ small: SmallOffice, _ body: (Marker) throws -> Void) throws {
    number += 1
    do { try body(Marker(seed: 0, thread: 0, number: number)) } catch {
      guard let known = OfficeError.of(error), known.kind != .defect else { throw error }
      refused += 1
    }
    // Moving pages from the log into the database is synced too.
    if number % 12 == 0 {
      let raw = try DatabaseQueue(path: small.path)
      try raw.writeWithoutTransaction { _ = try $0.checkpoint(number % 24 == 0 ? .passive : .restart) }
      try raw.close()
    }
    present = try DiskState(path: small.path, after: acknowledged, isExamined: false)
    try examineImages(of: small)
    acknowledged = present
  }

  private func examineImages(of small: SmallOffice) throws {
    var disks: [(name: String, path: String, state: Result<DiskState, any Error>)] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: images.path).sorted() {
      let path = images.appending(path: name).appending(path: "office.db").path
      try? FileManager.default.createSymbolicLink(atPath: path + ".evidence", withDestinationPath: small.path + ".evidence")
      disks.append((name, path, Result { try DiskState(path: path, after: DiskState(), isExamined: true) }))
    }
    cut += Set(disks.map { $0.name.prefix { $0 != "-" } }).count
    // Those with the shorter journals first: what is rebuilt only grows.
    for disk in disks.sorted(by: { ((try? $0.state.get().entries) ?? 0) < ((try? $1.state.get().entries) ?? 0) }) {
      let problems: [String]
      do { problems = try examine(disk.path, try disk.state.get()) } catch { problems = ["\(error)"] }
      examined += 1
      if examined % 300 == 0 { FileHandle.standardError.write(Data("\(examined) disks\n".utf8)) }
      if !problems.isEmpty {
        failures += 1
        print("power cut at sync \(disk.name):", problems.joined(separator: "\n"), separator: "\n")
      }
      try FileManager.default.removeItem(at: images.appending(path: disk.name))
    }
  }

  /// What is wrong with a disk: it holds everything acknowledged, of what was being done all or nothing, and an office that can be worked in.
  private func examine(_ path: String, _ state: DiskState) throws -> [String] {
    var problems = state.problems
    let known = [acknowledged, present]
    if !known.contains(where: { $0.entries == state.entries && $0.digest == state.digest }) {
      problems.append("\(state.entries) entries of the journal, \(acknowledged.entries) were acknowledged; they are other ones")
    }
    if !known.contains(where: { $0.events == state.events }) { problems.append("the calendars are neither as before nor as after") }
    let office = try Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: nil)
    if problems.isEmpty { problems += try rebuilt?.differing(in: office.store).map { "\($0) is not what the journal says" } ?? [] }
    // Feeds and timers are looked at now and then: they follow from the tables.
    if examined % 50 == 0 {
      problems += try office.examine().problems.map { "\($0.kind): \($0.message)" } + Calendars(path: path).problems()
    }
    try office.setAccessRetention(days: 400)
    let after = try DiskState(path: path, after: state, isExamined: false)
    return problems + after.problems + (after.entries > state.entries ? [] : ["the next command left nothing"])
  }
}

/// What one disk holds of an office.
struct DiskState {
  /// How many entries the journal has.
  private(set) var entries: Int64 = 0
  /// All of them, one after the other.
  private(set) var digest = ""
  /// The titles in the calendars that teachers keep, by resource.
  private(set) var events: [String: String] = [:]
  /// What is wrong with the files by themselves.
  private(set) var problems: [String] = []
  private var sound: Set<String> = []

  init() {}

  /// Reads a disk.
  /// - Parameters:
  ///   - earlier: what it held before, as far as that is known.
  ///   - isExamined: whether the structure of the file and the evidence are looked at, too.
  init(path: String, after earlier: DiskState, isExamined: Bool) throws {
    self = earlier
    problems = []
    let database = try DatabaseQueue(path: path)
    defer { try? database.close() }
    try database.read { db in
      let findings = Findings(path: path)
      if isExamined { problems += try findings.structure(db) + findings.evidence(db, &sound) }
      events = try findings.events(db, &problems)
      let rows = try Row.fetchCursor(
        db, sql: "SELECT seq, at, actor, behalf, kind, payload FROM journal WHERE seq > ? ORDER BY seq", arguments: [entries])
      while let row = try rows.next() {
        let text = digest + row.databaseValues.map(\.description).joined(separator: "\u{1F}")
        digest = SHA256.hash(data: Data(text.utf8)).map { String($0, radix: 16) }.joined(separator: ".")
        entries = row["seq"]
      }
    }
  }
}
