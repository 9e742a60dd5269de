public import Foundation
import Store
import Workflow

/// What the roster says of a person.
public struct PersonRecord: Codable, Hashable, Sendable {
  /// The staff number.
  public var id: String
  /// The name.
  public var name: String
  /// The school's name; empty for the office's own people.
  public var school: String
  /// 学段.
  public var stage: String
  /// 学科.
  public var subject: String
  /// 岗位.
  public var posts: [String]
  /// Studios with what the person is there.
  public var studios: [String]
  /// The telephone, masked unless it was asked for; empty where there is none.
  public var phone: String
}

extension Office {
  /// A person of the roster (`jiaoli person show`).
  /// - Parameter showsPhone: the whole number and not the masked one, for the office and the person; that it was looked at is noted.
  public func person(_ id: String, showsPhone: Bool = false) throws -> PersonRecord {
    let record = try store.read { reader in
      let person = try known(id, reader)
      try actor.require(.view, try belonging(ofPerson: id, reader), "\(id) 的资料")
      if showsPhone, actor.id != id { try actor.require(.configure, .office, "查看 \(id) 的电话") }
      let names = Names(reader)
      return PersonRecord(
        id: id, name: person.name, school: person.school.map(names.school) ?? "", stage: person.stage, subject: person.subject,
        posts: person.posts,
        studios: try reader.memberships(ofPerson: id).map { "\(try reader.name(of: $0.studio, .studio) ?? $0.studio) \($0.role.rawValue)" },
        phone: showsPhone ? person.phone ?? "" : Self.masked(person.phone ?? ""))
    }
    try noteLook(showsPhone ? .viewPhone : .viewPerson, at: [id])
    return record
  }

  /// What an export of a person's data wrote.
  public struct PersonExport: Codable, Hashable, Sendable {
    /// Files of evidence.
    public var evidence: Int
    /// Evidence that could not be read, with what is wrong with it.
    public var lost: [String]
  }

  /// Writes all that is kept on a person into a folder that must not exist: `数据.json` and the files of evidence that are there.
  public func exportPerson(_ id: String, to folder: URL) throws -> PersonExport {
    let data = try store.read { reader in
      _ = try known(id, reader)
      if actor.id != id { try actor.require(.configure, .office, "导出 \(id) 的数据") }
      return try reader.personalData(of: id)
    }
    guard !FileManager.default.fileExists(atPath: folder.path) else {
      throw OfficeError(.conflict, "\(folder.path) 已经存在", advice: "换一个文件夹")
    }
    try noteLook(.export, at: [id])
    do {
      let files = folder.appending(path: "佐证材料")
      try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
      try data.json.write(to: folder.appending(path: "数据.json"))
      var export = PersonExport(evidence: 0, lost: [])
      for piece in data.evidence {
        do {
          // Two files may have one name.
          try store.evidence.contents(of: piece.sha256).write(to: files.appending(path: "\(piece.sha256.prefix(8))-\(piece.name)"))
          export.evidence += 1
        } catch let fault as EvidenceFault {
          export.lost.append("「\(piece.name)」\(fault.title)")
        }
      }
      return export
    } catch let error as CocoaError {
      try? FileManager.default.removeItem(at: folder)
      throw switch error.code {
      case .fileWriteOutOfSpace: OfficeError(.busy, "磁盘已满: \(folder.path)", advice: "腾出空间后重试")
      default: OfficeError(.notAllowed, "不能写 \(folder.path)", advice: "检查空间与权限后重试")
      }
    }
  }

  /// Erases a person (`jiaoli person erase`): it cannot be undone.
  /// - Returns: what stands for the person from now on, and how many files of evidence were deleted.
  public func erasePerson(_ id: String, reason: String) throws -> (pseudonym: String, files: Int) {
    try actor.require(.configure, .office, "注销 \(id)")
    guard id != actor.id else { throw OfficeError(.notAllowed, "不能注销自己", advice: "请由另一位管理员办理") }
    guard !reason.isEmpty else { throw OfficeError(.usage, "注销须写明原因", advice: "用 --reason 写明, 如 本人书面申请") }
    guard !PrivateNumbers.occur(in: reason) else { throw OfficeError(.badInput, "原因里有身份证号或手机号", advice: "请去掉后重试") }
    // The day turns first, so that erasing is a command like others.
    try command { transaction in try requireFree(id, transaction.reader) }
    let erasure = try store.erase(person: id, at: at, actor: actor.id, reason: reason) { try requireFree(id, $0) }
    return (erasure.pseudonym, erasure.evidence.count)
  }

  /// Nobody is erased who leads a studio or has something to do.
  private func requireFree(_ id: String, _ reader: Reader) throws {
    _ = try known(id, reader)
    if let studio = try reader.memberships(ofPerson: id).first(where: { $0.role == .leader })?.studio {
      throw OfficeError(.no, "\(id) 是工作室 \(studio) 的主持人", advice: "先导入新的成员表, 换一位主持人")
    }
    var filter = TaskFilter()
    filter.person = id
    filter.statuses = [.open, .submitted, .returned, .planned]
    let left = try reader.tasks(filter).count
    guard left == 0 else {
      throw OfficeError(.no, "\(id) 还有 \(left) 项未了结的任务", advice: "先转办 (jiaoli task delegate) 或免除 (jiaoli review --waive)")
    }
  }

  private func known(_ id: String, _ reader: Reader) throws -> Person {
    guard let person = try reader.person(id) else { throw OfficeError.unknown(.person, id, among: try reader.people().map(\.id)) }
    return person
  }

  /// The first three and last four digits of a number of eleven; of others only the last two.
  static func masked(_ phone: String) -> String {
    guard !phone.isEmpty else { return "" }
    return phone.count == 11
      ? "\(phone.prefix(3))****\(phone.suffix(4))" : String(repeating: "*", count: max(phone.count - 2, 0)) + phone.suffix(2)
  }
}
