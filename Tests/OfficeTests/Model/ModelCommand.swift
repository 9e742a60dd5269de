/// Every kind of command that the model knows.
enum ModelCommand: String, CaseIterable {
  case submit, accept, giveBack, waive, withdraw, claim, delegate, urge, copy, tick
  case approve, returnReview, reject, addReviewer, resubmit
  case start, suspend, resume, cancel, setParameter, reopen, migrate
  case importRoster, addSemester, importHolidays, install, addAbsence, removeAbsence, plan, publish
  case addHours, correctHours, withdrawHours, addTitle, revokeTitle, signIn, publishResults, decideConsequence
  case erase, setRetention, issueToken, revokeToken, addDevice, revokeDevice, putEvent, removeEvent

  /// What carries runs on; it comes more often than the rest.
  static let daily: [ModelCommand] = [
    .submit, .submit, .submit, .submit, .accept, .accept, .accept, .accept, .returnReview, .approve, .resubmit, .resume,
  ]

  /// One of so many is given: the others end what is going on.
  var rarity: Int {
    switch self {
    case .cancel, .waive, .suspend: 4
    case .approve, .migrate: 2
    default: 1
    }
  }
}
