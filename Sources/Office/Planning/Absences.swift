public import AcademicCalendar
import Store

/// An absence as lists show it.
public struct AbsenceSummary: Codable, Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// A staff number or a school's code.
  public var subject: String
  /// The name.
  public var name: String
  /// The first day.
  public var from: Day
  /// The last day, inclusive.
  public var through: Day
  /// Why.
  public var reason: String
}

extension Office {
  /// Records that a person is away or a school is closed: the next plan keeps clear of it.
  /// - Parameter subject: a staff number or a school's code.
  public func addAbsence(_ subject: String, from: Day, through: Day, reason: String) throws {
    guard from <= through else { throw OfficeError(.usage, "起始 \(from) 晚于结束 \(through)") }
    guard !PrivateNumbers.occur(in: reason) else { throw OfficeError(.badInput, "原因里有身份证号或手机号", advice: "请去掉后重试") }
    try command { transaction in
      let reader = transaction.reader
      if try reader.person(subject) != nil {
        try actor.require(.submit, try belonging(ofPerson: subject, reader), "登记 \(subject) 请假")
        try transaction.record(.absenceAdded(Absence(.person(subject), from: from, through: through, reason: reason)))
      } else if let school = try reader.school(subject) {
        try actor.require(.submit, Belonging(school: subject, stage: school.stage), "登记 \(school.name) 停用")
        try transaction.record(.absenceAdded(Absence(.school(subject), from: from, through: through, reason: reason)))
      } else {
        throw OfficeError.unknown(.ofRoster("人员或学校"), subject, among: try reader.people().map(\.id) + reader.schools().map(\.id))
      }
    }
  }

  /// Takes an absence back.
  public func removeAbsence(_ id: Int64) throws {
    try command { transaction in
      guard let found = try transaction.reader.absences().first(where: { $0.id == id }) else {
        throw OfficeError(.notFound, "没有第 \(id) 号请假或停用", advice: "用 jiaoli absence 查看编号")
      }
      switch found.absence.subject {
      case .person(let person): try actor.require(.submit, try belonging(ofPerson: person, transaction.reader), "撤销 \(person) 请假")
      case .school(let school): try actor.require(.submit, Belonging(school: school), "撤销 \(school) 停用")
      }
      try transaction.record(.absenceRemoved(AbsenceRemoval(absence: id)))
    }
  }

  /// Absences and closures that the actor may see.
  public func absences() throws -> [AbsenceSummary] {
    try store.read { reader in
      let names = Names(reader)
      return try reader.absences().compactMap { row in
        let (subject, name, belonging): (String, String, Belonging) =
          switch row.absence.subject {
          case .person(let id): (id, names.person(id), try self.belonging(ofPerson: id, reader))
          case .school(let id): (id, names.school(id), Belonging(school: id))
          }
        guard actor.may(.view, belonging) else { return nil }
        // Why somebody is away is for the office and for them.
        let isPrivate = !actor.may(.configure, .office) && actor.id != subject
        return AbsenceSummary(
          id: row.id, subject: subject, name: name, from: row.absence.from, through: row.absence.through,
          reason: isPrivate ? "" : row.absence.reason)
      }
    }
  }
}
