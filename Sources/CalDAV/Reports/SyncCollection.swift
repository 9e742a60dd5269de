/// A DAV:sync-token (RFC 6578 section 4): the collection, the number of its last change, never a time, and in which epoch that is counted.
struct SyncToken: Hashable {
  let collection: Int64
  let change: Int64
  /// 0, the first, is not written.
  let epoch: Int64
  private static let prefix = "urn:jiaoli:sync:"
  /// The inbox's: nothing ever lies there.
  static let inbox = "urn:jiaoli:inbox:0"

  /// The token of a collection as it is, or as it was after an earlier change.
  init(_ collection: CalendarCollection, change: Int64? = nil) {
    (self.collection, self.change, epoch) = (collection.id, change ?? collection.change, collection.epoch)
  }

  /// Reads a token; nil where it is none of ours.
  init?(_ text: String) {
    guard text.hasPrefix(Self.prefix) else { return nil }
    let parts = text.dropFirst(Self.prefix.count).split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int64($0) }
    guard (2...3).contains(parts.count), numbers.count == parts.count, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    (collection, change, epoch) = (numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : 0)
  }

  var text: String { "\(Self.prefix)\(collection):\(change)" + (epoch == 0 ? "" : ":\(epoch)") }
}

/// DAV:sync-collection (RFC 6578 section 3).
extension ReportContext {
  func syncCollection() throws -> DAVResponse {
    guard let tokenElement = body.child(.dav("sync-token")) else { throw Refusal(400, reason: "no sync-token") }
    guard let level = (body.child(.dav("sync-level"))?.text ?? request.header("Depth"))?.lowercased(),
      ["1", "infinite", "infinity"].contains(level)
    else { throw Refusal(400, reason: "sync-level is 1 or infinite") }
    let limit = try limit()
    if case .inbox = target { return try syncInbox(tokenElement.text) }
    guard case .collection(let collection) = target else {
      return try syncHome(tokenElement.text, isDeep: level != "1", limit: limit)
    }
    let since = try number(tokenElement.text, collection)
    let wanted = try PropertyRequest(body)
    try CalendarData.check(wanted)
    guard let page = try reading.changes(in: collection, after: since, limit: limit) else { throw Self.invalidToken }
    var multistatus = Multistatus()
    for resource in page.changed {
      multistatus.entries.append(try changed(resource, collection, wanted))
    }
    for name in page.removed {
      multistatus.entries.append(Multistatus.Entry(server.locator.href(.resource(name, in: collection.name)), status: 404))
    }
    if page.isTruncated {
      let href = server.locator.href(.collection(collection.name))
      multistatus.entries.append(Multistatus.Entry(href, status: 507, condition: .dav("number-of-matches-within-limits")))
    }
    multistatus.syncToken = SyncToken(collection, change: page.change).text
    return answer(multistatus)
  }

  static let invalidToken = Refusal(403, .dav("valid-sync-token"), reason: "read the collection anew")

  func changed(_ resource: CalendarResource, _ collection: CalendarCollection, _ wanted: PropertyRequest) throws
    -> Multistatus.Entry
  {
    try wanted.entry(properties(.resource(resource, collection)), isMinimal: preferences.isMinimal) { element in
      guard let whole = try reading.resource(resource.name, in: collection) else { return nil }
      return try CalendarData(floating: collection.floatingZone).property(element, of: whole)
    }
  }

  /// The inbox is always empty: no invitations are sent here.
  private func syncInbox(_ token: String) throws(Refusal) -> DAVResponse {
    guard token.isEmpty || token == SyncToken.inbox else { throw Self.invalidToken }
    return answer(Multistatus(syncToken: SyncToken.inbox))
  }

  /// What a client knows that has no token: not even that a calendar was empty.
  static let nothing: Int64 = -1

  /// The number that a token stands for; none is before the beginning.
  private func number(_ text: String, _ collection: CalendarCollection) throws(Refusal) -> Int64 {
    guard !text.isEmpty else { return Self.nothing }
    guard let token = SyncToken(text), token.collection == collection.id, token.epoch == collection.epoch, token.change <= collection.change
    else { throw Self.invalidToken }
    return token.change
  }

  /// DAV:limit (section 3.7); without one, as much as there is.
  private func limit() throws(Refusal) -> Int {
    guard let element = body.child(.dav("limit")) else { return .max }
    guard let text = element.child(.dav("nresults"))?.text, let limit = Int(text), limit > 0 else { throw Refusal(400, reason: "nresults") }
    return limit
  }
}
