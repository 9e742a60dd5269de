import AcademicCalendar

/// One thing that somebody does to a task on some day of the rehearsal.
struct Step {
  enum Deed {
    case submit, accept
    case giveBack(String)
    case waive(String)
  }

  var day: Day
  var task: Int64
  /// A staff number; nil is the office itself.
  var actor: String?
  var deed: Deed
  /// The last of its day: what closes a phase.
  var isLast = false
}

/// Steps in the order of their days; those of one day in the order in which they were added.
struct Agenda {
  private var steps: [(step: Step, number: Int)] = []
  private var count = 0

  mutating func add(_ more: [Step]) {
    for step in more {
      steps.append((step, count))
      count += 1
    }
    // The next is at the end, where taking it moves nothing.
    steps.sort { Self.key($0) > Self.key($1) }
  }

  mutating func next() -> Step? { steps.popLast()?.step }

  private static func key(_ entry: (step: Step, number: Int)) -> (Day, Int, Int) {
    (entry.step.day, entry.step.isLast ? 1 : 0, entry.number)
  }
}
