import Rules

/// The short way for the payloads that most of a journal consists of: the same bytes as ``StableJSON`` and the same values, without its machinery.
///
/// It knows whole numbers and strings that need no escape; whatever else it meets, it answers nil, and the long way is taken.
enum FlatJSON {
  /// The payload of a frequent fact.
  static func text(_ fact: Fact) -> String? {
    switch fact {
    case .taskSubmitted(let submission): text(submission)
    case .taskAccepted(let opinion), .taskReturned(let opinion), .taskWaived(let opinion), .taskClaimed(let opinion),
      .taskWithdrawn(let opinion), .taskUrged(let opinion):
      text(opinion)
    default: nil
    }
  }

  private static func text(_ opinion: Opinion) -> String? {
    guard let note = opinion.note else { return "{\"task\":\(opinion.task)}" }
    return isPlain(note) ? "{\"note\":\"\(note)\",\"task\":\(opinion.task)}" : nil
  }

  private static func text(_ submission: Submission) -> String? {
    var text = "{\"evidence\":["
    for (index, piece) in submission.evidence.enumerated() {
      guard isPlain(piece.kind), isPlain(piece.name), isPlain(piece.sha256) else { return nil }
      if index > 0 { text += "," }
      text += "{\"kind\":\"\(piece.kind)\",\"name\":\"\(piece.name)\",\"sha256\":\"\(piece.sha256)\",\"size\":\(piece.size)}"
    }
    text += "]"
    if let note = submission.note {
      guard isPlain(note) else { return nil }
      text += ",\"note\":\"\(note)\""
    }
    return text + ",\"task\":\(submission.task)}"
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 != 0x7F }
  }

  // MARK: Reading

  /// A frequent fact of its payload; nil where the long way must be taken.
  static func read(_ kind: Fact.Kind, _ json: String) -> Fact? {
    switch kind {
    case .taskSubmitted: FlatScanner.read(json, submission).map(Fact.taskSubmitted)
    case .taskAccepted: FlatScanner.read(json, opinion).map(Fact.taskAccepted)
    case .taskReturned: FlatScanner.read(json, opinion).map(Fact.taskReturned)
    case .taskWaived: FlatScanner.read(json, opinion).map(Fact.taskWaived)
    case .taskClaimed: FlatScanner.read(json, opinion).map(Fact.taskClaimed)
    case .taskWithdrawn: FlatScanner.read(json, opinion).map(Fact.taskWithdrawn)
    case .taskUrged: FlatScanner.read(json, opinion).map(Fact.taskUrged)
    default: nil
    }
  }

  private static func opinion(_ scanner: inout FlatScanner) -> Opinion? {
    var (task, note): (Int64?, String?)
    let isRead = scanner.object { key, scanner in
      switch key {
      case "task": task = scanner.integer()
      case "note": note = scanner.string()
      default: return false
      }
      return true
    }
    guard isRead, let task else { return nil }
    return Opinion(task: task, note: note)
  }

  private static func submission(_ scanner: inout FlatScanner) -> Submission? {
    var (task, note): (Int64?, String?)
    var pieces: [EvidenceRecord]?
    let isRead = scanner.object { key, scanner in
      switch key {
      case "task": task = scanner.integer()
      case "note": note = scanner.string()
      case "evidence": pieces = scanner.array(evidence)
      default: return false
      }
      return true
    }
    guard isRead, let task, let pieces else { return nil }
    return Submission(task: task, evidence: pieces, note: note)
  }

  private static func evidence(_ scanner: inout FlatScanner) -> EvidenceRecord? {
    var (kind, name, sha256, size): (String?, String?, String?, Int64?)
    let isRead = scanner.object { key, scanner in
      switch key {
      case "kind": kind = scanner.string()
      case "name": name = scanner.string()
      case "sha256": sha256 = scanner.string()
      case "size": size = scanner.integer()
      default: return false
      }
      return true
    }
    guard isRead, let kind, let name, let sha256, let size else { return nil }
    return EvidenceRecord(kind: kind, name: name, sha256: sha256, size: size)
  }
}
