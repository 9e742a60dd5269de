/// An instance of curriculum-based course timetabling in the `.ctt` format of the second International Timetabling Competition, track 3
/// (Di Gaspero, McCollum and Schaerf 2007).
public struct CourseTimetable: Hashable, Sendable {
  /// A course: so many lectures by one teacher, spread over so many days, for so many students.
  public struct Course: Hashable, Sendable {
    public var id: String
    public var teacher: String
    public var lectures: Int
    public var minimumDays: Int
    public var students: Int

    public init(id: String, teacher: String, lectures: Int, minimumDays: Int, students: Int) {
      (self.id, self.teacher, self.lectures, self.minimumDays, self.students) = (id, teacher, lectures, minimumDays, students)
    }
  }

  /// A room and its seats.
  public struct Room: Hashable, Sendable {
    public var id: String
    public var seats: Int

    public init(id: String, seats: Int) { (self.id, self.seats) = (id, seats) }
  }

  /// Courses that share students.
  public struct Curriculum: Hashable, Sendable {
    public var id: String
    public var courses: [String]

    public init(id: String, courses: [String]) { (self.id, self.courses) = (id, courses) }
  }

  /// A period, from 0 as the format counts, at which a course cannot be held.
  public struct Unavailability: Hashable, Sendable {
    public var course: String
    public var day: Int
    public var period: Int

    public init(course: String, day: Int, period: Int) { (self.course, self.day, self.period) = (course, day, period) }
  }

  public var name: String
  public var courses: [Course]
  public var rooms: [Room]
  public var days: Int
  public var periodsPerDay: Int
  public var curricula: [Curriculum]
  /// In the order of the courses.
  public var unavailabilities: [Unavailability]

  public init(
    name: String, courses: [Course], rooms: [Room], days: Int, periodsPerDay: Int, curricula: [Curriculum],
    unavailabilities: [Unavailability]
  ) {
    (self.name, self.courses, self.rooms, self.days, self.periodsPerDay) = (name, courses, rooms, days, periodsPerDay)
    self.curricula = curricula
    let order = Dictionary(courses.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.unavailabilities = unavailabilities.enumerated().sorted {
      (order[$0.element.course] ?? 0, $0.offset) < (order[$1.element.course] ?? 0, $1.offset)
    }.map(\.element)
  }
}

/// A `.ctt` or solution file that cannot be read.
public struct CourseTimetableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// From 1; 0 where the file as a whole is meant.
  public var line: Int
  /// A Chinese sentence.
  public var message: String

  public var description: String { line > 0 ? "第 \(line) 行: \(message)" : message }
}
