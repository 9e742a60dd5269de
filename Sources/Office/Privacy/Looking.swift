import Store

extension Office {
  /// Notes that the actor looked at other people's records; looking at one's own needs no note.
  func noteLook(_ action: AccessRecord.Action, at people: some Sequence<String>, what: String = "") throws {
    let others = Set(people).subtracting([actor.id]).sorted()
    try store.note(others.map { AccessRecord(at: at, actor: actor.id, action: action, person: $0, what: what) })
  }
}
