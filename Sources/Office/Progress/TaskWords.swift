import Workflow

extension TaskSummary {
  /// Whether it is still to be handed in.
  public var isPending: Bool { status.isPending }

  /// Where it stands, in a word.
  public var statusTitle: String { status.title }
}
