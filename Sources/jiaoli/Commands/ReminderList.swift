import Office

/// Reminders as the command line lists them.
enum ReminderList {
  /// So many names are told.
  private static let names = 3

  static func text(_ reminders: [Reminder]) -> String {
    var table = Table(["日期", "提醒", "给谁", "流程", "对象"], widest: 44)
    for reminder in reminders {
      table.add([
        "\(reminder.day)", reminder.text, "\(reminder.role): \(list(reminder.names, of: "人", none: "办公室"))", reminder.workflow,
        list(reminder.targets, of: "个", none: ""),
      ])
    }
    return table.text
  }

  private static func list(_ names: [String], of counter: String, none: String) -> String {
    guard !names.isEmpty else { return none }
    return names.count <= Self.names ? names.joined(separator: "、") : "\(names[0])等 \(names.count) \(counter)"
  }
}
