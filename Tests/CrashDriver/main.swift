import Foundation
import Glibc

/// Kills the office and fails its disk, and looks at what is left. `Scripts/crash` and the tests run it.
///
///     crash-driver kill COUNT [SEED]     a real office in a process of its own, killed COUNT times at random points
///     crash-driver faults [EVERY]        a whole pilot to its end; at every sync (or every EVERY-th) what a power cut would leave is examined
///     crash-driver control               whether the disk that fails is noticed at all
///     crash-driver play FOLDER SEED      the office that is killed: works until it is ended, and tells what was acknowledged
///
/// Ends with 1 where anything was lost, doubled, torn or not as the journal says.

let arguments = Array(CommandLine.arguments.dropFirst())
do {
  switch arguments.first {
  case "kill": exit(try KillRun(count: Int(arguments[1]) ?? 0, seed: arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : 1).run() ? 0 : 1)
  case "faults": exit(try FaultRun(every: arguments.count > 1 ? Int(arguments[1]) ?? 1 : 1).run() ? 0 : 1)
  case "control": exit(try ControlRun().run() ? 0 : 1)
  case "play": try Player(folder: URL(fileURLWithPath: arguments[1]), seed: UInt64(arguments[2]) ?? 1).play()
  default:
    print("usage: crash-driver kill COUNT [SEED] | faults [EVERY] | control")
    exit(64)
  }
} catch {
  print("defect: \(error)")
  exit(1)
}
