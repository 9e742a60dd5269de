import Foundation
import Rules

extension Snapshot {
  /// Reads what ``text()`` wrote: directly where nothing in it is escaped and the machine has neither data nor an outcome, as most that still run.
  /// - Throws: `DecodingError` where it is no snapshot.
  public init(text: String) throws {
    if let plain = FlatScanner.read(text, Self.plain) { self = plain } else { try self.init(encoded: Data(text.utf8)) }
  }

  private static func plain(_ scanner: inout FlatScanner) -> Snapshot? {
    var (version, chart, session, serial): (Int64?, String?, String?, Int64?)
    var (configuration, history): ([Int]?, [[Int]]?)
    var running: [ActiveInvocation]? = []
    let isRead = scanner.object { key, scanner in
      switch key {
      case "v": version = scanner.integer()
      case "chart": chart = scanner.string()
      case "session": session = scanner.string()
      case "n": serial = scanner.integer()
      case "in": configuration = states(&scanner)
      case "was": history = scanner.array(states)
      case "run": running = scanner.array(invocation)
      default: return false
      }
      return true
    }
    guard isRead, version == Int64(Snapshot.version), let fingerprint = chart.flatMap({ UInt64($0, radix: 16) }), let configuration,
      let running
    else { return nil }
    var snapshot = Snapshot(fingerprint: fingerprint, session: session ?? "", histories: 0, data: [])
    snapshot.configuration = BitSet(configuration)
    snapshot.history = (history ?? []).map { BitSet($0) }
    snapshot.invocations = running
    snapshot.serial = serial ?? 0
    return snapshot
  }

  /// The numbers of states; nil where one is none.
  private static func states(_ scanner: inout FlatScanner) -> [Int]? {
    scanner.array { scanner in scanner.integer().flatMap { (0..<Int64(Compiler.mostStates)).contains($0) ? Int($0) : nil } }
  }

  private static func invocation(_ scanner: inout FlatScanner) -> ActiveInvocation? {
    var (id, state, index): (String?, Int64?, Int64?)
    let isRead = scanner.object { key, scanner in
      switch key {
      case "id": id = scanner.string()
      case "s": state = scanner.integer()
      case "i": index = scanner.integer()
      default: return false
      }
      return true
    }
    guard isRead, let id, let state, let index else { return nil }
    return ActiveInvocation(id: InvocationID(id), state: Int(state), index: Int(index))
  }
}
