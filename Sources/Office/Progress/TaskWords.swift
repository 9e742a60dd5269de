import Workflow

extension TaskSummary {
  /// Whether it is still to be handed in.
  public var isPending: Bool { status.isPending }

  /// Where it stands, in a word.
  public var statusTitle: String { status.title }

  /// Why it was returned, where it is and somebody said.
  public var reasonOfReturn: String? { status == .returned ? note : nil }
}
