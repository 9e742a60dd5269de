import ArgumentParser
import Foundation
import Glibc

/// Feeds made-up inputs to the readers of the program. Every batch runs in a process of its own with a limit of memory and time, so that a
/// crash, a hang or a flood is told with the input that caused it.
@main struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "jiaoli-fuzz")

  @Argument(help: "one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")); none is all of them")
  var targets: [String] = []
  @Option(help: "inputs for each target")
  var count = 2000
  @Option(help: "chooses the inputs")
  var seed: UInt64 = 20_140_228
  @Option(help: "a folder with one folder of inputs for each target")
  var corpus: String
  @Option(help: "a folder of packs: inputs for the targets that read them")
  var workflows = "Workflows"
  @Option(help: "where inputs are kept that made it crash")
  var findings = "."
  @Option(help: "where a guided run keeps inputs that reached new code")
  var inputs = "."
  @Flag(help: .hidden)
  var child = false

  /// Seconds that one input may take.
  private static let timeLimit: UInt32 = 20
  /// What libFuzzer ends with where an input took longer.
  private static let hungStatus: Int32 = 70
  /// Bytes that a process may take.
  private static let memoryLimit: rlim_t = 4 << 30

  func run() throws {
    let chosen = try targets.map { name in
      guard let target = FuzzTarget(rawValue: name) else { throw ValidationError("no target \(name)") }
      return target
    }
    if child {
      for target in chosen { try work(on: target) }
      return
    }
    var isSound = true
    for target in chosen.isEmpty ? FuzzTarget.allCases : chosen {
      isSound = try supervise(target) && isSound
    }
    if !isSound { throw ExitCode(1) }
  }

  /// Runs a target in a process of its own, and tells how it ended.
  private func supervise(_ target: FuzzTarget) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let current = FileManager.default.temporaryDirectory.appending(path: "jiaoli-fuzz-\(getpid())-\(target.rawValue)")
    defer { try? FileManager.default.removeItem(at: current) }
    process.arguments = [
      target.rawValue, "--child", "--count", "\(count)", "--seed", "\(seed)", "--corpus", corpus, "--workflows", workflows,
      "--findings", current.path, "--inputs", inputs,
    ]
    let start = Date()
    try process.run()
    process.waitUntilExit()
    let seconds = Date().timeIntervalSince(start)
    if process.terminationReason == .exit, process.terminationStatus == 0 {
      print("\(target.rawValue): \(count) inputs, seed \(seed), \(Int(seconds * 10)) tenths of a second, sound")
      return true
    }
    guard FileManager.default.fileExists(atPath: current.path) else {
      print("\(target.rawValue): ended (\(process.terminationStatus)) and left no input")
      return false
    }
    let kept = URL(fileURLWithPath: findings).appending(path: "\(target.rawValue)-\(seed).input")
    try? FileManager.default.removeItem(at: kept)
    try FileManager.default.copyItem(at: current, to: kept)
    let (reason, status) = (process.terminationReason, process.terminationStatus)
    let isHung = reason == .uncaughtSignal ? status == SIGALRM : status == Self.hungStatus
    let cause = isHung ? "hung" : "crashed (\(status))"
    print("\(target.rawValue): \(cause), the input is \(kept.path)")
    return false
  }

  /// What mutation begins with: the corpus, and the shipped packs.
  private func files(for target: FuzzTarget) throws -> [URL] {
    let manager = FileManager.default
    var files = try manager.contentsOfDirectory(
      at: URL(fileURLWithPath: corpus).appending(path: target.rawValue), includingPropertiesForKeys: nil)
    if target == .workflow || target == .scheme {
      let packs = try manager.contentsOfDirectory(at: URL(fileURLWithPath: workflows), includingPropertiesForKeys: nil)
      files += packs.flatMap { (try? manager.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)) ?? [] }.filter {
        $0.pathExtension == "yaml"
      }
    }
    return files.sorted { $0.path < $1.path }
  }

  private func work(on target: FuzzTarget) throws {
    #if LIBFUZZER
      try CoverageGuided.run(
        target, from: files(for: target), count: count, seed: seed, timeLimit: Self.timeLimit, finding: findings,
        inputs: URL(fileURLWithPath: inputs).appending(path: target.rawValue))
    #else
      try mutate(target)
    #endif
  }

  private func mutate(_ target: FuzzTarget) throws {
    var limit = rlimit(rlim_cur: Self.memoryLimit, rlim_max: Self.memoryLimit)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    let inputs = try files(for: target).map { Array(try Data(contentsOf: $0)) }
    let trial = Trial(findings)
    var mutation = Mutation(corpus: inputs, seed: seed)
    for number in 0..<(inputs.count + count) {
      let input = number < inputs.count ? inputs[number] : mutation.next()
      trial.begin(input)
      alarm(Self.timeLimit)
      target.run(input)
      alarm(0)
    }
  }
}
