import AcademicCalendar
import Foundation
import Glibc
import Office

/// A folder with a rehearsal office, worked by the built binary as real processes; it goes when the test ends.
final class Fixture {
  let folder: URL
  var database: String { folder.appending(path: "office.db").path }

  /// What a process answered.
  struct Answer {
    var status: Int32
    var out: String
    var err: String
  }

  /// The binary stands beside the test bundle.
  static let binary: URL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "jiaoli")

  static func shipped(_ path: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Workflows").appending(path: path).path
  }

  /// - Parameter studio: whether W01 with its leader L1 and members A1…A9 has its semester started; today is then 2026-09-01.
  init(studio: Bool = true) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "jiaoli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if studio {
      try Self.studio.write(to: folder.appending(path: "office.db"))
    } else {
      try Office.create(path: database, name: "测试", isRehearsal: true, now: Date(timeIntervalSince1970: 0), uidDomain: "x.test")
    }
  }

  /// The database of W01, made once.
  private static let studio: Data = {
    do {
      let fixture = try Fixture(studio: false)
      try fixture.startStudio()
      return try Data(contentsOf: URL(fileURLWithPath: fixture.database))
    } catch {
      fatalError("\(error)")
    }
  }()

  private func startStudio() throws {
    let office = try Office(path: database, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: Day("2026-09-01")!)
    _ = try office.importRoster([
      file("schools.csv", "学校编号,学校名称,片区,学段\nS001,实验小学,城区,小学\nS002,峰口小学,乡镇,小学\n"), file("people.csv", Self.people),
      file("studios.csv", "工作室编号,工作室名称,级别\nW01,小学语文工作室,省级\n"), file("members.csv", Self.members),
    ])
    try office.add(Semester(schoolYear: 2026, term: 1, firstDay: Day("2026-09-01")!, weeks: 20)!)
    _ = try office.install([URL(fileURLWithPath: Self.shipped("studio-semester"))])
    _ = try office.start("studio-semester", subjects: ["W01"], semester: "2026-2027-1", parameters: ["hosts": "S002"])
  }

  static let people =
    "工号,姓名,学校编号,学段,学科\nL1,李一,S001,小学,语文\n"
    + (1...9).map { "A\($0),安\($0),S00\($0 % 2 + 1),小学,语文\n" }.joined()
  private static let members = "工作室编号,工号,身份,导师工号\nW01,L1,主持人,\n" + (1...9).map { "W01,A\($0),成员,\n" }.joined()

  deinit { try? FileManager.default.removeItem(at: folder) }

  func file(_ name: String, _ text: String) throws -> URL {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url
  }

  /// Starts the binary on the fixture's database, in its folder.
  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> (process: Process, out: Pipe, err: Pipe) {
    let (process, out, err) = (Process(), Pipe(), Pipe())
    process.executableURL = Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["JIAOLI_DATABASE": database].merging(environment) { $1 }
    (process.standardOutput, process.standardError) = (out, err)
    try process.run()
    return (process, out, err)
  }

  /// Runs the binary to its end.
  @discardableResult
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Answer {
    try Self.finish(start(arguments, environment: environment))
  }

  /// What somebody sees who runs the binary at a terminal.
  func watch(_ arguments: String...) throws -> String {
    let (process, out) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    process.arguments = ["--quiet", "--return", "--command", ([Self.binary.path] + arguments).joined(separator: " "), "/dev/null"]
    process.currentDirectoryURL = folder
    process.environment = ["JIAOLI_DATABASE": database]
    (process.standardInput, process.standardOutput) = (FileHandle.nullDevice, out)
    try process.run()
    let bytes = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  static func finish(_ started: (process: Process, out: Pipe, err: Pipe)) -> Answer {
    let out = started.out.fileHandleForReading.readDataToEndOfFile()
    let err = started.err.fileHandleForReading.readDataToEndOfFile()
    started.process.waitUntilExit()
    return Answer(
      status: started.process.terminationStatus, out: String(decoding: out, as: UTF8.self), err: String(decoding: err, as: UTF8.self))
  }
}
