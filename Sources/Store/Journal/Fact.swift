public import AcademicCalendar

/// Something that was accepted as having happened. The journal is a list of these; everything else in the database follows from it.
///
/// Kinds and payloads are a file format: they are added to, never changed.
///
/// Indirect, so that handing a fact on copies a reference and not all that it says.
public indirect enum Fact: Hashable, Sendable {
  /// The office was opened.
  case officeOpened(OfficeOpening)
  /// Schools, people, studios, memberships and timetables were imported.
  case rosterImported(Roster)
  /// A semester was registered or corrected.
  case semesterAdded(Semester)
  /// A year's holiday notice was imported.
  case holidaysImported(HolidayNotice)
  /// A workflow was installed.
  case workflowInstalled(InstalledText)
  /// An evaluation scheme was installed.
  case schemeInstalled(InstalledText)
  /// A run was started.
  case runStarted(RunStart)
  /// The office's day turned: tasks open and timers fire as of their own time.
  case dayTurned(DayTurn)
  /// A task was submitted with its evidence.
  case taskSubmitted(Submission)
  /// A submitted task was accepted.
  case taskAccepted(Opinion)
  /// A submitted task was returned; the opinion says why.
  case taskReturned(Opinion)
  /// A task was waived; the opinion says why.
  case taskWaived(Opinion)
  /// A task was taken by one of those who hold its role (领取).
  case taskClaimed(Opinion)
  /// A task was handed on to somebody else (转办).
  case taskDelegated(Addressing)
  /// A submitted task was taken back by the one who submitted it (撤回).
  case taskWithdrawn(Opinion)
  /// Somebody was urged to do a task (催办).
  case taskUrged(Opinion)
  /// A task was shown to others (抄送).
  case taskCopied(Addressing)
  /// A reviewer of a chain decided.
  case reviewDecided(ReviewDecision)
  /// Reviewers were added to a level of a chain (加签).
  case reviewersAdded(ReviewAddition)
  /// What a chain had returned to the author was handed in again.
  case reviewResubmitted(ReviewResubmission)
  /// A run was halted: nothing in it can be done until it is resumed.
  case runSuspended(RunReason)
  /// A run that was halted goes on.
  case runResumed(RunReason)
  /// A run was called off.
  case runCancelled(RunReason)
  /// A phase that was over was entered again.
  case phaseReopened(PhaseReopening)
  /// Parameters of a run were changed.
  case parametersChanged(ParameterChange)
  /// Runs were moved to another version of their workflow.
  case runsMigrated(Migration)
  /// A person will be away, or a school closed.
  case absenceAdded(Absence)
  /// An absence was taken back.
  case absenceRemoved(AbsenceRemoval)
  /// A semester was planned anew; the draft takes the place of the last one.
  case planDrafted(PlanDraft)
  /// The draft was published.
  case planPublished(PlanPublication)
  /// The draft as it stands was put aside under a name.
  case draftKept(DraftName)
  /// A draft that was put aside was dropped.
  case draftDropped(DraftName)
  /// Records of people's work were entered: sign-ins, hours, outcomes, titles, money, surveys, marks.
  case recordsEntered(RecordBatch)
  /// Records that were entered by mistake count no longer.
  case recordsWithdrawn(RecordWithdrawal)
  /// A title was taken away.
  case titleRevoked(TitleRevocation)
  /// Results of an evaluation were published.
  case resultsPublished(Publication)
  /// A proposal that followed from a result was decided.
  case consequenceDecided(ConsequenceDecision)

  /// A person was made unknowable in everything recorded before.
  case personErased(PersonErasure)
  /// It was settled how long looks at people's records are kept.
  case retentionSet(RetentionSetting)
  /// A feed token was given out.
  case feedTokenIssued(FeedTokenIssue)
  /// A feed token was taken back.
  case feedTokenRevoked(FeedTokenRevocation)
  /// A password was made for a device; nothing of the password itself is said.
  case deviceIssued(DeviceReference)
  /// A device's password was ended.
  case deviceRevoked(DeviceReference)

  /// The name in the journal's `kind` column.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case officeOpened = "office.opened"
    case rosterImported = "roster.imported"
    case semesterAdded = "semester.added"
    case holidaysImported = "holidays.imported"
    case workflowInstalled = "workflow.installed"
    case schemeInstalled = "scheme.installed"
    case runStarted = "run.started"
    case dayTurned = "day.turned"
    case taskSubmitted = "task.submitted"
    case taskAccepted = "task.accepted"
    case taskReturned = "task.returned"
    case taskWaived = "task.waived"
    case taskClaimed = "task.claimed"
    case taskDelegated = "task.delegated"
    case taskWithdrawn = "task.withdrawn"
    case taskUrged = "task.urged"
    case taskCopied = "task.copied"
    case reviewDecided = "review.decided"
    case reviewersAdded = "review.joined"
    case reviewResubmitted = "review.resubmitted"
    case runSuspended = "run.suspended"
    case runResumed = "run.resumed"
    case runCancelled = "run.cancelled"
    case phaseReopened = "phase.reopened"
    case parametersChanged = "run.parameters"
    case runsMigrated = "runs.migrated"
    case absenceAdded = "absence.added"
    case absenceRemoved = "absence.removed"
    case planDrafted = "plan.drafted"
    case planPublished = "plan.published"
    case draftKept = "draft.kept"
    case draftDropped = "draft.dropped"
    case recordsEntered = "records.entered"
    case recordsWithdrawn = "records.withdrawn"
    case titleRevoked = "title.revoked"
    case resultsPublished = "results.published"
    case consequenceDecided = "consequence.decided"
    case personErased = "person.erased"
    case retentionSet = "retention.set"
    case feedTokenIssued = "feed.token.issued"
    case feedTokenRevoked = "feed.token.revoked"
    case deviceIssued = "device.issued"
    case deviceRevoked = "device.revoked"
  }
}

/// What is settled when an office is opened.
public struct OfficeOpening: Codable, Hashable, Sendable {
  /// The office's name.
  public var name: String
  /// The random part of every calendar UID: unique to this office.
  public var uidDomain: String
  /// Whether the day may be given (演练): a real office cannot be back-dated.
  public var isRehearsal: Bool
  /// The holiday notices that the program brought: replaying depends on the journal alone, not on the program's version.
  public var notices: [HolidayNotice]?
  /// By which rules facts are applied; nil is the edition 0.
  public var edition: Int?

  /// What is settled when an office is opened.
  public init(
    name: String, uidDomain: String, isRehearsal: Bool, notices: [HolidayNotice]? = HolidayNotice.builtIn, edition: Int? = Edition.current
  ) {
    (self.name, self.uidDomain, self.isRehearsal, self.notices, self.edition) = (name, uidDomain, isRehearsal, notices, edition)
  }
}

/// The text of a workflow or scheme as it was installed.
public struct InstalledText: Codable, Hashable, Sendable {
  /// YAML.
  public var text: String

  /// The text of a workflow or scheme.
  public init(text: String) { self.text = text }
}

/// The day that the office turned to.
public struct DayTurn: Codable, Hashable, Sendable {
  /// The new day.
  public var day: Day
  /// The edition that the office takes up with it; nil where it stays with its own.
  public var edition: Int?

  /// The day that the office turned to.
  public init(day: Day, edition: Int? = nil) { (self.day, self.edition) = (day, edition) }
}

/// What was handed in for a task.
public struct Submission: Codable, Hashable, Sendable {
  /// The task.
  public var task: Int64
  /// Its evidence.
  public var evidence: [EvidenceRecord]
  /// A remark.
  public var note: String?

  /// What was handed in for a task.
  public init(task: Int64, evidence: [EvidenceRecord], note: String?) { (self.task, self.evidence, self.note) = (task, evidence, note) }
}

/// What was decided on a task.
public struct Opinion: Codable, Hashable, Sendable {
  /// The task.
  public var task: Int64
  /// The opinion or the reason.
  public var note: String?

  /// What was decided on a task.
  public init(task: Int64, note: String?) { (self.task, self.note) = (task, note) }
}

/// A task and those whom it is handed or shown to.
public struct Addressing: Codable, Hashable, Sendable {
  /// The task.
  public var task: Int64
  /// Staff numbers.
  public var people: [String]
  /// A remark.
  public var note: String?

  /// A task and those whom it is handed or shown to.
  public init(task: Int64, people: [String], note: String?) { (self.task, self.people, self.note) = (task, people, note) }
}

/// A plan that is not yet published.
public struct PlanDraft: Codable, Hashable, Sendable {
  /// The semester's identifier.
  public var semester: String
  /// Only the tasks of this studio were planned; nil is all.
  public var studio: String?
  /// What is placed.
  public var sessions: [Session]
  /// What is not, and why.
  public var unplaced: [Unplaced]

  /// A plan that is not yet published.
  public init(semester: String, studio: String?, sessions: [Session], unplaced: [Unplaced]) {
    (self.semester, self.studio, self.sessions, self.unplaced) = (semester, studio, sessions, unplaced)
  }
}

/// The semester whose draft was published.
public struct PlanPublication: Codable, Hashable, Sendable {
  /// The semester's identifier.
  public var semester: String
  /// Only the tasks of this studio; nil is all.
  public var studio: String?
  /// When SEQUENCE rises. Publications of before this was settled have none: there it rose with every change.
  public var sequencing: SequenceRule?
  /// Tasks whose session stays as it was published (or stays out), whatever the draft says: it was held. Where there are none it is left out,
  /// as it is in publications of before this was looked at.
  public var kept: [Int64]?

  /// The semester whose draft was published.
  public init(semester: String, studio: String?, sequencing: SequenceRule? = .reschedules, kept: [Int64] = []) {
    (self.semester, self.studio, self.sequencing) = (semester, studio, sequencing)
    self.kept = kept.isEmpty ? nil : kept
  }
}

/// When the SEQUENCE of a published session rises (RFC 5545 section 3.8.7.4).
public enum SequenceRule: String, Codable, Hashable, Sendable {
  /// When it is held at another time, called off, or held after all.
  case reschedules
}

/// A fact with when it was accepted, by whom and in whose name.
///
/// A class, so that handing on one of millions counts one reference.
final class JournalEntry: Sendable {
  /// Its number, from 1 without a gap.
  let sequence: Int64
  /// Milliseconds since 1970.
  let at: Int64
  /// Who: a staff number, or `office`.
  let actor: String
  /// In whose name, when that is somebody else.
  let behalf: String?
  /// What.
  let fact: Fact

  init(sequence: Int64, at: Int64, actor: String, behalf: String?, fact: Fact) {
    (self.sequence, self.at, self.actor, self.behalf, self.fact) = (sequence, at, actor, behalf, fact)
  }
}
