#if LIBFUZZER
  import Foundation
  import Glibc

  /// The same targets under libFuzzer, which the toolchain brings: `Scripts/fuzz --guided TARGET`.
  enum CoverageGuided {
    nonisolated(unsafe) private static var target = FuzzTarget.expression
    nonisolated(unsafe) private static var trial: Trial?
    private static let memoryMegabytes = 4096

    /// Runs until `count` inputs were tried, and ends the process: with a status other than 0 where one crashes, hangs or floods.
    /// - Parameters:
    ///   - files: the inputs to begin with.
    ///   - timeLimit: seconds that one input may take.
    ///   - finding: the file that holds what is being tried.
    ///   - inputs: a folder for what was found to reach new code; the next run begins with it.
    static func run(
      _ target: FuzzTarget, from files: [URL], count: Int, seed: UInt64, timeLimit: UInt32, finding: String, inputs: URL
    ) throws {
      self.target = target
      trial = Trial(finding)
      try FileManager.default.createDirectory(at: inputs, withIntermediateDirectories: true)
      for (number, file) in files.enumerated() {
        let copy = inputs.appending(path: "\(number)")
        try? FileManager.default.removeItem(at: copy)
        try FileManager.default.copyItem(at: file, to: copy)
      }
      let words = [
        "jiaoli-fuzz", "-runs=\(count)", "-seed=\(UInt32(truncatingIfNeeded: seed))", "-timeout=\(timeLimit)",
        "-report_slow_units=\(timeLimit)", "-rss_limit_mb=\(memoryMegabytes)", "-exact_artifact_path=\(finding)", "-verbosity=0",
        "-print_funcs=0", "-print_final_stats=1", inputs.path,
      ]
      var count = Int32(words.count)
      var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
      arguments.withUnsafeMutableBufferPointer { buffer in
        var start = buffer.baseAddress
        _ = runDriver(&count, &start) { bytes, length in
          let input = Array(UnsafeBufferPointer(start: bytes, count: length))
          CoverageGuided.trial?.begin(input)
          CoverageGuided.target.run(input)
          return 0
        }
      }
    }

    @_silgen_name("LLVMFuzzerRunDriver")
    private static func runDriver(
      _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
      _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32
  }
#endif
