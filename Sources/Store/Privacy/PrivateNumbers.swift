/// Identity card and telephone numbers in what people write: nobody is known by them here, so nowhere are they kept or shown.
public enum PrivateNumbers {
  // Compiled once: every row of a roster is asked. A regex of plain characters holds nothing that threads could disturb, though its type cannot
  // say so.
  nonisolated(unsafe) private static let pattern = /[0-9]{15}|[0-9]{17}[0-9Xx]|1[3-9][0-9]{9}/

  /// Whether a text holds one.
  public static func occur(in text: String) -> Bool {
    let digits = text.utf8.count { (48...57).contains($0) }
    guard digits >= 11 else { return false }
    // Runs of digits are taken whole, so that a long code that merely contains such a number is not refused.
    return text.split(whereSeparator: { !isDigit($0) }).contains(where: isPrivate)
  }

  /// The text with stars for them.
  public static func masked(_ text: String) -> String {
    guard occur(in: text) else { return text }
    var (result, rest) = ("", text[...])
    while let first = rest.first {
      let run = rest.prefix { isDigit($0) == isDigit(first) }
      result += isDigit(first) && isPrivate(run) ? String(repeating: "*", count: run.count) : String(run)
      rest = rest.dropFirst(run.count)
    }
    return result
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && (character.isNumber || character == "X" || character == "x")
  }

  private static func isPrivate(_ run: Substring) -> Bool { run.wholeMatch(of: pattern) != nil }
}

extension Fact {
  /// What people wrote in their own words.
  var ownWords: [String] {
    switch self {
    case .officeOpened(let opening): [opening.name]
    case .taskSubmitted(let submission): submission.evidence.map(\.name) + [submission.note].compactMap(\.self)
    case .taskAccepted(let opinion), .taskReturned(let opinion), .taskWaived(let opinion), .taskClaimed(let opinion),
      .taskWithdrawn(let opinion), .taskUrged(let opinion):
      [opinion.note].compactMap(\.self)
    case .taskDelegated(let addressing), .taskCopied(let addressing): [addressing.note].compactMap(\.self)
    case .reviewDecided(let decision): [decision.note].compactMap(\.self)
    case .reviewersAdded(let addition): [addition.note].compactMap(\.self)
    case .reviewResubmitted(let resubmission): [resubmission.note].compactMap(\.self)
    case .runSuspended(let reason), .runResumed(let reason), .runCancelled(let reason): [reason.reason].compactMap(\.self)
    case .phaseReopened(let reopening): [reopening.reason]
    case .parametersChanged(let change): [change.reason].compactMap(\.self)
    case .runsMigrated(let migration): [migration.reason].compactMap(\.self)
    case .recordsWithdrawn(let withdrawal): [withdrawal.reason]
    case .titleRevoked(let revocation): [revocation.reason]
    case .consequenceDecided(let decision): [decision.note].compactMap(\.self)
    case .personErased(let erasure): [erasure.reason]
    case .feedTokenIssued(let issue): [issue.label]
    // The roster and records are asked row by row as they are read; the rest holds nobody's words.
    case .rosterImported, .semesterAdded, .holidaysImported, .workflowInstalled, .schemeInstalled, .runStarted, .dayTurned, .absenceAdded,
      .absenceRemoved, .planDrafted, .planPublished, .draftKept, .draftDropped, .recordsEntered, .resultsPublished, .retentionSet,
      .feedTokenRevoked:
      []
    }
  }
}
