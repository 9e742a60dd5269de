#if LIBFUZZER
  import Foundation
  import Glibc

  /// The same targets under libFuzzer, which the toolchain brings: `Scripts/fuzz --guided TARGET`.
  enum CoverageGuided {
    nonisolated(unsafe) private static var target = FuzzTarget.expression
    private static let memoryMegabytes = 4096

    /// Runs until `count` inputs were tried, and ends the process: with a status other than 0 where one crashes, hangs or floods, which is then
    /// in the file `finding`.
    /// - Parameters:
    ///   - files: the inputs to begin with; a file is read again and again as part of a folder, so they are copied to one of their own.
    ///   - timeLimit: seconds that one input may take.
    static func run(_ target: FuzzTarget, from files: [URL], count: Int, seed: UInt64, timeLimit: UInt32, finding: String) throws {
      self.target = target
      // What libFuzzer finds to reach new code goes to the folder as well, so it is not the one of the tree.
      let inputs = URL(fileURLWithPath: finding + ".inputs")
      try FileManager.default.createDirectory(at: inputs, withIntermediateDirectories: true)
      for (number, file) in files.enumerated() { try FileManager.default.copyItem(at: file, to: inputs.appending(path: "\(number)")) }
      let words = [
        "jiaoli-fuzz", "-runs=\(count)", "-seed=\(UInt32(truncatingIfNeeded: seed))", "-timeout=\(timeLimit)",
        "-rss_limit_mb=\(memoryMegabytes)", "-exact_artifact_path=\(finding)", "-verbosity=0", "-print_funcs=0", "-print_final_stats=1",
        inputs.path,
      ]
      var count = Int32(words.count)
      var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
      arguments.withUnsafeMutableBufferPointer { buffer in
        var start = buffer.baseAddress
        _ = runDriver(&count, &start) { bytes, length in
          CoverageGuided.target.run(Array(UnsafeBufferPointer(start: bytes, count: length)))
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
