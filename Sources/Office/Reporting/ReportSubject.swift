import AcademicCalendar
import Reports
import Store

/// Whom a report is about.
enum ReportSubject {
  case office(String)
  case person(Person)
  case studio(Studio)
  case school(School)

  /// The name that stands below the title.
  var name: String {
    switch self {
    case .office(let name): name
    case .person(let person): person.name
    case .studio(let studio): studio.name
    case .school(let school): school.name
    }
  }

  /// The staff number of the one it is about; nil for a group.
  var person: String? { if case .person(let person) = self { person.id } else { nil } }

  /// Whose work counts.
  var scope: WorkScope {
    switch self {
    case .office: .office
    case .person(let person): .person(person.id)
    case .studio(let studio): .studio(studio.id)
    case .school(let school): .school(school.id)
    }
  }
}

extension Office {
  /// Reads a staff number, a studio's or a school's code; without one, the whole office for who may see it, and oneself for others.
  /// - Throws: `OfficeError` where there is no such code or the actor may not see it.
  func reportSubject(_ code: String?, _ reader: Reader) throws -> ReportSubject {
    guard let code else {
      if actor.may(.view, .office) { return .office(try reader.office().opening.name) }
      guard let person = try reader.person(actor.id) else { throw OfficeError.unknown(.person, actor.id, among: []) }
      return .person(person)
    }
    if let person = try reader.person(code) {
      try actor.require(.view, try belonging(ofPerson: code, reader), code)
      return .person(person)
    }
    if let studio = try reader.studio(code) {
      try actor.require(.view, Belonging(studios: [code]), code)
      return .studio(studio)
    }
    if let school = try reader.school(code) {
      try actor.require(.view, Belonging(school: code, stage: school.stage), code)
      return .school(school)
    }
    throw OfficeError.unknown(
      .ofRoster("人员、工作室或学校"), code, among: try reader.people().map(\.id) + reader.studios().map(\.id) + reader.schools().map(\.id))
  }

  /// A person by staff number whose records the actor may see.
  func reportPerson(_ id: String, _ reader: Reader) throws -> Person {
    guard let person = try reader.person(id) else { throw OfficeError.unknown(.person, id, among: try reader.people().map(\.id)) }
    try actor.require(.view, try belonging(ofPerson: id, reader), id)
    return person
  }

  /// A calendar year, within those that days have.
  func calendarYear(_ year: Int) throws -> ClosedRange<Day> {
    guard let first = Day(year, 1, 1), let last = Day(year, 12, 31) else {
      throw OfficeError(.usage, "没有 \(year) 这一年", advice: "年份在 \(Day.earliest.year) 至 \(Day.latest.year) 之间")
    }
    return first...last
  }
}
