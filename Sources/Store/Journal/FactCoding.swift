import AcademicCalendar
import Foundation
import Rules

extension Fact {
  /// The kind that goes with the payload.
  public var kind: Kind {
    switch self {
    case .officeOpened: .officeOpened
    case .rosterImported: .rosterImported
    case .semesterAdded: .semesterAdded
    case .holidaysImported: .holidaysImported
    case .workflowInstalled: .workflowInstalled
    case .schemeInstalled: .schemeInstalled
    case .runStarted: .runStarted
    case .dayTurned: .dayTurned
    case .taskSubmitted: .taskSubmitted
    case .taskAccepted: .taskAccepted
    case .taskReturned: .taskReturned
    case .taskWaived: .taskWaived
    case .taskClaimed: .taskClaimed
    case .taskDelegated: .taskDelegated
    case .taskWithdrawn: .taskWithdrawn
    case .taskUrged: .taskUrged
    case .taskCopied: .taskCopied
    case .reviewDecided: .reviewDecided
    case .reviewersAdded: .reviewersAdded
    case .reviewResubmitted: .reviewResubmitted
    case .runSuspended: .runSuspended
    case .runResumed: .runResumed
    case .runCancelled: .runCancelled
    case .phaseReopened: .phaseReopened
    case .parametersChanged: .parametersChanged
    case .runsMigrated: .runsMigrated
    case .absenceAdded: .absenceAdded
    case .absenceRemoved: .absenceRemoved
    case .planDrafted: .planDrafted
    case .planPublished: .planPublished
    case .draftKept: .draftKept
    case .draftDropped: .draftDropped
    case .recordsEntered: .recordsEntered
    case .recordsWithdrawn: .recordsWithdrawn
    case .titleRevoked: .titleRevoked
    case .resultsPublished: .resultsPublished
    case .consequenceDecided: .consequenceDecided
    case .personErased: .personErased
    case .retentionSet: .retentionSet
    case .feedTokenIssued: .feedTokenIssued
    case .feedTokenRevoked: .feedTokenRevoked
    case .deviceIssued: .deviceIssued
    case .deviceRevoked: .deviceRevoked
    }
  }

  private var payload: any Encodable {
    switch self {
    case .officeOpened(let value): value
    case .rosterImported(let value): value
    case .semesterAdded(let value): value
    case .holidaysImported(let value): value
    case .workflowInstalled(let value), .schemeInstalled(let value): value
    case .runStarted(let value): value
    case .dayTurned(let value): value
    case .taskSubmitted(let value): value
    case .taskAccepted(let value), .taskReturned(let value), .taskWaived(let value), .taskClaimed(let value), .taskWithdrawn(let value),
      .taskUrged(let value):
      value
    case .taskDelegated(let value), .taskCopied(let value): value
    case .reviewDecided(let value): value
    case .reviewersAdded(let value): value
    case .reviewResubmitted(let value): value
    case .runSuspended(let value), .runResumed(let value), .runCancelled(let value): value
    case .phaseReopened(let value): value
    case .parametersChanged(let value): value
    case .runsMigrated(let value): value
    case .absenceAdded(let value): value
    case .absenceRemoved(let value): value
    case .planDrafted(let value): value
    case .planPublished(let value): value
    case .draftKept(let value): value
    case .draftDropped(let value): value
    case .recordsEntered(let value): value
    case .recordsWithdrawn(let value): value
    case .titleRevoked(let value): value
    case .resultsPublished(let value): value
    case .consequenceDecided(let value): value
    case .personErased(let value): value
    case .retentionSet(let value): value
    case .feedTokenIssued(let value): value
    case .feedTokenRevoked(let value): value
    case .deviceIssued(let value), .deviceRevoked(let value): value
    }
  }

  /// The payload as JSON with sorted keys.
  func json() throws -> String { try FlatJSON.text(self) ?? StableJSON.text(payload) }

  /// Reads a journal row.
  init(kind: String, json: String) throws {
    guard let kind = Kind.named[kind] else { throw StoreError.newerDatabase("流水中有本程序不认识的记录「\(kind)」") }
    if let known = FlatJSON.read(kind, json) {
      self = known
      return
    }
    self =
      switch kind {
      case .officeOpened: .officeOpened(try StableJSON.read(json))
      case .rosterImported: .rosterImported(try StableJSON.read(json))
      case .semesterAdded: .semesterAdded(try StableJSON.read(json))
      case .holidaysImported: .holidaysImported(try StableJSON.read(json))
      case .workflowInstalled: .workflowInstalled(try StableJSON.read(json))
      case .schemeInstalled: .schemeInstalled(try StableJSON.read(json))
      case .runStarted: .runStarted(try StableJSON.read(json))
      case .dayTurned: .dayTurned(try StableJSON.read(json))
      case .taskSubmitted: .taskSubmitted(try StableJSON.read(json))
      case .taskAccepted: .taskAccepted(try StableJSON.read(json))
      case .taskReturned: .taskReturned(try StableJSON.read(json))
      case .taskWaived: .taskWaived(try StableJSON.read(json))
      case .taskClaimed: .taskClaimed(try StableJSON.read(json))
      case .taskDelegated: .taskDelegated(try StableJSON.read(json))
      case .taskWithdrawn: .taskWithdrawn(try StableJSON.read(json))
      case .taskUrged: .taskUrged(try StableJSON.read(json))
      case .taskCopied: .taskCopied(try StableJSON.read(json))
      case .reviewDecided: .reviewDecided(try StableJSON.read(json))
      case .reviewersAdded: .reviewersAdded(try StableJSON.read(json))
      case .reviewResubmitted: .reviewResubmitted(try StableJSON.read(json))
      case .runSuspended: .runSuspended(try StableJSON.read(json))
      case .runResumed: .runResumed(try StableJSON.read(json))
      case .runCancelled: .runCancelled(try StableJSON.read(json))
      case .phaseReopened: .phaseReopened(try StableJSON.read(json))
      case .parametersChanged: .parametersChanged(try StableJSON.read(json))
      case .runsMigrated: .runsMigrated(try StableJSON.read(json))
      case .absenceAdded: .absenceAdded(try StableJSON.read(json))
      case .absenceRemoved: .absenceRemoved(try StableJSON.read(json))
      case .planDrafted: .planDrafted(try StableJSON.read(json))
      case .planPublished: .planPublished(try StableJSON.read(json))
      case .draftKept: .draftKept(try StableJSON.read(json))
      case .draftDropped: .draftDropped(try StableJSON.read(json))
      case .recordsEntered: .recordsEntered(try StableJSON.read(json))
      case .recordsWithdrawn: .recordsWithdrawn(try StableJSON.read(json))
      case .titleRevoked: .titleRevoked(try StableJSON.read(json))
      case .resultsPublished: .resultsPublished(try StableJSON.read(json))
      case .consequenceDecided: .consequenceDecided(try StableJSON.read(json))
      case .personErased: .personErased(try StableJSON.read(json))
      case .retentionSet: .retentionSet(try StableJSON.read(json))
      case .feedTokenIssued: .feedTokenIssued(try StableJSON.read(json))
      case .feedTokenRevoked: .feedTokenRevoked(try StableJSON.read(json))
      case .deviceIssued: .deviceIssued(try StableJSON.read(json))
      case .deviceRevoked: .deviceRevoked(try StableJSON.read(json))
      }
  }
}

extension Fact.Kind {
  /// By the name in the journal. The enumeration's own search compares it with one after the other.
  fileprivate static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

/// JSON whose bytes depend on the value alone.
enum StableJSON {
  static func text(_ value: any Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Days by name, written directly where there is one and its name is plain: the usual case.
  static func days(_ days: [String: Day]) throws -> String {
    guard days.count == 1, let (name, day) = days.first,
      name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
    else { return try text(days) }
    return "{\"\(name)\":\"\(day)\"}"
  }

  /// A list of strings.
  static func words(_ text: String) throws -> [String] {
    text == "[]" ? [] : try FlatScanner.read(text) { $0.array { $0.string() } } ?? read(text)
  }

  static func read<T: Decodable>(_ text: String) throws -> T { try JSONDecoder().decode(T.self, from: Data(text.utf8)) }
}
