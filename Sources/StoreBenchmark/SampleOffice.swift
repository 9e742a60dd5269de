import AcademicCalendar
import Foundation
import Office

/// An office of 32 studios with 20 members each, one task for every member.
struct SampleOffice {
  let path: String
  let office: Office

  init(in folder: URL) throws {
    path = folder.appending(path: "office.db").path
    try Office.create(path: path, name: "测速", isRehearsal: true, now: Date(), uidDomain: "bench.jiaoli")
    office = try Office(path: path, as: nil, now: Date(), rehearsalDay: Day(2026, 9, 1))
    var (people, studios, members) = (["工号,姓名"], ["工作室编号,工作室名称,级别"], ["工作室编号,工号,身份"])
    for studio in 1...32 {
      studios.append("W\(studio),第\(studio)工作室,市级")
      for member in 1...20 {
        let number = (studio - 1) * 20 + member
        let id = "P" + String(repeating: "0", count: 4 - String(number).count) + String(number)
        people.append("\(id),成员\(number)")
        members.append("W\(studio),\(id),\(member == 1 ? "主持人" : "成员")")
      }
    }
    let files = try [("人员.csv", people), ("工作室.csv", studios), ("成员.csv", members)].map { name, lines in
      try Self.write(lines.joined(separator: "\n") + "\n", to: folder.appending(path: name))
    }
    _ = try office.importRoster(files)
    _ = try office.install([try Self.write(Self.workflow, to: folder.appending(path: "bench.yaml"))])
    _ = try office.start("bench", subjects: ["all"], semester: nil, parameters: [:])
  }

  private static func write(_ text: String, to file: URL) throws -> URL {
    try Data(text.utf8).write(to: file)
    return file
  }

  private static let workflow = """
    workflow: bench
    version: 1
    title: 测速
    subject: studio
    roles: { member: 成员 }
    initial: work
    states:
      work:
        title: 进行
        window: { from: 2026-09-01, through: 2026-12-31 }
        tasks:
          step: { title: 一步, for: subject.members, role: member }
        on: { done: closed }
      closed: { type: final, title: 结束 }

    """
}
