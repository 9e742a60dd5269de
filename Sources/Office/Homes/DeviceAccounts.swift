import AcademicCalendar
import Foundation
import Store

/// The password of a device as lists show it; the password itself is shown once, when it is made.
public struct DeviceAccount: Codable, Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// A staff number: the user name.
  public var person: String
  /// A name.
  public var name: String
  /// Which device.
  public var label: String
  /// The day it was made.
  public var issued: String
  /// The day it was last used.
  public var used: String?
  /// The day it was ended.
  public var revoked: String?
}

extension Office {
  /// Makes a password for one device of a person (`jiaoli account add`).
  /// - Returns: the account, and the password, which nobody can read again.
  public func addDevice(of person: String, label: String) throws -> (account: DeviceAccount, password: String) {
    let label = label.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !label.isEmpty, label.count <= 60 else { throw OfficeError(.usage, "设备名称应为 1 至 60 个字", advice: "例如 --label 手机") }
    guard !PrivateNumbers.occur(in: label) else { throw OfficeError(.badInput, "设备名称里有身份证号或手机号", advice: "请去掉后重试") }
    try store.read { reader in
      guard try reader.person(person) != nil else { throw OfficeError.unknown(.person, person, among: try reader.people().map(\.id)) }
    }
    try requireOwner(person, "开通日历账户")
    let secret = DeviceSecret.random()
    let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    let cost = DeviceSecret.cost
    let record = DevicePasswordRecord(
      id: 0, person: person, label: label, tag: secret.tag, salt: salt,
      hash: try secret.hash(salt: salt, rounds: cost.rounds, block: cost.block, lanes: cost.lanes), rounds: cost.rounds,
      block: cost.block, lanes: cost.lanes, issued: at)
    let account = try command { transaction in
      guard try transaction.reader.devicePasswords(of: person).filter({ $0.revoked == nil }).count < Self.deviceLimit else {
        throw OfficeError(.conflict, "\(person) 已有 \(Self.deviceLimit) 个设备密码", advice: "先用 jiaoli account revoke 撤销不用的")
      }
      let id = try transaction.add(record)
      try transaction.record(.deviceIssued(DeviceReference(number: id, person: person, label: label)))
      return try Self.account(transaction.reader.devicePasswords(of: person).first { $0.id == id } ?? record, Names(transaction.reader))
    }
    return (account, secret.shown)
  }

  private static let deviceLimit = 30

  /// The device passwords that the actor may see: the office sees all, a teacher their own.
  public func devices(of person: String? = nil) throws -> [DeviceAccount] {
    if let person { try requireOwner(person, "查看日历账户") }
    return try store.read { reader in
      let names = Names(reader)
      return try reader.devicePasswords(of: person ?? (actor.may(.configure, .office) ? nil : actor.id)).map { Self.account($0, names) }
    }
  }

  /// Ends a device's password.
  public func revokeDevice(_ id: Int64) throws -> DeviceAccount {
    try command { transaction in
      guard let record = try transaction.reader.devicePasswords().first(where: { $0.id == id }),
        record.person == actor.id || actor.may(.configure, .office)
      else { throw OfficeError(.notFound, "没有第 \(id) 号设备密码", advice: "用 jiaoli account 查看编号") }
      guard try transaction.revokeDevicePassword(id) else { throw OfficeError(.conflict, "第 \(id) 号设备密码已经撤销") }
      try transaction.record(.deviceRevoked(DeviceReference(number: id, person: record.person, label: record.label)))
      return Self.account(
        try transaction.reader.devicePasswords(of: record.person).first { $0.id == id } ?? record, Names(transaction.reader))
    }
  }

  /// A home is its owner's; the office gives and takes the keys.
  private func requireOwner(_ person: String, _ what: String) throws {
    guard person == actor.id || actor.may(.configure, .office) else {
      throw OfficeError(.notAllowed, "\(actor.name)(\(actor.id))无权为别人\(what)", advice: "请由本人或办公室办理")
    }
  }

  private static func account(_ record: DevicePasswordRecord, _ names: Names) -> DeviceAccount {
    func day(_ at: Int64) -> String { OfficeTime.day(of: at).description }
    return DeviceAccount(
      id: record.id, person: record.person, name: names.person(record.person), label: record.label, issued: day(record.issued),
      used: record.used.map(day), revoked: record.revoked.map(day))
  }
}
