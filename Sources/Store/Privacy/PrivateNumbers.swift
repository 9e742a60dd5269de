/// Identity card and telephone numbers in what people write: nobody is known by them here, so nowhere are they kept or shown.
public enum PrivateNumbers {
  // Compiled once: every row of a roster is asked. Regexes of plain characters hold nothing that threads could disturb, though their type cannot
  // say so.
  /// Of fifteen digits: a region, a day of birth without its century, a number.
  nonisolated(unsafe) private static let older =
    /(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{6}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}/
  /// Of eighteen, without the last, a check digit or X: with the century.
  nonisolated(unsafe) private static let newer =
    /(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}/
  nonisolated(unsafe) private static let telephone = /1[3-9][0-9]{9}/

  /// Whether a text holds one.
  public static func occur(in text: String) -> Bool {
    let digits = text.utf8.count { isDigit($0) }
    return digits >= 11 && !ranges(in: text).isEmpty
  }

  /// The text with stars for them.
  public static func masked(_ text: String) -> String {
    guard occur(in: text) else { return text }
    var bytes = Array(text.utf8)
    for range in ranges(in: text) { for index in range { bytes[index] = UInt8(ascii: "*") } }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where they stand, in bytes. Runs of digits are taken whole, so that a long code that merely contains such a number is none.
  private static func ranges(in text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var (found, index): ([Range<Int>], Int) = ([], 0)
    while index < bytes.count {
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let first = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      var last = index
      if index - first == 17, index < bytes.count, bytes[index] == UInt8(ascii: "X") || bytes[index] == UInt8(ascii: "x") { last += 1 }
      let number = String(decoding: bytes[first..<last], as: UTF8.self)
      let isPrivate =
        switch number.utf8.count {
        case 11: number.wholeMatch(of: telephone) != nil
        case 15: number.wholeMatch(of: older) != nil
        case 18: number.dropLast().wholeMatch(of: newer) != nil
        default: false
        }
      if isPrivate { found.append(first..<last) }
    }
    return found
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
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
    case .deviceIssued(let device): [device.label]
    // The roster and records are asked row by row as they are read; the rest holds nobody's words.
    case .rosterImported, .semesterAdded, .holidaysImported, .workflowInstalled, .schemeInstalled, .runStarted, .dayTurned, .absenceAdded,
      .absenceRemoved, .planDrafted, .planPublished, .draftKept, .draftDropped, .recordsEntered, .resultsPublished, .retentionSet,
      .feedTokenRevoked, .deviceRevoked:
      []
    }
  }
}
