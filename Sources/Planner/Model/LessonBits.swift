import AcademicCalendar

/// Weekly timetables and absences as bits: bit `p` is period `p`, from 0.
struct LessonBits {
  /// Lessons by person and row of the weekly timetable.
  let lessons: Flat<UInt32>
  /// Of these, the ones to keep.
  let kept: Flat<UInt32>
  /// Absences by person and day.
  let absent: Flat<UInt32>
  let days: Int

  init(_ problem: Problem, in arena: Arena) {
    days = problem.days.count
    lessons = arena.flat(problem.people.count * 14, 0 as UInt32)
    kept = arena.flat(problem.people.count * 14, 0 as UInt32)
    absent = arena.flat(problem.people.count * days, 0 as UInt32)
    for person in problem.people.indices {
      for lesson in problem.people[person].timetable {
        let bit: UInt32 = 1 << UInt32(lesson.period - 1)
        for parity in 0..<2 where lesson.parity == nil || lesson.parity == (parity == 0 ? .odd : .even) {
          let row = person * 14 + (lesson.weekday.rawValue - 1) * 2 + parity
          lessons[row] |= bit
          if lesson.keep { kept[row] |= bit }
        }
      }
      for absence in problem.people[person].absences {
        let bits = LessonBits.periods(absence, problem.periods.count)
        for day in problem.days.indices where absence.from <= problem.days[day].day && problem.days[day].day <= absence.through {
          absent[person * days + day] |= bits
        }
      }
    }
  }

  /// The periods of an absence.
  static func periods(_ absence: Absence, _ count: Int) -> UInt32 {
    let all: UInt32 = (1 << UInt32(count)) - 1
    if absence.periods.isEmpty { return all }
    return absence.periods.reduce(0) { (1...count).contains($1) ? $0 | 1 << UInt32($1 - 1) : $0 }
  }
}

/// Which periods of a person's own timetable a session of a length disturbs by when it starts: those that it takes up, and those that fall into
/// the way there and back.
struct DisturbedPeriods {
  private struct Key: Hashable {
    let minutes: Int32
    let length: Int
    let exempt: Bool
  }

  private let periods: [Period]
  private var known: [Key: [UInt32]] = [:]

  init(_ periods: [Period]) { self.periods = periods }

  /// Bits by first period.
  /// - Parameter exempt: classes during the session itself do not count.
  mutating func masks(minutes: Int32, length: Int, exempt: Bool) -> [UInt32] {
    let key = Key(minutes: minutes, length: length, exempt: exempt)
    if let masks = known[key] { return masks }
    let masks = periods.indices.map { first -> UInt32 in
      guard first + length <= periods.count else { return 0 }
      return periods.indices.reduce(0) { bits, period in
        let inside = period >= first && period < first + length
        let counts = inside ? !exempt : isOnTheWay(period, first, length, Int(minutes))
        return counts ? bits | 1 << UInt32(period) : bits
      }
    }
    known[key] = masks
    return masks
  }

  /// Whether a lesson outside the session falls into the time that it takes to come or to go back.
  private func isOnTheWay(_ period: Int, _ start: Int, _ length: Int, _ minutes: Int) -> Bool {
    minutes > 0 && periods[period].start < periods[start + length - 1].end + minutes && periods[period].end > periods[start].start - minutes
  }
}
