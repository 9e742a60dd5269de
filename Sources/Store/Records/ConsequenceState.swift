/// How far what follows from a published result is.
public enum ConsequenceState: String, Hashable, Sendable, CaseIterable {
  /// It took effect with the publication.
  case done
  /// Somebody confirms it or not.
  case proposed
  /// Somebody decides, with reasons.
  case decision
  /// Confirmed or decided for.
  case confirmed
  /// Not confirmed or decided against.
  case declined
  /// What it depends on is not set.
  case open
  /// Published anew since.
  case replaced

  /// Whether somebody was asked, whatever they said.
  var isAsked: Bool {
    switch self {
    case .proposed, .decision, .confirmed, .declined: true
    case .done, .open, .replaced: false
    }
  }
}
