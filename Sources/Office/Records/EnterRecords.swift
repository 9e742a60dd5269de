import AcademicCalendar
import Evaluation
public import Foundation
import Store

extension Office {
  /// Imports CSV files of records, told apart by their headings: all or nothing (`jiaoli record import`).
  /// - Throws: `OfficeError` naming every bad row with its line and reason; nothing is changed then.
  public func importRecords(_ files: [URL]) throws -> RecordSummary {
    let sheets = try files.map { file in
      let data = try GivenFile.data(file)
      return try RecordSheet(TextDecoding.text(data, file: file.lastPathComponent), file: file.lastPathComponent)
    }
    return try enter(sheets, source: files.map(\.lastPathComponent).joined(separator: "、"))
  }

  /// Enters one record, its fields by the headings of the import (`jiaoli record add`).
  /// - Parameters:
  ///   - kind: 签到, 学时, 成果….
  ///   - correcting: the record whose place it takes.
  public func addRecord(_ kind: String, _ fields: [String: String], correcting: String? = nil) throws -> RecordSummary {
    guard let found = RecordSheet.Kind.allCases.first(where: { $0.title == kind }) else {
      throw OfficeError.unknown(.recordKind, kind, among: RecordSheet.Kind.allCases.map(\.title), lists: true)
    }
    return try enter([try RecordSheet(found, fields: fields)], source: "", correcting: correcting.map { try recordID($0) })
  }

  /// Signs people in (`jiaoli signin`).
  /// - Parameters:
  ///   - occasion: a task's number or an activity's code.
  ///   - people: staff numbers.
  ///   - status: `present`, `late`, `leave` or `absent`.
  public func signIn(_ occasion: String, _ people: [String], _ status: String) throws -> RecordSummary {
    guard !people.isEmpty else { throw OfficeError(.usage, "请给出签到的工号") }
    let heading = Int64(occasion) == nil ? "活动编号" : "任务编号"
    let sheets = try people.map { try RecordSheet(.attendance, fields: [heading: occasion, "工号": $0, "签到": status]) }
    return try enter(sheets, source: "")
  }

  private func enter(_ sheets: [RecordSheet], source: String, correcting: RecordID? = nil) throws -> RecordSummary {
    try command { transaction in
      let reader = transaction.reader
      let references = try RecordReferences(reader, self)
      var reading = RecordReading(references, today: today)
      try reading.read(sheets)
      var problems = reading.problems
      problems += try refusals(reading.concerns, activities: references.activities, batch: reading.batch, reader)
      guard problems.isEmpty else {
        let isRefused = reading.problems.isEmpty
        throw OfficeError(
          isRefused ? .notAllowed : .badInput, isRefused ? "有 \(problems.count) 行无权登记, 什么也没有登记" : "有 \(problems.count) 行不对, 什么也没有登记",
          places: problems, advice: isRefused ? "请由有权限的人办理" : "改好这些行后重试")
      }
      var batch = reading.batch
      var known: [RecordKind: Int] = [:]
      guard batch.count > 0 else { throw OfficeError(.badInput, "没有任何记录", advice: "检查文件") }
      batch.source = source
      if let correcting { batch.corrects = try corrected(correcting, by: batch, reader) }
      if !source.isEmpty { known = try batch.removeKnown(reader) }
      if batch.count > 0 { try transaction.record(.recordsEntered(batch)) }
      let counts = RecordKind.allCases.filter { batch.count(of: $0) > 0 }.map { ($0, batch.count(of: $0)) }
      return RecordSummary(
        counts: Dictionary(counts, uniquingKeysWith: +), known: known, ignoredColumns: Array(Set(sheets.flatMap(\.ignored))).sorted())
    }
  }

  /// Rows that the actor may not enter.
  private func refusals(
    _ concerns: [(place: String, concern: RecordReading.Concern)], activities: [String: ActivityPlace], batch: RecordBatch, _ reader: Reader
  ) throws -> [String] {
    if actor.may(.record, .office), actor.may(.signIn, .office), actor.may(.mark, .office) { return [] }
    var places = activities
    for activity in batch.activities {
      places[activity.code] = ActivityPlace(day: activity.day, school: activity.school, studio: activity.studio, person: activity.person)
    }
    var known: [RecordReading.Concern: Bool] = [:]
    return try concerns.compactMap { place, concern in
      let isAllowed = try known[concern] ?? may(concern, places, reader)
      known[concern] = isAllowed
      return isAllowed ? nil : "\(place): \(actor.name)(\(actor.id))无权登记"
    }
  }

  private func may(_ concern: RecordReading.Concern, _ activities: [String: ActivityPlace], _ reader: Reader) throws -> Bool {
    switch concern {
    case .subject(let subject): return actor.may(.record, try belonging(of: subject, reader))
    case .task(let number): return actor.may(.signIn, try belonging(of: try task(number, reader), reader))
    case .activity(let code):
      guard let place = activities[code] else { return false }
      let stage = try place.school.flatMap { try reader.school($0) }?.stage
      return actor.may(
        .signIn,
        Belonging(
          people: Set([place.person].compactMap(\.self)), studios: Set([place.studio].compactMap(\.self)), school: place.school,
          stage: stage))
    case .mark(let subject, let judge, let giver):
      // In another's name marks are entered only by those who may do it for everybody, and they were let through before.
      guard actor.may(.mark, try belonging(of: subject, reader)), (giver ?? actor.id) == actor.id else { return false }
      // Whoever is judged gives the own mark and no other; nobody else gives it.
      return actor.speaks(for: subject) == (judge == MarksAsked.ownColumn)
    }
  }

  /// What a batch takes the place of: a record of the same kind.
  /// - Returns: nil where it does so by its own code and no record has to be withdrawn, so that sign-ins stay with their activity.
  private func corrected(_ id: RecordID, by batch: RecordBatch, _ reader: Reader) throws -> RecordID? {
    try requireValid(id, reader)
    guard batch.count(of: id.kind) > 0 else {
      let given = RecordKind.allCases.first { batch.count(of: $0) > 0 }?.title ?? ""
      throw OfficeError(.usage, "\(id) 是\(id.kind.title), 不能更正为\(given)", advice: "撤销它 (jiaoli record withdraw), 再登记新的")
    }
    // An activity's row has its code for its rank.
    let code = id.kind == .activity ? try reader.record(id)?.rank : nil
    return batch.activities.contains { $0.code == code } ? nil : id
  }

  /// What a record's subject belongs to.
  func belonging(of subject: RecordSubject, _ reader: Reader) throws -> Belonging {
    switch subject.kind {
    case .person: try belonging(ofPerson: subject.id, reader)
    case .school: Belonging(school: subject.id, stage: try reader.school(subject.id)?.stage)
    case .studio: Belonging(studios: [subject.id])
    case .team, .district: .office
    }
  }

  func recordID(_ text: String) throws -> RecordID {
    guard let id = RecordID(text) else {
      throw OfficeError(.usage, "「\(text)」不是记录编号", advice: "写作 hours-12; 用 jiaoli record list 查看")
    }
    return id
  }

  /// The record must be there and count, and be the actor's to change.
  func requireValid(_ id: RecordID, _ reader: Reader) throws {
    guard let row = try reader.record(id) else { throw OfficeError(.notFound, "没有记录 \(id)", advice: "用 jiaoli record list 查看") }
    let what = "\(row.kind.title) \(id)"
    try actor.require(.record, try belonging(of: RecordSubject(row.subjectKind, row.subject), reader), what)
    // A mark is its giver's.
    if id.kind == .mark, row.actor != actor.id { try actor.require(.record, .office, what) }
    if row.ended != nil, id.kind != .title { throw OfficeError(.conflict, "记录 \(id) 已经撤销: \(row.reason ?? "")") }
  }
}

extension Actor {
  /// Whether what somebody says of a subject is said by the subject itself: the person, the school's own people, the studio's leader.
  fileprivate func speaks(for subject: RecordSubject) -> Bool {
    switch subject.kind {
    case .person: subject.id == id
    case .school: roles.contains { $0 == .coordinator(subject.id) || $0 == .reviewer(.school(subject.id)) }
    case .studio: roles.contains(.studioLeader(subject.id))
    case .team, .district: false
    }
  }
}

extension Office {
  /// Gives a judge's marks to one subject (`jiaoli evaluate mark`).
  /// - Parameters:
  ///   - column: 自评, 站评, 市评…: one of the scheme's judges.
  ///   - marks: points as text, by item.
  public func mark(_ scheme: String, period: String, subject: String, column: String, marks: [String: String]) throws -> RecordSummary {
    let heading = try store.read { reader in
      switch try self.scheme(scheme, reader).subject.kind {
      case .person: "工号"
      case .school: "学校编号"
      case .studio: "工作室编号"
      case .team: "团队"
      case .district, .zone, .cohort: ""
      }
    }
    let whose = heading.isEmpty ? [:] : [heading: subject]
    let sheets = try marks.sorted { $0.key < $1.key }.map { item, score in
      try RecordSheet(
        .marks, fields: whose.merging(["考核办法": scheme, "考核期": period, "评分项目": item, "评分栏": column, "分数": score]) { $1 })
    }
    return try enter(sheets, source: "")
  }
}
