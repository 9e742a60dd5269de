import Workflow

/// Thirty-two studios, 11 of the province and 21 of the city (S3-3), each of one stage and subject.
enum InventedStudios {
  private static let provincial = 11
  private static let counts: [(stage: String, count: Int)] = [("小学", 16), ("初中", 12), ("高中", 4)]

  static func all(of people: [County.Person], _ random: inout SeededRandom) -> ([County.Studio], [County.Membership]) {
    let fields = random.shuffled(
      counts.flatMap { stage, count in
        (0..<count).map { (stage: stage, subject: InventedStaff.subjects[$0 % InventedStaff.subjects.count]) }
      })
    var free = random.shuffled(people.filter { $0.school != nil && $0.posts.isEmpty })
    func take(_ stage: String, _ subject: String, _ count: Int) -> [County.Person] {
      let found = Array(free.filter { $0.stage == stage && $0.subject == subject }.prefix(count))
      let taken = Set(found.map(\.id))
      free.removeAll { taken.contains($0.id) }
      return found
    }
    var (studios, memberships): ([County.Studio], [County.Membership]) = ([], [])
    for (index, field) in fields.enumerated() {
      let id = County.code("W", index + 1, digits: 2)
      let size = random.within(4...5)
      let all = take(field.stage, field.subject, 1 + size + random.within(2...3))
      guard let leader = all.first, let school = leader.school else { continue }
      studios.append(
        County.Studio(
          id: id, name: "\(leader.name)\(field.stage)\(field.subject)工作室", level: index < provincial ? "省级" : "市级", subject: field.subject,
          school: school))
      let members = all.prefix(1 + size)
      memberships += members.enumerated().map { County.Membership(studio: id, person: $1.id, role: $0 == 0 ? "主持人" : "成员", mentor: nil) }
      memberships += all.dropFirst(1 + size).enumerated().map { index, trainee in
        County.Membership(studio: id, person: trainee.id, role: "学员", mentor: members[index % members.count].id)
      }
    }
    return (studios, memberships)
  }
}
