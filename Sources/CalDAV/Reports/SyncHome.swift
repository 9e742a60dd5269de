/// The state of a whole home in one token (RFC 6578 section 4): each calendar with the number of its last change.
struct HomeToken: Hashable {
  /// A calendar as it was.
  struct Entry: Hashable {
    var change: Int64
    var name: String
  }

  /// By the calendar's own number.
  let entries: [Int64: Entry]
  /// In which epoch changes are counted; 0, the first, is not written.
  let epoch: Int64
  private static let prefix = "urn:jiaoli:home:"

  init(_ collections: [CalendarCollection]) {
    entries = Dictionary(uniqueKeysWithValues: collections.map { ($0.id, Entry(change: $0.change, name: $0.name)) })
    epoch = collections.first?.epoch ?? 0
  }

  /// Reads a token; nil where it is none of ours.
  init?(_ text: String) {
    guard text.hasPrefix(Self.prefix) else { return nil }
    var entries: [Int64: Entry] = [:]
    var parts = text.dropFirst(Self.prefix.count).split(separator: "/")[...]
    epoch = parts.first.flatMap { Int64($0) } ?? 0
    if epoch != 0 { parts.removeFirst() }
    for part in parts {
      let fields = part.split(separator: ":")
      guard fields.count == 3, let id = Int64(fields[0]), let change = Int64(fields[1]), change >= 0, let name = Locator.decoded(fields[2])
      else { return nil }
      entries[id] = Entry(change: change, name: name)
    }
    self.entries = entries
  }

  var text: String {
    let parts = entries.sorted { $0.key < $1.key }.map { id, entry in
      "\(id):\(entry.change):\(Locator.encoded(entry.name).replacing(":", with: "%3A"))"
    }
    return Self.prefix + ((epoch == 0 ? [] : ["\(epoch)"]) + parts).joined(separator: "/")
  }
}

/// DAV:sync-collection on a home: which calendars changed, and with level infinite what in them.
extension ReportContext {
  func syncHome(_ token: String, isDeep: Bool, limit: Int) throws -> DAVResponse {
    let collections = try reading.collections()
    var known: [Int64: HomeToken.Entry] = [:]
    if !token.isEmpty {
      guard let read = HomeToken(token), read.epoch == HomeToken(collections).epoch else { throw Self.invalidToken }
      known = read.entries
    }
    let wanted = try PropertyRequest(body)
    var multistatus = Multistatus()
    for collection in collections where known[collection.id]?.change != collection.change || known[collection.id]?.name != collection.name {
      let since = known[collection.id].map { $0.name == collection.name ? $0.change : Self.nothing } ?? Self.nothing
      guard since <= collection.change else { throw Self.invalidToken }
      multistatus.entries.append(try wanted.entry(properties(.collection(collection)), isMinimal: preferences.isMinimal))
      guard isDeep, let page = try reading.changes(in: collection, after: since, limit: .max) else { continue }
      for resource in page.changed { multistatus.entries.append(try changed(resource, collection, wanted)) }
      for name in page.removed {
        multistatus.entries.append(Multistatus.Entry(server.locator.href(.resource(name, in: collection.name)), status: 404))
      }
    }
    let names = Set(collections.map(\.name))
    for entry in known.values.sorted(by: { $0.name < $1.name }) where !names.contains(entry.name) {
      multistatus.entries.append(Multistatus.Entry(server.locator.href(.collection(entry.name)), status: 404))
    }
    // Section 3.6: what cannot be cut is refused.
    guard multistatus.entries.count <= limit else { throw Refusal(507, .dav("number-of-matches-within-limits")) }
    multistatus.syncToken = HomeToken(collections).text
    return answer(multistatus)
  }
}
