#if LIBFUZZER
  import Glibc

  /// The same targets under libFuzzer, which the toolchain brings: `Scripts/fuzz --guided TARGET`.
  enum CoverageGuided {
    nonisolated(unsafe) private static var target = FuzzTarget.expression

    /// Runs until `count` inputs were tried; ends the process where one crashes, with the input kept by libFuzzer.
    static func run(_ target: FuzzTarget, corpus: String, count: Int, findings: String) {
      self.target = target
      let words = ["jiaoli-fuzz", "-runs=\(count)", "-timeout=20", "-rss_limit_mb=4096", "-artifact_prefix=\(findings)/", corpus]
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
