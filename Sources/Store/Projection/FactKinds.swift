extension Fact.Kind {
  /// Whether a fact of this kind changes tasks and how far lines are, and these only through the ``TaskShelf``.
  var changesOnlyTasks: Bool {
    switch self {
    case .taskUrged, .taskCopied, .taskSubmitted, .taskReturned, .taskAccepted: true
    default: false
    }
  }
}
