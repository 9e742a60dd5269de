import Testing

@testable import Planner

@Suite struct CourseTimetableTests {
  /// Four courses, two rooms, two days of three periods.
  static let text = """
    Name: Tiny
    Courses: 4
    Rooms: 2
    Days: 2
    Periods_per_day: 3
    Curricula: 2
    Constraints: 2

    COURSES:
    maths ada 2 2 30
    physics bao 2 1 40
    music ada 1 1 10
    sports cai 1 1 25

    ROOMS:
    small\t20
    large\t45

    CURRICULA:
    first  2 maths physics
    second  2 sports music

    UNAVAILABILITY_CONSTRAINTS:
    maths 0 0
    sports 1 2

    END.

    """

  @Test func `An instance survives the translation to a problem and back`() throws {
    let instance = try CourseTimetable(text: Self.text)
    #expect(instance.text == Self.text)
    #expect(try CourseTimetable(instance.problem()) == instance)
  }

  @Test func `A line too few is named by its number`() {
    let text = Self.text.replacing("sports cai 1 1 25\n", with: "")
    #expect(throws: CourseTimetableError(line: 14, message: "「COURSES:」应有 4 行, 每行至少 5 项")) { try CourseTimetable(text: text) }
  }

  @Test(arguments: [
    ("maths ada 2 2 30", "maths ada 2 9223372036854775807 30"), ("maths ada 2 2 30", "maths ada 2 2 9223372036854775807"),
    ("large\t45", "large\t9223372036854775807"),
  ])
  func `Numbers that no cost can hold are refused`(line: String, wild: String) throws {
    #expect(throws: CourseTimetableError.self) { try CourseTimetable(text: Self.text.replacing(line, with: wild)) }
  }

  @Test(arguments: [
    ("music small 2 0", "天应为 0 至 1, 不是 2"), ("music small -1 0", "天应为 0 至 1, 不是 -1"), ("music small 0 3", "节应为 0 至 2, 不是 3"),
    ("music small 0 9223372036854775807", "节应为 0 至 2, 不是 9223372036854775807"), ("art small 0 0", "没有课程「art」"),
    ("music hall 0 0", "没有教室「hall」"),
  ])
  func `A lecture that the instance has no room for is named by its line`(line: String, message: String) throws {
    let instance = try CourseTimetable(text: Self.text)
    #expect(throws: CourseTimetableError(line: 2, message: message)) { try instance.lectures("maths small 0 1\n\(line)\n") }
  }

  @Test func `A lecture beyond the grid counts as missing`() throws {
    let instance = try CourseTimetable(text: Self.text)
    let lectures = [(0, 0), (99, 0), (0, 5), (-1, 0), (Int.max, Int.max)].map {
      CourseTimetable.Lecture(course: "music", room: "small", day: $0.0, period: $0.1)
    }
    #expect(instance.score(lectures) == instance.score(Array(lectures.prefix(1))))
  }

  @Test func `A solution costs what the competition says`() throws {
    let instance = try CourseTimetable(text: Self.text)
    let solution = [
      CourseTimetable.Lecture(course: "maths", room: "small", day: 0, period: 1),
      CourseTimetable.Lecture(course: "maths", room: "large", day: 0, period: 2),
      CourseTimetable.Lecture(course: "physics", room: "large", day: 0, period: 0),
      CourseTimetable.Lecture(course: "physics", room: "large", day: 1, period: 2),
      CourseTimetable.Lecture(course: "music", room: "small", day: 1, period: 1),
      CourseTimetable.Lecture(course: "sports", room: "large", day: 1, period: 1),
    ]
    let score = instance.score(solution)
    // 30 people in 20 seats; maths on one day of two; one lone physics lecture; maths in two rooms; sports and music share a curriculum.
    #expect(score.roomCapacity == 10)
    #expect(score.minimumDays == 5)
    #expect(score.roomStability == 1)
    #expect(score.conflicts == 1)
    #expect(score.compactness == 2 + 2 * 2)
  }

  @Test(arguments: 1...5)
  func `The score of a plan is the competition's`(seed: Int) throws {
    let instance = try CourseTimetable(text: Self.text)
    let problem = instance.problem()
    let plan = try solve(problem, SolveOptions(seed: UInt64(seed), steps: 500, threads: 1))
    let score = instance.score(instance.solution(plan, of: problem))
    #expect(score.violations == 0)
    #expect(plan.score?.isFeasible == true)
    #expect(score.cost == plan.score?.softTotal)
  }
}
