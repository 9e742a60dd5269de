import AcademicCalendar
import Testing
import Workflow

@testable import jiaoli

/// The invented county follows from its seed and is one that an office could have.
@Suite struct CountyTests {
  @Test func `The generator gives the numbers that are published for SeededRandom`() {
    var random = SeededRandom(seed: 1_234_567)
    #expect(
      [random.next(), random.next(), random.next()] == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test func `The same seed gives the same county, another seed another`() {
    #expect(County(seed: 7) == County(seed: 7))
    #expect(County(seed: 7) != County(seed: 8))
  }

  @Test(arguments: [0, 1, 2026, UInt64.max])
  func `A county has its schools, its people and the studios of S3-3`(seed: UInt64) {
    let county = County(seed: seed)
    #expect(county.schools.count == 60)
    #expect(Set(county.schools.map(\.name)).count == 60)
    #expect(Set(county.schools.map(\.zone)).count == 6)
    #expect((650...750).contains(county.people.count))
    #expect(Set(county.people.map(\.name)).count == county.people.count)
    #expect(county.studios.count { $0.level == "省级" } == 11)
    #expect(county.studios.count { $0.level == "市级" } == 21)
    for school in county.schools {
      #expect(county.people.count { $0.school == school.id && $0.posts == ["学校联络员"] } == 1, "\(school.name)")
    }
  }

  @Test(arguments: [0, 1, 2026, UInt64.max])
  func `A studio has one leader, members of its own, and trainees with a mentor among them`(seed: UInt64) {
    let county = County(seed: seed)
    #expect(Set(county.memberships.map(\.person)).count == county.memberships.count)
    for studio in county.studios {
      let members = county.memberships.filter { $0.studio == studio.id }
      let mentors = Set(members.filter { $0.role != "学员" }.map(\.person))
      #expect(members.count { $0.role == "主持人" } == 1)
      #expect(members.contains { $0.role == "学员" })
      #expect(members.allSatisfy { $0.role == "学员" ? mentors.contains($0.mentor ?? "") : $0.mentor == nil })
    }
  }

  @Test func `A teacher has 12 to 16 lessons a week, no two at once, and two in a row that a mentor can hear`() {
    let county = County(seed: 2026)
    let lessons = Dictionary(grouping: county.lessons, by: \.person)
    #expect(lessons.count == county.people.count { $0.school != nil })
    #expect(county.lessons.contains { $0.weeks == "单周" } && county.lessons.contains { $0.weeks == "双周" })
    for week in lessons.values {
      #expect((12...16).contains(week.count))
      #expect(Set(week.map { $0.weekday * 10 + $0.period }).count == week.count)
      let regular = Set(week.filter { $0.weeks == "每周" }.map { $0.weekday * 10 + $0.period })
      #expect(regular.contains { regular.contains($0 + 1) })
    }
  }

  @Test func `Steps come by their day, in the order given, and what closes a day comes last`() throws {
    let day = try #require(Day(2014, 2, 27))
    var agenda = Agenda()
    agenda.add([
      Step(day: day + 1, task: 1, deed: .accept, isLast: true), Step(day: day + 1, task: 2, deed: .submit),
      Step(day: day + 1, task: 3, deed: .submit),
    ])
    agenda.add([Step(day: day, task: 4, deed: .submit)])
    var order: [Int64] = []
    while let step = agenda.next() { order.append(step.task) }
    #expect(order == [4, 2, 3, 1])
  }
}
