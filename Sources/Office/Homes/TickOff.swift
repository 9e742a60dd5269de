import CalDAV
import ICalendar
import Store
import Workflow

/// Hears what a teacher's calendar program made of a task, and does what it means.
struct TickOff {
  let office: Office
  /// The address of the service.
  let address: String

  func hear(_ task: CalendarResource, _ object: CalendarObject) throws -> TickAnswer {
    guard let id = Int64(task.name.drop { !$0.isNumber }.prefix { $0.isNumber }), let shown = try? CalendarObject(task.body).entries.first,
      object.entries.count == 1, let wanted = object.entries.first
    else { return .refused("一项任务就是一个待办, 不能改成重复的") }
    if let refusal = Self.refusal(wanted, shown) { return .refused(refusal) }
    switch (Self.isDone(shown), Self.isDone(wanted)) {
    case (false, true): try submit(id)
    case (true, false): return try withdraw(id)
    // What programs write beside, such as alarms, stays with them.
    case (true, true), (false, false): break
    }
    return .taken
  }

  /// STATUS, COMPLETED or PERCENT-COMPLETE: programs use one, two or all of them (RFC 5545 sections 3.8.1.11, 3.8.2.1, 3.8.1.8).
  static func isDone(_ toDo: ObjectComponent) -> Bool {
    toDo.first("STATUS")?.value.uppercased() == "COMPLETED" || toDo.first("COMPLETED") != nil
      || toDo.first("PERCENT-COMPLETE")?.value == "100"
  }

  /// Why a change is not the teacher's to make.
  private static func refusal(_ wanted: ObjectComponent, _ shown: ObjectComponent) -> String? {
    if wanted.first("RRULE") != nil || wanted.first("RECURRENCE-ID") != nil { return "任务不能改成重复的" }
    if wanted.first("STATUS")?.value.uppercased() == "CANCELLED" { return "任务不能在日历里取消, 请联系办公室" }
    if wanted.first("SUMMARY")?.text != shown.first("SUMMARY")?.text { return "任务的名称由办公室定" }
    func day(_ toDo: ObjectComponent, _ name: String) -> Substring? { toDo.first(name)?.value.prefix(8) }
    if let due = day(shown, "DUE"), day(wanted, "DUE") != due { return "任务的期限由办公室定" }
    return nil
  }

  private func submit(_ id: Int64) throws {
    do {
      _ = try office.submit(id, files: [], note: "在日历中完成")
      try say(nil, of: id)
    } catch {
      guard let known = OfficeError.of(error), [.badInput, .conflict, .notAllowed, .no].contains(known.kind),
        known.kind != .conflict || isOurs(known)
      else { throw error }
      let advice = known.kind == .badInput ? "请到 \(address)/tasks/\(id) 上传佐证材料" : known.advice
      try say([known.message, advice].compactMap(\.self).joined(separator: "; "), of: id)
    }
  }

  /// A task that cannot be handed in now, rather than a clock that is wrong.
  private func isOurs(_ error: OfficeError) -> Bool { error.message.contains("任务") || error.message.contains("流程") }

  private func withdraw(_ id: Int64) throws -> TickAnswer {
    do {
      _ = try office.withdraw(id, note: "在日历中取消完成")
      return .taken
    } catch {
      guard let known = OfficeError.of(error), !known.needsAttention else { throw error }
      return .refused(known.message)
    }
  }

  private func say(_ message: String?, of id: Int64) throws {
    try office.store.write(at: office.at, actor: office.actor.id) { try $0.setHomeTick(of: id, message) }
  }
}
