public import AcademicCalendar
public import Foundation
import Store

/// A feed token as people see it: everything but the token.
public struct FeedTokenSummary: Codable, Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// The device it is for.
  public var label: String
  /// Whose calendar, as `feed` takes it.
  public var subject: String
  /// What goes into it: `sessions`, `deadlines`, `to-dos`.
  public var content: [String]
  /// Reminders, minutes before each session.
  public var alarms: [Int]
  /// The first day, where there is one.
  public var from: Day?
  /// The last day, where there is one.
  public var through: Day?
  /// Who gave it out.
  public var issuer: String
  /// The day on which it was given out.
  public var issued: Day
  /// The day on which it was taken back; nil while it is good.
  public var revoked: Day?
  /// When it was last used, to the minute or so; nil for never.
  public var lastUsed: Date?
  /// Whether it opens its calendar: it is not taken back, and the one in whose name it is read may still see it.
  public var isGood: Bool
}

extension Office {
  /// Gives out feed tokens, one per device. The secrets come from the edge and only their hashes are kept.
  /// - Parameters:
  ///   - requests: for each token what it opens, the device it is for, and the secret.
  /// - Returns: their numbers.
  @discardableResult
  public func issueFeedTokens(_ requests: [(order: FeedOrder, label: String, token: FeedToken)]) throws -> [Int64] {
    try command { transaction in
      try requests.map { request in
        let label = request.label.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !label.isEmpty, label.count <= Self.longestLabel,
          !label.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw OfficeError(.usage, "设备名称应为 1 至 \(Self.longestLabel) 个字, 在一行之内", advice: "例如 --label 我的手机") }
        guard !request.order.content.isEmpty else { throw OfficeError(.usage, "订阅里没有内容", advice: "会议、截止日期、待办至少留一样") }
        guard !request.order.isEmpty else { throw OfficeError(.usage, "起始日期晚于截止日期") }
        // Whoever may see the calendar may subscribe to it, and sees that it exists.
        _ = try heading(request.order.subject, transaction.reader)
        let hash = request.token.digest.hexadecimal
        try transaction.record(.feedTokenIssued(FeedTokenIssue(hash: hash, label: label, scope: request.order.scope)))
        guard let record = try transaction.reader.feedToken(hash: hash) else { throw OfficeError(.defect, "订阅没有存下") }
        return record.id
      }
    }
  }

  /// Everyone on the roster, for whom the office may give out tokens.
  public func people() throws -> [(id: String, name: String)] {
    try actor.require(.view, .office, "名册")
    return try store.read { try $0.people().map { ($0.id, $0.name) } }
  }

  /// Gives out one feed token.
  public func issueFeedToken(_ order: FeedOrder, label: String, token: FeedToken) throws -> FeedTokenSummary {
    let ids = try issueFeedTokens([(order, label, token)])
    return try store.read { reader in
      guard let id = ids.first, let record = try reader.feedToken(id) else { throw OfficeError(.defect, "订阅没有存下") }
      return try summary(record, reader)
    }
  }

  /// The tokens that the actor may see, in the order in which they were given out.
  /// - Parameter subject: only those for this calendar.
  public func feedTokens(_ subject: FeedSubject? = nil) throws -> [FeedTokenSummary] {
    try store.read { reader in
      let scope = subject.map { FeedOrder($0).scope }
      if let subject { _ = try heading(subject, reader) }
      return try reader.feedTokens(scope?.kind, subject: scope?.subject)
        .filter { record in (try? heading(FeedOrder(record.scope).subject, reader)) != nil }.map { try summary($0, reader) }
    }
  }

  /// Takes a token back: from then on its address leads nowhere. Whoever may see the calendar may do it.
  public func revokeFeedToken(_ id: Int64) throws -> FeedTokenSummary {
    try command { transaction in
      guard let record = try transaction.reader.feedToken(id) else {
        throw OfficeError(.notFound, "没有第 \(id) 号订阅", advice: "用 jiaoli feed token list 查看编号")
      }
      _ = try heading(FeedOrder(record.scope).subject, transaction.reader)
      guard record.revoked == nil else { throw OfficeError(.no, "第 \(id) 号订阅早已撤销", advice: "不必再撤销; 要新的地址用 jiaoli feed token issue") }
      try transaction.record(.feedTokenRevoked(FeedTokenRevocation(token: id)))
      guard let revoked = try transaction.reader.feedToken(id) else { throw OfficeError(.defect, "没有第 \(id) 号订阅") }
      return try summary(revoked, transaction.reader)
    }
  }

  private func summary(_ record: FeedTokenRecord, _ reader: Reader) throws -> FeedTokenSummary {
    var isGood = record.revoked == nil
    if isGood {
      let holder = try? Self.actor(record.reader, reader)
      let belonging = try? described(FeedOrder(record.scope).subject, reader).1
      isGood = if let holder, let belonging { holder.may(.view, belonging) } else { false }
    }
    return FeedTokenSummary(record, isGood: isGood)
  }

  private static let longestLabel = 40
}

extension FeedTokenSummary {
  fileprivate init(_ record: FeedTokenRecord, isGood: Bool) {
    let scope = record.scope
    self.init(
      id: record.id, label: record.label, subject: "\(scope.kind.rawValue):\(scope.subject)", content: scope.content.map(\.rawValue),
      alarms: scope.alarms, from: scope.from, through: scope.through, issuer: record.issuer, issued: OfficeTime.day(of: record.issued),
      revoked: record.revoked.map { OfficeTime.day(of: $0) }, lastUsed: record.used.map { Date(timeIntervalSince1970: Double($0) / 1000) },
      isGood: isGood)
  }
}
