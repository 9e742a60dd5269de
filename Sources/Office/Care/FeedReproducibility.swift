import Foundation
import Store

extension Office {
  /// At most so many feeds are rendered twice; they are spread over all.
  private static let feedsToCompare = 60

  /// Feeds that come out otherwise when they are rendered from the journal alone: none, if every byte follows from the records.
  func feedsThatDifferFromJournal(progress: (String) -> Void) throws -> [String] {
    let subjects = try feedSubjects()
    guard !subjects.isEmpty else { return [] }
    let isRehearsal = try identity().isRehearsal
    let rebuilt = try Office(
      store: store.rebuilt(), as: nil, now: Date(timeIntervalSince1970: Double(at) / 1000),
      rehearsalDay: isRehearsal ? today : nil)
    let step = max(1, subjects.count / Self.feedsToCompare)
    return try stride(from: 0, to: subjects.count, by: step).compactMap { index in
      progress("日历 \(index + 1)/\(subjects.count)")
      let (subject, file) = subjects[index]
      return try feed(subject) == rebuilt.feed(subject) ? nil : file
    }
  }
}
