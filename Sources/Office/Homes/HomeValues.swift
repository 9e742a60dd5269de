import CalDAV
import Foundation
import Store

extension CalendarCollection {
  /// A calendar as the store has it.
  init(_ record: HomeCollectionRecord) {
    let kind: Kind =
      switch record.kind {
      case .events: .events
      case .tasks: .tasks
      case .own: .own
      }
    self.init(
      id: record.id, name: record.name, kind: kind, components: record.components, properties: record.properties.byName,
      change: record.change, epoch: record.epoch, created: Date(milliseconds: record.created),
      modified: Date(milliseconds: record.modified))
  }
}

extension CalendarResource {
  /// A resource as the store has it.
  init(_ record: HomeResourceRecord) {
    self.init(
      name: record.name, etag: record.etag, uid: record.uid, component: record.component, size: record.size,
      created: Date(milliseconds: record.created), modified: Date(milliseconds: record.modified),
      properties: record.properties.byName, body: Array(record.body))
  }
}

extension Date {
  fileprivate init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}

extension [QualifiedName: String] {
  /// By `{namespace}name`, as the store keeps them.
  var byText: [String: String] { Dictionary<String, String>(uniqueKeysWithValues: map { ("{\($0.namespace)}\($0.local)", $1) }) }
}

extension [String: String] {
  /// By name, out of `{namespace}name`.
  var byName: [QualifiedName: String] {
    Dictionary<QualifiedName, String>(
      compactMap { text, value in
        guard let end = text.lastIndex(of: "}") else { return nil }
        return (QualifiedName(String(text[text.index(after: text.startIndex)..<end]), String(text[text.index(after: end)...])), value)
      }, uniquingKeysWith: { $1 })
  }
}
