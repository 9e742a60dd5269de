import Foundation

/// Rewrites JSON of the journal so that nothing in it tells who one person was.
struct Redaction {
  /// The staff number.
  let person: String
  /// What stands for it from now on.
  let pseudonym: String
  /// Every other code that was ever in the roster.
  let others: Set<String>
  /// The names under which the person was ever known here.
  let names: [String]

  /// What is shown instead of a name.
  static let erasedName = "已注销人员"

  /// A string of a fact that speaks of the person.
  func text(_ text: String) -> String {
    var text = replacingCode(text)
    for name in names where !name.isEmpty { text = text.replacingOccurrences(of: name, with: Self.erasedName) }
    return text
  }

  /// The staff number as a word of its own, such as in `lesson/T0101`, or beside another one, such as in `visit/T0101-T0102`.
  func replacingCode(_ text: String) -> String {
    guard text != person else { return pseudonym }
    guard text.contains(person) else { return text }
    var (result, word) = ("", "")
    for character in text {
      if Self.isCode(character) {
        word.append(character)
      } else {
        result += replacing(word: word)
        result.append(character)
        word = ""
      }
    }
    return result + replacing(word: word)
  }

  private func replacing(word: String) -> String {
    if word == person { return pseudonym }
    guard !others.contains(word) else { return word }
    if word.hasPrefix(person + "-"), others.contains(String(word.dropFirst(person.count + 1))) {
      return pseudonym + word.dropFirst(person.count)
    }
    if word.hasSuffix("-" + person), others.contains(String(word.dropLast(person.count + 1))) {
      return word.dropLast(person.count) + pseudonym
    }
    return word
  }

  private static func isCode(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == "!")
  }

  /// Any JSON value with its strings and keys rewritten.
  func value(_ value: Any) -> Any {
    switch value {
    case let text as String: self.text(text)
    case let list as [Any]: list.map(self.value)
    case let object as [String: Any]:
      Dictionary(object.map { (text($0.key), self.value($0.value)) }, uniquingKeysWith: { first, _ in first })
    default: value
    }
  }

  /// A fact with the person made unknowable.
  /// - Returns: nil where the fact does not speak of the person.
  func fact(_ fact: Fact, isByPerson: Bool) throws -> Fact? {
    if case .rosterImported(let roster) = fact { return redact(roster).map(Fact.rosterImported) }
    if case .absenceAdded(var absence) = fact, absence.subject == .person(person) {
      (absence.subject, absence.reason) = (.person(pseudonym), "")
      return .absenceAdded(absence)
    }
    // A day of birth tells who somebody is; what else is on record stays under the pseudonym.
    if case .recordsEntered(var batch) = fact, batch.profiles.contains(where: { $0.person == person }) {
      batch.profiles.removeAll { $0.person == person }
      return try self.fact(.recordsEntered(batch), isByPerson: isByPerson) ?? .recordsEntered(batch)
    }
    if case .taskSubmitted(var submission) = fact, isByPerson {
      // Names of files are chosen by people, and often tell theirs.
      submission.evidence = submission.evidence.map {
        EvidenceRecord(kind: $0.kind, name: Self.erasedName + Self.suffix(of: $0.name), sha256: $0.sha256, size: $0.size)
      }
      submission.note = submission.note.map(text)
      return .taskSubmitted(submission)
    }
    let json = try fact.json()
    guard isByPerson || json.contains(person) else { return nil }
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
    let data = try JSONSerialization.data(
      withJSONObject: value(object), options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
    // Through the types once more, so that the bytes are those that a fact has.
    let redacted = try Fact(kind: fact.kind.rawValue, json: String(decoding: data, as: UTF8.self))
    return redacted == fact ? nil : redacted
  }

  private func redact(_ roster: Roster) -> Roster? {
    var result = roster
    result.people = roster.people.map { row in
      guard row.id == person else { return row }
      var row = row
      // The posts stay: whose task it was by a post must come out the same. The roster loses them when the erasure itself is applied.
      (row.id, row.name, row.phone) = (pseudonym, Self.erasedName, nil)
      return row
    }
    result.memberships = roster.memberships.map { row in
      var row = row
      if row.person == person { row.person = pseudonym }
      if row.mentor == person { row.mentor = pseudonym }
      return row
    }
    result.lessons = roster.lessons.filter { $0.person != person }
    return result == roster ? nil : result
  }

  private static func suffix(of name: String) -> String {
    let suffix = (name as NSString).pathExtension
    return suffix.isEmpty || suffix.count > 8 ? "" : "." + suffix
  }

  /// Whether a code stands for somebody who was erased: no import may bring such a one.
  static func isPseudonym(_ code: String) -> Bool { code.utf8.contains(UInt8(ascii: "!")) }

  /// A code that stands where the staff number stood in every order, so that replaying opens the same tasks in the same order.
  /// - Parameters:
  ///   - person: the staff number.
  ///   - others: every other code that was ever in the roster.
  static func pseudonym(for person: String, among others: Set<String>) -> String {
    let before = others.filter { $0 < person }.max() ?? ""
    // `!` sorts before whatever a staff number may hold, and no import may bring it.
    var (candidate, number) = (before + "!1", 1)
    while others.contains(candidate) {
      number += 1
      candidate = before + "!\(number)"
    }
    return candidate
  }
}
